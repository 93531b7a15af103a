import type { Behaviour } from '../behaviour.ts'
import type { Answer } from '../engine/answer.ts'
import type { Stage } from '../engine/stage.ts'

/** No answer may show whether an address has an account. */
export const enumerationBehaviours: readonly Behaviour[] = [
  {
    id: 'no-user-enumeration-login',
    service: 'auth',
    statement: 'A failed login answers alike whether or not the address has an account, and locks alike',
    operations: ['auth.login'],
    states: ['a registered user', 'an unused e-mail address'],
    async run(stage) {
      const wrong = { password: 'wrong horse battery staple' }
      const known = (await stage.setUp('a registered user')).text('email')
      const series = async (email: string): Promise<readonly Answer[]> => {
        const answers: Answer[] = []
        while (answers.length < 6) answers.push(await stage.call('auth.login', { body: { email, ...wrong } }))
        return answers
      }
      const ofKnown = await series(known)
      ofKnown[0]?.expectProblem(401, 'invalid_credentials', 'to a wrong password')
      await stage.setUp('a registered user')
      const unknown = (await stage.add('an unused e-mail address')).text('email')
      const ofUnknown = await series(unknown)
      for (const [index, answer] of ofUnknown.entries()) {
        const other = ofKnown[index]
        if (other !== undefined) mustBeAlike(stage, other, answer, `login ${index + 1} with a wrong password`)
      }
    },
  },
  {
    id: 'no-user-enumeration-magic-link',
    service: 'auth',
    statement: 'A sign-in link is promised in the same words whether or not the address has an account',
    operations: ['auth.requestMagicLink'],
    states: ['a registered user', 'an unused e-mail address', 'the mail service is down'],
    run: (stage) => asksAlike(stage, 'auth.requestMagicLink'),
  },
  {
    id: 'no-user-enumeration-forgot-password',
    service: 'auth',
    statement: 'A reset link is promised in the same words whether or not the address has an account',
    operations: ['auth.forgotPassword'],
    states: ['a registered user', 'an unused e-mail address', 'the mail service is down'],
    run: (stage) => asksAlike(stage, 'auth.forgotPassword'),
  },
]

/** Asks for a mail to both, while mail works and while it does not. */
async function asksAlike(stage: Stage, operation: string): Promise<void> {
  const known = (await stage.setUp('a registered user')).text('email')
  const unknown = (await stage.add('an unused e-mail address')).text('email')
  const ask = (email: string): Promise<Answer> => stage.call(operation, { body: { email } })
  mustBeAlike(stage, (await ask(known)).expect(202), await ask(unknown), operation)
  await stage.add('the mail service is down')
  mustBeAlike(stage, await ask(known), await ask(unknown), `${operation} while no mail can be sent`)
}

function mustBeAlike(stage: Stage, known: Answer, unknown: Answer, what: string): void {
  for (const [part, one, other] of [
    ['status', String(known.status), String(unknown.status)],
    ['body', bodyOf(known), bodyOf(unknown)],
    ['headers', headersOf(known), headersOf(unknown)],
  ] as const) {
    stage.must(one === other, `The ${part} of ${what} tells whether the address has an account.`, {
      expected: `for a known address: ${one}`,
      actual: `for an unknown one: ${other}`,
      sent: unknown.reply.sent,
    })
  }
}

/** Without what differs from one request to the next. */
function bodyOf({ reply }: Answer): string {
  const { request_id: _, instance: __, ...said } = reply.json ?? {}
  return JSON.stringify(said)
}

const headersOf = ({ reply }: Answer): string => Object.keys(reply.headers).sort().join(', ')
