// Prism's proxy, code that nobody here wrote, referees the sandbox: it holds every request and every answer against the specs.
import { type RunningServer, startServer } from '@concord/mocks/server'
import { Concord, memorySession } from '@concord/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type JourneyEnd, journey } from '../examples/integrator/src/journey.ts'
import { personInSandbox } from '../examples/integrator/src/person.ts'
import { tamperWith } from './contracts/tampering.ts'
import type { Loopback } from './loopback.ts'
import { type PrismProcess, startPrism } from './prism-process.ts'

interface Seen {
  readonly call: string
  readonly status: number
  readonly violations: string | null
  readonly body: string
}

let sandbox: RunningServer
let tampering: Loopback
let prism: PrismProcess
let seen: Seen[] = []
/** What is done to the answers of the sandbox before Prism sees them: nothing, but for the test of the referee. */
let change = (body: Record<string, unknown>): unknown => body

beforeAll(async () => {
  sandbox = await startServer({ port: 0 })
  tampering = await tamperWith(sandbox.url, (body) => change(body))
  prism = await startPrism('--proxy', tampering.url)
})
afterAll(async () => {
  await prism.close()
  await tampering.close()
  await sandbox.close()
})

/** Sends what the specs describe through Prism and everything else to the sandbox itself, and remembers what Prism said. */
const throughPrism: typeof fetch = async (input, init) => {
  const { href, origin, pathname, search } = new URL(input instanceof Request ? input.url : input)
  if (!pathname.startsWith('/api/')) return fetch(href, init)
  const response = await fetch(prism.url + href.slice(origin.length), init)
  const body = /json|text/.test(response.headers.get('content-type') ?? '') ? await response.clone().text() : ''
  const call = `${init?.method ?? 'GET'} ${pathname}${search}`
  seen.push({ call, status: response.status, violations: response.headers.get('sl-violations'), body })
  return response
}

/** Sockets go to the sandbox itself: Prism does not pass them on. */
class DirectSocket extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    const target = new URL(url)
    target.host = new URL(sandbox.url).host
    super(target, protocols)
  }
}

const client = (session: ConstructorParameters<typeof Concord>[0]['session'] = memorySession()) =>
  new Concord({ baseUrl: prism.url, session, fetch: throughPrism, WebSocket: DirectSocket })

/** Prism writes violations into a header, and with --errors into a problem of its own in place of the answer. */
function expectNoViolation(): void {
  const faulty = seen.filter(
    ({ violations, body }) => violations !== null || body.includes('stoplight.io/prism/errors'),
  )
  expect(faulty).toEqual([])
}

test('the whole journey passes through Prism without a violation', async () => {
  seen = []
  const concord = client()
  const end: JourneyEnd = await journey(
    concord,
    personInSandbox('ada@example.test', sandbox.url, throughPrism),
    () => {},
  )

  expect(end.steps.at(-1)).toMatchObject({ type: 'job_completed', status: 'completed' })
  expect(end.refund.status).toBe('processed')
  expect(Buffer.from(end.file.subarray(0, 2)).toString()).toBe('PK')
  expectNoViolation()
  const called = new Set(
    seen.map(({ call }) =>
      call
        .replace(/\?.*/, '')
        .replace(/\/\d+/g, '/{id}')
        .replace(/\/files\/.*/, '/files/{file}'),
    ),
  )
  expect([...called].sort()).toEqual(
    expect.arrayContaining([
      'GET /api/v1/documents/{id}',
      'GET /api/v1/documents/{id}/estimate',
      'GET /api/v1/files/{file}',
      'GET /api/v1/payment/verify',
      'GET /api/v1/refunds/{id}',
      'POST /api/v1/admin/refunds/{id}/approve',
      'POST /api/v1/auth/magic-link',
      'POST /api/v1/auth/verify-magic-link',
      'POST /api/v1/documents',
      'POST /api/v1/documents/{id}/export',
      'POST /api/v1/payment/create-intent',
      'POST /api/v1/refunds',
    ]),
  )
})

test('so does what else a page reads and changes, and what it is refused', async () => {
  seen = []
  const { access_token } = sandbox.controls().signIn({ email: 'grace@example.test' })
  const concord = client(access_token)
  const document = await concord.documents.create({ title: 'Wasps', topic: 'Nests', target_pages: 3, language: 'en' })
  await concord.documents.update(document.id, { title: 'Hornets' })
  await concord.documents.list({ status: 'draft', per_page: 5 })
  await concord.documents.listSections(document.id)
  await concord.documents.listCitations(document.id)
  await concord.users.me()
  await concord.users.settings()
  await concord.users.activity()
  await concord.payments.list()
  await concord.refunds.list()
  await concord.health.get()
  await concord.health.ready()
  await concord.health.live()
  await concord.health.metrics()

  const refused = [
    { call: () => concord.documents.get(999_999), status: 404, code: 'document_not_found' },
    { call: () => concord.documents.export(document.id, { format: 'pdf' }), status: 409, code: 'document_not_ready' },
    { call: () => client('no-token').documents.get(document.id), status: 401, code: 'token_invalid' },
    {
      call: () =>
        client(sandbox.controls().signIn({ email: 'eve@example.test' }).access_token).documents.get(document.id),
      status: 403,
      code: 'not_authorized',
    },
  ]
  for (const { call, status, code } of refused) {
    expect(await call().result()).toMatchObject({ ok: false, error: { status, code } })
  }
  await concord.documents.delete(document.id)
  expectNoViolation()
  expect(seen).toHaveLength(19)
})

test('Prism would have seen a violation, in a request as in an answer', async () => {
  const { access_token } = sandbox.controls().signIn({ email: 'grace@example.test' })
  seen = []
  await client(access_token).documents.create({ title: '', topic: 'Nests', target_pages: 3, language: 'en' }).result()
  expect(expectNoViolation).toThrow()

  seen = []
  change = ({ email: _gone, ...rest }) => rest
  await client(access_token).users.me().result()
  expect(expectNoViolation).toThrow()
})
