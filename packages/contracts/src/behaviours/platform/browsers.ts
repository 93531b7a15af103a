import type { Behaviour } from '../behaviour.ts'
import type { Answer } from '../engine/answer.ts'
import type { Stage } from '../engine/stage.ts'

const FOREIGN = ['https://elsewhere.example.test', 'null']

/** Which pages may call. */
export const browserBehaviours: readonly Behaviour[] = [
  {
    id: 'cors',
    service: 'auth',
    statement: 'Pages of a listed origin may call with credentials, pages of any other may not',
    operations: ['auth.login', 'users.me'],
    states: ['an allowed redirect address'],
    async run(stage) {
      const listed = new URL((await stage.setUp('an allowed redirect address')).text('redirect_uri')).origin
      for (const answer of await asPageOf(stage, listed)) {
        const allowed = `${answer.header('access-control-allow-origin')} ${answer.header('access-control-allow-credentials')}`
        stage.must(
          allowed === `${listed} true`,
          `${answer.step} does not let pages of ${listed}, which is listed, call with credentials.`,
          {
            expected: `${listed} true`,
            actual: allowed,
            sent: answer.reply.sent,
          },
        )
      }
      for (const origin of FOREIGN) {
        for (const answer of await asPageOf(stage, origin)) {
          const allowed = answer.header('access-control-allow-origin')
          stage.must(
            allowed !== origin && allowed !== '*',
            `${answer.step} lets pages of ${origin} call, which is not listed.`,
            {
              expected: 'no Access-Control-Allow-Origin',
              actual: String(allowed),
              sent: answer.reply.sent,
            },
          )
        }
      }
    },
  },
]

/** What a browser sends for a page: its question, and the request itself. */
async function asPageOf(stage: Stage, origin: string): Promise<readonly Answer[]> {
  const asked = await stage.ask('OPTIONS', '/api/v1/auth/login', {
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  })
  return [asked, await stage.call('users.me', { headers: { origin } })]
}
