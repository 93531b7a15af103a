import type { Behaviour } from '../behaviour.ts'
import type { Answer } from '../engine/answer.ts'
import type { Stage } from '../engine/stage.ts'

const WRONG = 'wrong horse battery staple'
const ALLOWED = 5
const LONGEST = 15 * 60
const GUESSES = 10
/** Checking a password takes long enough for every guess of a burst to meet the others: two rounds show what ten would. */
const ROUNDS = 2

const login = (stage: Stage, email: string, password: string): Promise<Answer> =>
  stage.call('auth.login', { body: { email, password } })

/** What wrong passwords lead to. */
export const lockOutBehaviours: readonly Behaviour[] = [
  {
    id: 'lock-out',
    service: 'auth',
    statement: 'Five wrong passwords lock the account, for the right password too, and Retry-After says how long',
    operations: ['auth.login'],
    states: ['a registered user', 'a dependency is down', 'a locked account'],
    async run(stage) {
      const locked = await afterFiveFailures(stage, false)
      // Five requests are all that the limit lets through in a minute; while its store is down nobody is limited.
      const sixth = locked.status === 429 ? await afterFiveFailures(stage, true) : locked
      mustBeLocked(sixth)
      const known = await stage.setUp('a locked account')
      mustBeLocked(await login(stage, known.text('email'), known.text('password')))
    },
  },
  {
    id: 'lock-out-race',
    service: 'auth',
    statement: 'Wrong passwords that come at the same moment are counted as if they came one by one: five are weighed',
    operations: ['auth.login'],
    states: ['a registered user', 'a dependency is down'],
    run: (stage) =>
      stage.rounds(async () => {
        const values = await stage.setUp('a registered user')
        // While the store of the limits is down nobody is limited, and every guess gets as far as the lock.
        await stage.add('a dependency is down', { dependency: 'redis' })
        const email = values.text('email')
        const step = stage.step('auth.login', { body: { email, password: WRONG } })
        const answers = await stage.together(Array.from({ length: GUESSES }, () => step))
        const weighed = answers.filter(({ status }) => status === 401)
        for (const answer of answers) mustBeTurnedAway(answer)
        stage.must(
          weighed.length <= ALLOWED,
          `${weighed.length} of ${GUESSES} concurrent wrong passwords were weighed, and the fifth locks the account.`,
          {
            expected: `${ALLOWED} × 401 at most, the others 423`,
            actual: answers.map(({ status }) => status).join(', '),
            sent: step.sent,
          },
        )
        // Who is limited all the same has perhaps not failed often enough.
        if (answers.some(({ status }) => status === 429)) return
        mustBeLocked(await login(stage, email, values.text('password')))
      }, ROUNDS),
  },
  {
    id: 'lock-out-in-a-row',
    service: 'auth',
    statement: 'Four wrong passwords lock nobody out',
    operations: ['auth.login'],
    states: ['a registered user'],
    async run(stage) {
      const values = await stage.setUp('a registered user')
      const email = values.text('email')
      for (let attempt = 1; attempt < ALLOWED; attempt += 1) {
        ;(await login(stage, email, WRONG)).expectProblem(401, 'invalid_credentials', `to wrong password ${attempt}`)
      }
      const right = await login(stage, email, values.text('password'))
      right.expect(200, 'to the right password after four wrong ones').text('access_token')
    },
  },
]

async function afterFiveFailures(stage: Stage, unlimited: boolean): Promise<Answer> {
  const values = await stage.setUp('a registered user')
  if (unlimited) await stage.add('a dependency is down', { dependency: 'redis' })
  const email = values.text('email')
  for (let attempt = 1; attempt <= ALLOWED; attempt += 1) {
    // The fifth may already say that the account is locked.
    const answer = await login(stage, email, WRONG)
    if (attempt === ALLOWED && answer.status === 423) break
    answer.expectProblem(401, 'invalid_credentials', `to wrong password ${attempt}`)
  }
  return login(stage, email, values.text('password'))
}

function mustBeTurnedAway(answer: Answer): void {
  const why = `to one of ${GUESSES} concurrent wrong passwords`
  if (answer.status === 423) answer.expectProblem(423, 'account_locked', why)
  else if (answer.status === 429) answer.expectProblem(429, 'rate_limited', why)
  else answer.expectProblem(401, 'invalid_credentials', why)
}

function mustBeLocked(answer: Answer): void {
  answer.expectProblem(423, 'account_locked', 'to the right password of an account that five wrong ones locked')
  const seconds = answer.numberInHeader('Retry-After')
  if (seconds >= 1 && seconds <= LONGEST) return
  throw answer.broken(`Retry-After of a locked account says ${seconds} s; it is locked for 15 minutes at most.`, {
    expected: `1 to ${LONGEST}`,
    actual: String(seconds),
  })
}
