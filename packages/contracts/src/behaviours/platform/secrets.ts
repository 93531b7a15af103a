import type { Behaviour } from '../behaviour.ts'
import type { Answer } from '../engine/answer.ts'
import type { Stage } from '../engine/stage.ts'

const PASSWORD = 'correct horse battery staple'
const states = ['a registered user', 'a signed-in user', 'an unused e-mail address'] as const

/** Names of fields, and shapes of values, that have no place in an answer. */
const secretNames =
  /"(password|password_hash|passwordHash|hashed_password|hash|salt|secret|jwt_secret|stripe_key|stack|stackTrace|traceback)"\s*:/
const secretValues =
  /\$2[aby]\$\d\d\$|\$argon2|\bscrypt[:$]|\bpbkdf2[:_$]|\bsk_(test|live)_\w+|\bsk-(ant-)?[\w-]{8,}|\bwhsec_\w+/
const insides =
  /\n\s+at \S+|node:internal|\/node_modules\/|Traceback \(most recent call last\)|File "[^"]+", line \d+|\.(ts|js|py):\d+:\d+|SQLITE_|syntax error at or near/

/** What every answer keeps to itself, and what it always says. */
export const answerBehaviours: readonly Behaviour[] = [
  {
    id: 'no-secrets',
    service: 'auth',
    statement: 'No answer holds a password, a hash, a key or the inside of a program, errors least of all',
    operations: ['auth.login', 'auth.register', 'users.me'],
    states,
    async run(stage) {
      for (const answer of await allSorts(stage)) {
        const text = answer.reply.body.toString().replaceAll('\\n', '\n')
        const found = [secretNames, secretValues, insides]
          .map((pattern) => pattern.exec(text)?.[0])
          .find((one) => one !== undefined)
        const shown = found ?? (text.includes(PASSWORD) ? PASSWORD : undefined)
        stage.must(
          shown === undefined,
          `${answer.step} answers ${answer.status} with ${JSON.stringify(shown)} in it.`,
          {
            expected: 'nothing of the inside',
            actual: text.slice(0, 300),
            sent: answer.reply.sent,
          },
        )
      }
    },
  },
  {
    id: 'request-ids',
    service: 'auth',
    statement: 'Every answer carries an X-Request-ID of its own, and a problem names the same one',
    operations: ['auth.login', 'auth.register', 'users.me'],
    states,
    async run(stage) {
      const known = new Set<string>()
      for (const answer of await allSorts(stage)) {
        const id = answer.header('X-Request-ID') ?? ''
        stage.must(id !== '', `${answer.step} answers ${answer.status} without an X-Request-ID.`, {
          sent: answer.reply.sent,
        })
        stage.must(!known.has(id), `Two answers have the X-Request-ID ${id}.`, { sent: answer.reply.sent })
        known.add(id)
        if (answer.status < 400) continue
        const named = answer.text('request_id')
        stage.must(named === id, `The problem names the request ${named}, and X-Request-ID is ${id}.`, {
          expected: id,
          actual: named,
          sent: answer.reply.sent,
        })
      }
    },
  },
]

/** Answers of every sort: good ones, and those to requests that nobody should send. */
async function allSorts(stage: Stage): Promise<readonly Answer[]> {
  const values = await stage.setUp('a registered user', 'a signed-in user')
  const email = values.text('email')
  const unused = (await stage.add('an unused e-mail address')).text('email')
  const password = values.text('password')
  const answers = [
    (await stage.call('auth.login', { body: { email, password } })).expect(200),
    await stage.call('auth.login', { body: { email, password: 'wrong horse battery staple' } }),
    (await stage.call('auth.register', { body: { email: unused, password: PASSWORD, name: 'Ada' } })).expect(201),
    await stage.call('auth.login', { body: '{"email": ' }),
    await stage.call('users.me', { as: values.token }),
    await stage.call('users.me', { as: 'not-a-token' }),
    await stage.ask('GET', '/api/v1/nothing-is-here', { as: values.token }),
  ]
  return answers
}
