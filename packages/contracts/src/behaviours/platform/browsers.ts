import type { Behaviour } from '../behaviour.ts'
import type { Answer } from '../engine/answer.ts'
import type { Stage } from '../engine/stage.ts'
import { type PlainRead, plainReads } from './plain-reads.ts'

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
        for (const answer of await asPageOf(stage, origin)) mustBeClosedTo(stage, origin, answer)
      }
    },
  },
  ...plainReads.map(foreignPages),
]

/** Which origins are listed is known to auth alone; that others are not can be seen everywhere. */
function foreignPages({ service, operation, caller }: PlainRead): Behaviour {
  return {
    id: 'cors',
    service,
    statement: `Pages of an origin that is not listed may not call ${operation}`,
    operations: [operation],
    states: caller === undefined ? [] : [caller],
    async run(stage) {
      const as = caller && (await stage.setUp(caller)).token
      if (as === undefined) await stage.setUp()
      const options = as === undefined ? {} : { as }
      const own = (await stage.call(operation, options)).expect(200)
      stage.must(own.reply.json !== undefined && Object.keys(own.reply.json).length > 0, `${operation} says nothing.`, {
        sent: own.reply.sent,
      })
      for (const origin of FOREIGN) {
        const headers = { origin, 'access-control-request-method': 'GET' }
        mustBeClosedTo(stage, origin, await stage.ask('OPTIONS', pathOf(stage, operation), { headers }))
        // Whoever refuses such a page does so before the contract begins.
        mustBeClosedTo(stage, origin, await stage.call(operation, { ...options, headers: { origin }, aside: true }))
      }
    },
  }
}

function mustBeClosedTo(stage: Stage, origin: string, answer: Answer): void {
  const allowed = answer.header('access-control-allow-origin')
  stage.must(
    allowed !== origin && allowed !== '*',
    `${answer.step} lets pages of ${origin} call, which is not listed.`,
    { expected: 'no Access-Control-Allow-Origin', actual: String(allowed), sent: answer.reply.sent },
  )
}

const pathOf = (stage: Stage, operation: string): string =>
  stage.step(operation).sent.url.slice(stage.baseUrl.href.replace(/\/$/, '').length)

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
