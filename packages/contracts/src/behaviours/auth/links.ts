import type { Behaviour } from '../behaviour.ts'
import type { Answer } from '../engine/answer.ts'
import type { Stage } from '../engine/stage.ts'
import { mustBeSignedIn, mustBeSignedOut } from '../who-is-it.ts'

const race = 4

/** What comes by mail works once, and registrations are made once. */
export const linkBehaviours: readonly Behaviour[] = [
  {
    id: 'magic-link-once',
    service: 'auth',
    statement: 'A sign-in link signs in once and not after 15 minutes',
    operations: ['auth.verifyMagicLink'],
    states: ['a magic link'],
    async run(stage) {
      const token = (await stage.setUp('a magic link')).text('token')
      const verify = (of: string): Promise<Answer> => stage.call('auth.verifyMagicLink', { body: { token: of } })
      const first = (await verify(token)).expect(200)
      await mustBeSignedIn(stage, first.text('access_token'), 'of a sign-in link')
      ;(await verify(token)).expectProblem(400, 'magic_link_used', 'to a sign-in link that was used before')
      const late = (await stage.setUp(['a magic link', { condition: 'expired' }])).text('token')
      ;(await verify(late)).expectProblem(400, 'magic_link_expired', 'to a sign-in link of more than 15 minutes ago')
    },
  },
  {
    id: 'magic-link-race',
    service: 'auth',
    statement: 'Of sign-ins with one link that arrive together exactly one succeeds',
    operations: ['auth.verifyMagicLink'],
    states: ['a magic link'],
    run: (stage) =>
      stage.rounds(async () => {
        const token = (await stage.setUp('a magic link')).text('token')
        await mustTakeOne(stage, 'auth.verifyMagicLink', { token }, 200, [400])
      }),
  },
  {
    id: 'reset-link-once',
    service: 'auth',
    statement: 'A reset link changes the password once, and ends every sign-in of the user',
    operations: ['auth.resetPassword', 'auth.login', 'users.me'],
    states: ['a password reset link', 'a signed-in user'],
    async run(stage) {
      const link = await stage.setUp('a password reset link')
      const token = link.text('token')
      const email = link.text('email')
      const before = await stage.add('a signed-in user', { email })
      await mustBeSignedIn(stage, before.token, 'before the password is reset')
      const reset = (password: string): Promise<Answer> =>
        stage.call('auth.resetPassword', { body: { token, password } })
      const login = (password: string): Promise<Answer> => stage.call('auth.login', { body: { email, password } })
      ;(await reset('the first new pass phrase')).expect(204)
      ;(await reset('the second new pass phrase')).expectProblem(
        400,
        'reset_token_used',
        'to a reset link that was used',
      )
      ;(await login('the second new pass phrase')).expect(401, 'to a password that a used link was to set')
      ;(await login('the first new pass phrase')).expect(200, 'to the password that the link has set')
      await mustBeSignedOut(stage, before.token, 'of before the password was reset')
    },
  },
  {
    id: 'email-verification-once',
    service: 'auth',
    statement: 'A verification token proves an address once',
    operations: ['auth.verifyEmail'],
    states: ['an e-mail verification'],
    async run(stage) {
      const token = (await stage.setUp('an e-mail verification')).text('token')
      ;(await stage.call('auth.verifyEmail', { body: { token } })).expect(204)
      const again = await stage.call('auth.verifyEmail', { body: { token } })
      again.expectProblem(400, 'verification_token_used', 'to a verification token that was used before')
    },
  },
  {
    id: 'oauth-state-once',
    service: 'auth',
    statement: 'The state of a sign-in elsewhere works once, and only with its own code',
    operations: ['auth.finishGoogle'],
    states: ['a started sign-in'],
    async run(stage) {
      const started = await stage.setUp(['a started sign-in', { provider: 'google' }])
      const query = { code: started.text('code'), state: started.text('state') }
      const forged = await stage.call('auth.finishGoogle', { query: { ...query, state: 'st_forged_by_somebody' } })
      forged.expectProblem(400, 'oauth_state_invalid', 'to a state that nobody gave out')
      ;(await stage.call('auth.finishGoogle', { query })).expect(200).text('access_token')
      const again = await stage.call('auth.finishGoogle', { query })
      again.expectProblem(
        400,
        ['oauth_state_invalid', 'oauth_code_invalid'],
        'to a state and a code that were used before',
      )
    },
  },
  {
    id: 'register-once',
    service: 'auth',
    statement: 'An address has one account, however it is written and however many register at once',
    operations: ['auth.register'],
    states: ['an unused e-mail address'],
    async run(stage) {
      const email = (await stage.setUp('an unused e-mail address')).text('email')
      const person = { email, password: 'correct horse battery staple', name: 'Ada' }
      ;(await stage.call('auth.register', { body: person })).expect(201)
      const again = await stage.call('auth.register', { body: { ...person, name: 'Eve' } })
      again.expectProblem(409, 'email_taken', 'to an address that was just registered')
      const shouted = await stage.call('auth.register', { body: { ...person, email: email.toUpperCase() } })
      shouted.expectProblem(409, 'email_taken', 'to the same address in capitals')
      await stage.rounds(async () => {
        const unused = (await stage.setUp('an unused e-mail address')).text('email')
        await mustTakeOne(stage, 'auth.register', { ...person, email: unused }, 201, [409])
      })
    },
  },
]

/** Sends the same request several times at once: one is taken, and the others are refused as documented. */
async function mustTakeOne(
  stage: Stage,
  operation: string,
  body: unknown,
  taken: number,
  refused: readonly number[],
): Promise<void> {
  const step = stage.step(operation, { body })
  const answers = await stage.together(Array.from({ length: race }, () => step))
  for (const answer of answers) answer.expect([taken, ...refused], `in a burst of ${race}`)
  const count = answers.filter(({ status }) => status === taken).length
  stage.must(count === 1, `${count} of ${race} concurrent calls of ${operation} were taken instead of one.`, {
    expected: `${taken} once`,
    actual: answers.map(({ status }) => status).join(', '),
    sent: step.sent,
  })
}
