import { isTransient, requestsOf, type SeenRequest, sameRequests } from './seen-requests.ts'
import { type Finding, verdictRule } from './verdict.ts'

export const refreshesOnce = verdictRule({
  name: 'refreshes-once',
  summary: 'Uses each refresh token once, however many callers or tabs find the access token expired.',
  unseen: 'No token was refreshed.',
  findings(world) {
    const refreshes = requestsOf(world).filter(({ operation }) => operation === 'auth.refresh')
    return sameRequests(refreshes).flatMap((group): Finding[] => {
      // What failed on the way may be sent again.
      const used = group.filter((request) => !isTransient(request))
      const [first] = used as readonly (SeenRequest | undefined)[]
      if (first === undefined || (used.length === 1 && first.status !== 200)) return []
      const good = used.length === 1
      const sentence = good
        ? 'A refresh token was used once.'
        : `The same refresh token was used ${used.length} times; the last answer was ${used.at(-1)?.status}.`
      return [{ good, evidence: used.map(({ seq }) => seq), sentence }]
    })
  },
})
