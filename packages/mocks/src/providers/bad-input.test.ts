import { describe, expect, test } from 'vitest'
import { Platform } from '../platform/platform.fixture.ts'

/** One operation of a provider, how it is called rightly, and what its errors look like. */
interface Provider {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Bodies that it must refuse, besides one that cannot be read. */
  readonly refused: string
  /** Status without credentials; absent where none are needed. */
  readonly unauthorized?: number
  readonly refusedStatus: number
  /** The vendor's own shape. */
  readonly error: unknown
}

const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const said = expect.stringMatching(/\w/)

const providers: readonly Provider[] = [
  {
    name: 'languagetool',
    method: 'POST',
    path: '/v2/check',
    headers: form,
    body: 'language=en&text=Bees',
    refused: 'text=Bees',
    refusedStatus: 400,
    error: expect.stringMatching(/^Error: \w/),
  },
  {
    name: 'gptzero',
    method: 'POST',
    path: '/v2/predict/text',
    headers: { ...json, 'x-api-key': 'key_1' },
    body: '{"document":"Bees."}',
    refused: '{"document":1}',
    unauthorized: 401,
    refusedStatus: 400,
    error: { error: said },
  },
  {
    name: 'originality',
    method: 'POST',
    path: '/api/v1/scan/ai',
    headers: { ...json, 'x-oai-api-key': 'key_1' },
    body: '{"content":"Bees."}',
    refused: '{}',
    unauthorized: 401,
    refusedStatus: 422,
    error: { success: false, error: said },
  },
  {
    name: 'copyscape',
    method: 'POST',
    path: '/api/',
    headers: form,
    body: 'u=ada&k=key_1&o=balance',
    refused: 'u=ada&k=key_1&o=csearch',
    refusedStatus: 200,
    error: { error: said },
  },
  {
    name: 'tavily',
    method: 'POST',
    path: '/search',
    headers: { ...json, authorization: 'Bearer key_1' },
    body: '{"query":"bees"}',
    refused: '{}',
    unauthorized: 401,
    refusedStatus: 400,
    error: { detail: { error: said } },
  },
  {
    name: 'serper',
    method: 'POST',
    path: '/search',
    headers: { ...json, 'x-api-key': 'key_1' },
    body: '{"q":"bees"}',
    refused: '{}',
    unauthorized: 403,
    refusedStatus: 400,
    error: { message: said, statusCode: expect.any(Number) },
  },
]

type Sent = { method?: string; url?: string; headers?: Record<string, string>; body?: string }

/** The right call, but for what is given. */
const send = ({ name, method, path, headers, body }: Provider, sent: Sent = {}, platform = new Platform()) =>
  platform.request(sent.method ?? method, sent.url ?? `/providers/${name}${path}`, { headers, body, ...sent })

describe.each(providers)('$name', (provider) => {
  const { name, error } = provider

  test('answers what is right', async () => {
    expect((await send(provider)).status).toBeLessThan(300)
  })

  test('refuses a body that breaks the rules', async () => {
    const answer = await send(provider, { body: provider.refused })
    expect([answer.status, answer.body]).toEqual([provider.refusedStatus, error])
  })

  test('knows no other method, and no other path', async () => {
    const wrongMethod = await send(provider, { method: 'DELETE' })
    expect([wrongMethod.status, wrongMethod.body]).toEqual([405, error])
    const wrongPath = await send(provider, { url: `/providers/${name}/nowhere` })
    expect([wrongPath.status, wrongPath.body]).toEqual([404, error])
  })

  test.each([429, 500, 503])('fails with %i in its own shape', async (status) => {
    const platform = new Platform()
    const effect = { kind: 'problem', status }
    platform.world.faults.add({ match: { on: 'provider', provider: name }, when: { kind: 'always' }, effect })
    const answer = await send(provider, {}, platform)
    expect([answer.status, answer.body]).toEqual([status, error])
  })
})

test.each(providers.filter(({ headers }) => headers['content-type'] === json['content-type']))(
  '$name refuses a body that cannot be read',
  async (provider) => {
    const answer = await send(provider, { body: '{"broken' })
    expect([answer.status, answer.body]).toEqual([provider.refusedStatus, provider.error])
  },
)

test.each(providers.filter(({ unauthorized }) => unauthorized !== undefined))(
  '$name refuses who has no key, and who has a wrong one',
  async (provider) => {
    const { 'content-type': type = '', ...credentials } = provider.headers
    const [[header = '', key = ''] = []] = Object.entries(credentials)
    const wrong = { ...provider.headers, [header]: key.replace('key_1', 'invalid_1') }
    for (const headers of [{ 'content-type': type }, wrong]) {
      const answer = await send(provider, { headers })
      expect([answer.status, answer.body]).toEqual([provider.unauthorized, provider.error])
    }
  },
)
