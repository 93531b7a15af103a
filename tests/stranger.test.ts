import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { foreignFace } from '../packages/mocks/src/cli/foreign-spec.ts'
import type { Face } from '../packages/mocks/src/engine/face.ts'
import { createCore } from '../packages/mocks/src/sandbox.ts'

/** A spec that knows nothing of Concord: OpenAPI 3.0, hardly an operationId, no problems, few examples. */
let face: Face

beforeAll(async () => {
  face = await foreignFace([fileURLToPath(new URL('fixtures/stranger.yaml', import.meta.url))])
})

function visit() {
  const core = createCore({ faces: [face] })
  const world = core.worlds.get('default')
  return async (method: string, target: string, body?: unknown, type = 'application/json') => {
    const [path = '', query = ''] = target.split('?')
    const reply = await core.handle(world, {
      method,
      path,
      query,
      headers: { 'content-type': type },
      origin: 'http://localhost:8000',
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    expect(core.engine.violations.all).toEqual([])
    const json = typeof reply.body === 'string' && /json/.test(reply.headers['content-type'] ?? '')
    return { status: reply.status, headers: reply.headers, body: json ? JSON.parse(reply.body as string) : reply.body }
  }
}

const unknown = '0b8f6c1e-6d0b-4a43-9f6e-6d1c3f1f6a11'

test('keeps what it is given, from the paths alone', async () => {
  const send = visit()
  const {
    status,
    headers,
    body: ada,
  } = await send('POST', '/users', { email: 'ada@example.test', password: 'secret', nick: null })
  expect([status, headers.location]).toEqual([201, `/users/${ada.id}`])
  expect(ada).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    email: 'ada@example.test',
    nick: null,
    createdAt: '2026-01-01T00:00:00Z',
  })
  expect((await send('GET', '/users?limit=5')).body).toEqual([ada])
  expect((await send('PUT', `/users/${ada.id}`, { email: 'lovelace@example.test' })).body).toEqual({
    ...ada,
    email: 'lovelace@example.test',
  })
  const order = await send('POST', `/users/${ada.id}/orders`, { price: 5 })
  expect((await send('GET', `/users/${ada.id}/orders`)).body).toEqual({ data: [order.body], total: 1 })
  expect((await send('GET', `/users/${unknown}/orders`)).body).toEqual({ data: [], total: 0 })
  expect((await send('DELETE', `/users/${ada.id}`)).status).toBe(204)
  expect(await send('GET', `/users/${ada.id}`)).toMatchObject({ status: 404, body: { message: 'No such user' } })
})

const answers: readonly [
  what: string,
  method: string,
  target: string,
  body: unknown,
  status: number,
  answer: unknown,
][] = [
  [
    'an unknown resource in the words of its spec',
    'GET',
    `/users/${unknown}`,
    undefined,
    404,
    { message: 'No such user' },
  ],
  [
    'an id of another kind',
    'GET',
    '/users/abc',
    undefined,
    422,
    expect.objectContaining({ detail: 'path.userId must be a UUID.' }),
  ],
  [
    'a wrong query',
    'GET',
    '/users?limit=500',
    undefined,
    422,
    expect.objectContaining({ detail: 'query.limit must be at most 100.' }),
  ],
  [
    'a wrong body',
    'POST',
    '/users',
    { email: 'x' },
    422,
    expect.objectContaining({ detail: 'body.email must be an e-mail address.' }),
  ],
  [
    'a branch of a union that lacks something',
    'POST',
    '/pets',
    { kind: 'dog' },
    422,
    expect.objectContaining({ detail: 'body.name is required.' }),
  ],
  ['an operation that is no resource', 'POST', '/pets', { kind: 'cat', lives: 9 }, 200, { kind: 'cat', lives: 9 }],
  ['text', 'GET', '/version', undefined, 200, '1.0'],
  [
    'a path that it does not have',
    'GET',
    '/nothing',
    undefined,
    404,
    expect.objectContaining({ code: 'path_not_found' }),
  ],
]
test.each(answers)('answers %s', async (_what, method, target, body, status, answer) => {
  expect(await visit()(method, target, body)).toMatchObject({ status, body: answer })
})

test('takes an upload', async () => {
  expect((await visit()('POST', '/search', '--x--', 'multipart/form-data; boundary=x')).status).toBe(202)
})
