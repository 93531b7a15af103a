import { type Moment, witnessOf } from '../engine/witness.ts'
import type { TimelineItem } from '../world/timeline.ts'
import type { World } from '../world/world.ts'
import { requestsOf, told } from './seen-requests.ts'
import { type Finding, verdictRule } from './verdict.ts'

export const takesEventsOnce = verdictRule({
  name: 'takes-events-once',
  summary: 'Takes each webhook event once, however often it is delivered, and answers a copy with 2xx.',
  unseen: 'No event was delivered twice to somebody who answered.',
  findings: (world) =>
    [...copiesOf(world).values()].filter((copies) => copies.length > 1).map((copies) => once(world, copies)),
})

export const verifiesSignatures = verdictRule({
  name: 'verifies-signatures',
  summary: 'Refuses a webhook that is not signed with its secret, or was signed long ago, with a 4xx.',
  unseen: 'No webhook with a bad signature was answered.',
  findings: (world) =>
    world.timeline.of('webhook').flatMap(({ seq, status, answered, forged, stale, type }): Finding[] => {
      const given = Number(answered ?? status ?? 0)
      if ((forged !== true && stale !== true) || given === 0) return []
      const what = forged === true ? 'A bad signature' : 'A signature of long ago'
      const sentence = `${what} on ${type} was answered with ${given}.`
      return [{ good: given >= 400 && given < 500, evidence: [seq], sentence }]
    }),
})

/** What was delivered of each event to each address, and answered. */
function copiesOf(world: World): ReadonlyMap<string, readonly TimelineItem[]> {
  const events = new Map<string, TimelineItem[]>()
  for (const item of world.timeline.of('webhook')) {
    if (item.status === null || item.forged === true || item.stale === true) continue
    const id = `${item.event_id} ${item.url}`
    const copies = events.get(id)
    if (copies === undefined) events.set(id, [item])
    else copies.push(item)
  }
  return events
}

function once(world: World, copies: readonly TimelineItem[]): Finding {
  const [first] = copies as [TimelineItem]
  const event = `${first.type} (${first.event_id})`
  const seqs = copies.map(({ seq }) => seq)
  const taken = copies.find(isTaken)
  const refused = copies.find((copy) => taken !== undefined && begins(copy, taken) && !isTaken(copy))
  if (taken !== undefined && refused !== undefined) {
    const sentence = `${event} had been taken when a copy of it was answered with ${refused.status}.`
    return { good: false, evidence: [taken.seq, refused.seq], sentence }
  }
  const repeated = repeatedEffect(world, copies)
  if (repeated !== undefined) {
    const sentence = `${event} was delivered ${copies.length} times, and ${repeated.what} happened ${repeated.seqs.length} times.`
    return { good: false, evidence: [...seqs, ...repeated.seqs], sentence }
  }
  return {
    good: true,
    evidence: seqs,
    sentence: `${event} was delivered ${copies.length} times and had its effect once.`,
  }
}

const isTaken = ({ status, answered }: TimelineItem): boolean => {
  const given = Number(answered ?? status)
  return given >= 200 && given < 300
}

/** Whether it was sent when the other one was answered already. */
const begins = (copy: TimelineItem, after: TimelineItem): boolean =>
  copy !== after && turnOf(witnessOf(copy)?.began) > turnOf(witnessOf(after)?.ended)

const turnOf = (moment: Moment | undefined): number => moment?.turn ?? 0

/** The same job, mail or call to a provider more than once while the copies were under way. */
function repeatedEffect(
  world: World,
  copies: readonly TimelineItem[],
): { what: string; seqs: readonly number[] } | undefined {
  const effects = new Map<string, number[]>()
  const note = (what: string, seq: number) => {
    const known = effects.get(what)
    if (known === undefined) effects.set(what, [seq])
    else known.push(seq)
  }
  for (const { seq, payment_id } of world.timeline.of('job')) note(`a job for payment ${payment_id}`, seq)
  const windows = copies.flatMap((copy) => witnessOf(copy) ?? [])
  const posts = requestsOf(world).filter(
    ({ method, status, replayed }) => method === 'POST' && status < 400 && !replayed,
  )
  for (const request of posts) {
    const { turn } = request.witness.began
    // Only what a backend does while it is being told of the event can be laid to the event.
    if (
      windows.some(({ began, ended }) => turn > began.turn && turn < ended.turn) &&
      !copies.some(({ url }) => url === request.path)
    )
      note(`${told(request)} with the same content (${request.witness.content})`, request.seq)
  }
  for (const [what, seqs] of effects) if (seqs.length > 1) return { what: what.replace(/ \(\d+\)$/, ''), seqs }
  return undefined
}
