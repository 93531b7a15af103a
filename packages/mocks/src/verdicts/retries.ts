import { type Repetition, repetitionsOf, told } from './seen-requests.ts'
import { type Finding, verdictRule } from './verdict.ts'

/** Timers are not exact; milliseconds. */
const tolerance = 50

/** Less than this is no pause; milliseconds. */
const atOnce = 20

/** Who asks again less often than this is polling; milliseconds. */
const polling = 1_000

/** Who sends the same again later than this may be a person who tries once more; milliseconds. */
const sameAttempt = 15_000

export const honoursRetryAfter = verdictRule({
  name: 'honours-retry-after',
  summary: 'After a 429 or 503 with `Retry-After`, sends the request again no earlier than it says.',
  unseen: 'No request that was refused with Retry-After was sent again.',
  findings: (world) =>
    repetitionsOf(world)
      .flat()
      .flatMap(({ failed, next, waited }): Finding[] => {
        const seconds = failed.witness.retryAfter
        if (seconds === undefined || (failed.status !== 429 && failed.status !== 503)) return []
        const good = waited + tolerance >= seconds * 1000
        const sentence = `${told(failed)} was answered with ${failed.status} and Retry-After: ${seconds}, and came again ${duration(waited)} later.`
        return [{ good, evidence: [failed.seq, next.seq], sentence }]
      }),
})

export const backsOff = verdictRule({
  name: 'backs-off',
  summary: 'Pauses between retries, and longer each time.',
  unseen: 'No request failed twice in a row without being told when to come again.',
  findings: (world) =>
    repetitionsOf(world).flatMap((run): Finding[] => {
      const free = run.filter(({ failed }) => failed.witness.retryAfter === undefined)
      if (free.length < 2) return []
      const waits = free.map(({ waited }) => waited)
      const [shortest, longest] = [Math.min(...waits), Math.max(...waits)]
      const steady = free.length >= 4 && longest <= 1.2 * shortest && longest < polling
      const good = longest >= atOnce && !steady
      const how = good ? 'with pauses' : steady ? 'always at the same pace' : 'without a pause'
      const sentence = `${told((free[0] as Repetition).failed)} was sent again ${free.length} times ${how}: after ${waits.map(duration).join(', ')}.`
      return [{ good, evidence: evidenceOf(free), sentence }]
    }),
})

export const keepsIdempotencyKey = verdictRule({
  name: 'keeps-idempotency-key',
  summary: 'Sends a POST again under the same `Idempotency-Key`, so that nothing is paid for or started twice.',
  unseen: 'No POST that takes an Idempotency-Key was sent again after it had failed.',
  findings: (world) =>
    repetitionsOf(world)
      .flat()
      .flatMap(({ failed, next, waited }): Finding[] => {
        const asked = (failed.witness.retryAfter ?? 0) * 1000
        if (failed.method !== 'POST' || failed.witness.keyed !== true || waited > asked + sameAttempt) return []
        const { key } = failed.witness
        const good = key !== undefined && key === next.witness.key
        const how = good ? 'under the same key' : key === undefined ? 'without a key' : 'under another key'
        return [{ good, evidence: [failed.seq, next.seq], sentence: `${told(failed)} was sent again ${how}.` }]
      }),
})

const evidenceOf = (run: readonly Repetition[]): readonly number[] =>
  run.flatMap(({ failed, next }) => [failed.seq, next.seq])

const duration = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${Math.round(milliseconds / 100) / 10} s`
