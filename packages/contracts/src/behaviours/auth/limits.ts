import type { Behaviour } from '../behaviour.ts'
import type { Answer } from '../engine/answer.ts'
import type { Stage } from '../engine/stage.ts'
import { mustSay } from '../platform/limits.ts'

const LIMIT = 5
const WINDOW = 60

/** The limits of signing in. */
export const authLimitBehaviours: readonly Behaviour[] = [
  {
    id: 'auth-rate-limit',
    service: 'auth',
    statement:
      'Five requests a minute may be made about signing in; each says how many are left, the sixth how long to wait',
    operations: ['auth.login'],
    states: [],
    async run(stage) {
      await stage.setUp()
      await stage.enforceLimits()
      for (let request = 1; request <= LIMIT; request += 1) {
        const answer = (await attempt(stage, request)).expect(401, `to request ${request} of a minute`)
        mustSay(answer, 'RateLimit-Limit', LIMIT, LIMIT)
        mustSay(answer, 'RateLimit-Remaining', LIMIT - request, LIMIT - request)
        mustSay(answer, 'RateLimit-Reset', 0, WINDOW)
      }
      const sixth = await attempt(stage, LIMIT + 1)
      sixth.expectProblem(429, 'rate_limited', 'to the sixth request of a minute')
      mustSay(sixth, 'Retry-After', 1, WINDOW)
      mustSay(sixth, 'RateLimit-Limit', LIMIT, LIMIT)
      mustSay(sixth, 'RateLimit-Remaining', 0, 0)
    },
  },
  {
    id: 'rate-limit-fails-open',
    service: 'auth',
    statement: 'While the store of the limits is down everybody passes',
    operations: ['auth.login'],
    states: ['a registered user', 'a dependency is down'],
    async run(stage) {
      await stage.setUp('a registered user')
      await stage.enforceLimits()
      await stage.add('a dependency is down', { dependency: 'redis' })
      for (let request = 1; request <= LIMIT + 2; request += 1) {
        ;(await attempt(stage, request)).expect(401, `to request ${request} while the store of the limits is down`)
      }
    },
  },
]

/** A login that fails, of another address each time, so that none is locked. */
const attempt = (stage: Stage, number: number): Promise<Answer> =>
  stage.call('auth.login', { body: { email: `nobody-${number}@example.test`, password: 'wrong horse battery staple' } })
