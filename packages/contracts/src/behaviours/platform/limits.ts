import type { Behaviour } from '../behaviour.ts'
import type { Answer } from '../engine/answer.ts'
import type { Stage } from '../engine/stage.ts'
import { plainReads } from './plain-reads.ts'

/** What every service says about how often it may be asked. Signing in has a limit of its own, and rules of its own. */
export const limitBehaviours: readonly Behaviour[] = plainReads.map(({ service, operation, caller }) => ({
  id: 'rate-limit-headers',
  service,
  statement: `${operation} says how many requests are allowed, how many are left, and when the window starts again`,
  operations: [operation],
  states: caller === undefined ? [] : [caller],
  async run(stage) {
    const as = caller && (await stage.setUp(caller)).token
    if (as === undefined) await stage.setUp()
    await stage.enforceLimits()
    const { limit, seconds } = stage.limitOf(operation)
    const left: number[] = []
    while (left.length < 3) {
      const answer = (await stage.call(operation, as === undefined ? {} : { as })).expect(200)
      mustSay(answer, 'RateLimit-Limit', limit, limit)
      mustSay(answer, 'RateLimit-Reset', 0, seconds)
      left.push(mustSay(answer, 'RateLimit-Remaining', 0, limit - 1))
    }
    mustFall(stage, operation, left, limit)
  },
}))

/** One less each time; a window may start again once while somebody looks. */
function mustFall(stage: Stage, operation: string, left: readonly number[], limit: number): void {
  const steps = left.slice(1).map((now, index) => ({ now, fell: now === (left[index] ?? 0) - 1 }))
  stage.must(
    steps.some(({ fell }) => fell) && steps.every(({ now, fell }) => fell || now === limit - 1),
    `RateLimit-Remaining of ${operation} does not fall by one with each request.`,
    { expected: 'one less each time', actual: left.join(', ') },
  )
}

/**
 * The whole number in a header.
 *
 * @throws Broken unless it is there and within these bounds
 */
export function mustSay(answer: Answer, header: string, least: number, most: number): number {
  const value = answer.numberInHeader(header)
  if (value >= least && value <= most) return value
  const expected = least === most ? String(least) : `${least} to ${most}`
  throw answer.broken(`${header} of ${answer.step} is ${value} instead of ${expected}.`, {
    expected,
    actual: String(value),
  })
}
