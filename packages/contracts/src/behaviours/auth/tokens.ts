import type { Behaviour } from '../behaviour.ts'
import type { Answer } from '../engine/answer.ts'
import type { Stage } from '../engine/stage.ts'
import { mustBeSignedIn, mustBeSignedOut } from '../who-is-it.ts'

const refresh = (stage: Stage, refresh_token: string): Promise<Answer> =>
  stage.call('auth.refresh', { body: { refresh_token } })

/** What a refresh token says when it is not taken any more, whatever the reason. */
const gone = ['refresh_token_reused', 'refresh_token_invalid']

/** How tokens live and die. */
export const tokenBehaviours: readonly Behaviour[] = [
  {
    id: 'refresh-rotation',
    service: 'auth',
    statement: 'A refresh gives two new tokens that work, and the next refresh takes the new one',
    operations: ['auth.refresh', 'users.me'],
    states: ['a refresh token'],
    async run(stage) {
      const first = (await stage.setUp('a refresh token')).text('refresh_token')
      const answer = (await refresh(stage, first)).expect(200)
      const second = answer.text('refresh_token')
      stage.must(second !== first, 'A refresh gives back the refresh token that it took: it is not rotated.', {
        sent: answer.reply.sent,
      })
      await mustBeSignedIn(stage, answer.text('access_token'), 'with the access token of a refresh')
      const next = (await refresh(stage, second)).expect(200, 'to the refresh token of a refresh')
      const third = next.text('refresh_token')
      stage.must(third !== first && third !== second, 'The second refresh gives an old refresh token again.', {
        sent: next.reply.sent,
      })
    },
  },
  {
    id: 'refresh-reuse',
    service: 'auth',
    statement: 'A refresh token that comes a second time is refused, and every token of its sign-in ends with it',
    operations: ['auth.refresh', 'users.me'],
    states: ['a refresh token'],
    async run(stage) {
      const first = (await stage.setUp('a refresh token')).text('refresh_token')
      const pair = (await refresh(stage, first)).expect(200)
      const again = await refresh(stage, first)
      again.expectProblem(401, 'refresh_token_reused', 'to a refresh token that was used before')
      const successor = await refresh(stage, pair.text('refresh_token'))
      successor.expectProblem(
        401,
        gone,
        'to the token that took the place of a reused one: a thief who was quicker keeps the session',
      )
      await mustBeSignedOut(
        stage,
        pair.text('access_token'),
        'whose sign-in was revoked because a refresh token came twice',
      )
    },
  },
  {
    id: 'refresh-race',
    service: 'auth',
    statement: 'Of refreshes with one token that arrive together, one at most succeeds',
    operations: ['auth.refresh'],
    states: ['a refresh token'],
    run: (stage) =>
      stage.rounds(async () => {
        const refresh_token = (await stage.setUp('a refresh token')).text('refresh_token')
        const step = stage.step('auth.refresh', { body: { refresh_token } })
        const answers = await stage.together([step, step, step, step])
        const taken = answers.filter(({ status }) => status === 200)
        stage.must(taken.length <= 1, `${taken.length} of 4 concurrent refreshes with one token succeeded.`, {
          expected: 'one at most',
          actual: answers.map(({ status }) => status).join(', '),
          sent: step.sent,
        })
        for (const answer of answers) answer.expect([200, 401], 'in a burst of refreshes')
      }),
  },
  {
    id: 'token-kinds',
    service: 'auth',
    statement: 'A refresh token opens no operation, and an access token cannot be refreshed',
    operations: ['auth.refresh', 'users.me'],
    states: ['a signed-in user'],
    async run(stage) {
      const values = await stage.setUp('a signed-in user')
      await mustBeSignedIn(stage, values.token, 'of a signed-in user')
      await mustBeSignedOut(stage, values.text('refresh_token'), 'that is a refresh token')
      const traded = await refresh(stage, values.token)
      traded.expectProblem(401, 'refresh_token_invalid', 'to an access token in the place of a refresh token')
    },
  },
  {
    id: 'token-claims',
    service: 'auth',
    statement: 'Tokens are JWTs signed with HS256 that say whose they are and live 30 minutes and 7 days',
    operations: ['auth.refresh'],
    states: ['a refresh token'],
    async run(stage) {
      const values = await stage.setUp('a refresh token')
      const answer = (await refresh(stage, values.text('refresh_token'))).expect(200)
      const lifetimes = { access: 30 * 60, refresh: 7 * 24 * 60 * 60 }
      const ids = new Set<unknown>()
      for (const type of ['access', 'refresh'] as const) {
        const token = answer.text(`${type}_token`)
        const [head, claims] = token.split('.').slice(0, 2).map(decoded)
        const found = { alg: head?.alg, type: claims?.type, user_id: claims?.user_id, sub: String(claims?.sub) }
        const user = values.number('user_id')
        const wanted = { alg: 'HS256', type, user_id: user, sub: String(user) }
        stage.must(
          JSON.stringify(found) === JSON.stringify(wanted),
          `The ${type} token does not say what it is and whose.`,
          {
            expected: JSON.stringify(wanted),
            actual: JSON.stringify(found),
            sent: answer.reply.sent,
          },
        )
        const lifetime = Number(claims?.exp) - Number(claims?.iat)
        stage.must(
          lifetime === lifetimes[type],
          `The ${type} token lives ${lifetime} s instead of ${lifetimes[type]} s.`,
          {
            expected: String(lifetimes[type]),
            actual: String(lifetime),
            sent: answer.reply.sent,
          },
        )
        ids.add(claims?.jti)
      }
      stage.must(ids.size === 2 && !ids.has(undefined), 'The two tokens of a sign-in have no ids of their own (jti).', {
        sent: answer.reply.sent,
      })
      const said = answer.number('expires_in')
      stage.must(
        said === lifetimes.access,
        `\`expires_in\` is ${said}, and the access token lives ${lifetimes.access} s.`,
        {
          expected: String(lifetimes.access),
          actual: String(said),
          sent: answer.reply.sent,
        },
      )
    },
  },
  {
    id: 'logout',
    service: 'auth',
    statement: 'After a logout neither token of the sign-in works',
    operations: ['auth.logout', 'auth.refresh', 'users.me'],
    states: ['a signed-in user'],
    async run(stage) {
      for (const named of [true, false]) {
        const values = await stage.setUp('a signed-in user')
        const refresh_token = values.text('refresh_token')
        await mustBeSignedIn(stage, values.token, 'before the logout')
        const out = await stage.call('auth.logout', { as: values.token, ...(named && { body: { refresh_token } }) })
        out.expect(204)
        const how = named ? '' : ' that did not name the refresh token'
        await mustBeSignedOut(stage, values.token, `after a logout${how}`)
        const refreshed = await refresh(stage, refresh_token)
        refreshed.expectProblem(401, gone, `to the refresh token after a logout${how}`)
      }
    },
  },
  {
    id: 'logout-own',
    service: 'auth',
    statement: "A logout with somebody else's refresh token ends nothing of theirs",
    operations: ['auth.logout', 'auth.refresh'],
    states: ['a signed-in user'],
    async run(stage) {
      const grace = await stage.setUp(['a signed-in user', { email: 'grace@example.test' }])
      const ada = await stage.add('a signed-in user', { email: 'ada@example.test' })
      const refresh_token = grace.text('refresh_token')
      ;(await stage.call('auth.logout', { as: ada.token, body: { refresh_token } })).expect(204)
      await mustBeSignedIn(stage, grace.token, 'after somebody else signed out with her refresh token')
      ;(await refresh(stage, refresh_token)).expect(200, 'after somebody else signed out with this refresh token')
    },
  },
]

function decoded(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
  } catch {
    return undefined
  }
}
