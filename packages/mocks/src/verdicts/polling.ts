import { between, requestsOf, type SeenRequest, sameRequests } from './seen-requests.ts'
import { type Finding, verdictRule } from './verdict.ts'

/** What `jobs.progress` says when there is nothing more to come. */
const ended: ReadonlySet<unknown> = new Set(['completed', 'completed_with_warnings', 'failed', 'failed_quality'])

/** Who asks again less often than this looks once more, and does not poll; milliseconds. */
const pace = 10_000

export const stopsPolling = verdictRule({
  name: 'stops-polling',
  summary: 'Does not go on asking for the progress of a job that has told its end.',
  unseen: 'No job was polled until its end.',
  findings(world) {
    const polls = requestsOf(world).filter(({ operation, status }) => operation === 'jobs.progress' && status === 200)
    return sameRequests(polls).flatMap((group): Finding[] => {
      const end = group.findIndex(({ witness }) => ended.has(witness.told))
      const last = group[end]
      if (last === undefined || end === 0) return []
      const further = pollsAfter(last, group.slice(end + 1))
      // One may have been under way, or be a last look.
      const good = further.length < 2
      const sentence = good
        ? `${last.path} was asked ${end + 1} times, and told the end in the last of them.`
        : `${last.path} had told the end of its job and was asked ${further.length} times more.`
      return [{ good, evidence: [last.seq, ...(good ? [] : further.map(({ seq }) => seq))], sentence }]
    })
  },
})

function pollsAfter(last: SeenRequest, later: readonly SeenRequest[]): readonly SeenRequest[] {
  const further: SeenRequest[] = []
  let previous = last
  for (const poll of later) {
    if (poll.witness.began.turn < last.witness.ended.turn) continue
    if (between(previous.witness.ended, poll.witness.began) > pace) break
    further.push(poll)
    previous = poll
  }
  return further
}
