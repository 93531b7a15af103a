import { expect, test } from 'vitest'
import { coreOf, create, get, json, list, problem, remove, serverOf } from '../../test/stub.ts'
import type { Core } from './core.ts'
import { isApiError } from './errors.ts'
import { operation } from './execute.ts'
import { flag } from './operation.ts'

test('a call sends what its operation says and gives the parsed body', async () => {
  const server = serverOf(() => json({ id: 7 }))
  const core = coreOf(server, { baseUrl: 'http://api.test/~world/', headers: { 'X-Client': 'web' } })
  await expect(get(core, 7)).resolves.toEqual({ id: 7 })
  expect(server.seen[0]).toMatchObject({
    method: 'GET',
    url: 'http://api.test/~world/api/v1/things/7',
    headers: { accept: 'application/json', 'x-client': 'web' },
    body: undefined,
  })
})

test('a body is sent as JSON, as it was when the call was made', async () => {
  const server = serverOf((_, count) => (count === 1 ? problem(503, 'down', { 'retry-after': '0' }) : json({ id: 1 })))
  const body = { title: 'Bees' }
  const call = create(coreOf(server), body)
  body.title = 'changed'
  await call
  expect(server.seen.map((request) => request.body)).toEqual([{ title: 'Bees' }, { title: 'Bees' }])
  expect(server.seen[0]?.headers['content-type']).toBe('application/json')
})

test('204 gives undefined', async () => {
  await expect(remove(coreOf(serverOf(() => new Response(null, { status: 204 }))), 1)).resolves.toBeUndefined()
})

test('an answered error is thrown with all that it says', async () => {
  const error = await get(coreOf(serverOf(() => problem(404, 'thing_not_found'))), 1).catch((thrown: unknown) => thrown)
  expect(isApiError(error)).toBe(true)
  expect(error).toMatchObject({
    name: 'ApiError',
    status: 404,
    code: 'thing_not_found',
    operation: 'things.get',
    requestId: 'req_1',
    attempts: 1,
    body: { detail: 'It is thing_not_found.' },
    message: 'things.get: 404 thing_not_found: It is thing_not_found.',
  })
})

test('a 500 with an empty body is an error', async () => {
  const core = coreOf(
    serverOf(() => new Response(null, { status: 500 })),
    { retry: { attempts: 1 } },
  )
  await expect(get(core, 1)).rejects.toMatchObject({ status: 500, code: 'http_500', body: undefined })
  await expect(get(core, 1).result()).resolves.toMatchObject({ ok: false, error: { status: 500 } })
})

test("an error that is no JSON keeps its text: a proxy's page", async () => {
  const page = () => new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } })
  await expect(create(coreOf(serverOf(page), { retry: { attempts: 1 } }), {})).rejects.toMatchObject({
    code: 'http_502',
    body: '<h1>Bad gateway</h1>',
  })
})

test('an error body without an end is read up to its bound', async () => {
  let sent = 0
  let cancelled = false
  const endless = new ReadableStream({
    pull(controller) {
      sent += 65_536
      controller.enqueue(new Uint8Array(65_536).fill(97))
    },
    cancel() {
      cancelled = true
    },
  })
  await expect(get(coreOf(serverOf(() => new Response(endless, { status: 400 }))), 1)).rejects.toMatchObject({
    status: 400,
  })
  expect(sent).toBeLessThan(3 << 20)
  expect(cancelled).toBe(true)
})

test('a success that is no JSON is an error that says where', async () => {
  await expect(get(coreOf(serverOf(() => new Response('<html>'))), 1)).rejects.toMatchObject({
    code: 'decode',
    message: expect.stringMatching(/^things.get: the answer with status 200 is not JSON: .*</),
  })
  await expect(get(coreOf(serverOf(() => new Response(''))), 1)).rejects.toMatchObject({ code: 'decode' })
})

test('an operation that may succeed without a body does', async () => {
  const act: (core: Core) => Promise<unknown> = operation('things.act', 'POST', '/act', flag.empty)
  await expect(act(coreOf(serverOf(() => new Response('', { status: 202 }))))).resolves.toBeUndefined()
  await expect(act(coreOf(serverOf(() => json({ id: 1 }))))).resolves.toEqual({ id: 1 })
})

test('result() gives errors as values, and lets mistakes in the code around it through', async () => {
  const core = coreOf(serverOf(() => problem(404, 'thing_not_found')))
  const result = await get(core, 1).result()
  expect(result.ok).toBe(false)
  await expect(get(coreOf(serverOf(() => json({ id: 1 }))), 1).result()).resolves.toEqual({
    ok: true,
    value: { id: 1 },
  })
  core.use(() => {
    throw new TypeError('a bug')
  })
  await expect(get(core, 1).result()).rejects.toThrow('a bug')
})

test('withResponse() gives the request id and the rate limit', async () => {
  const headers = {
    'x-request-id': 'req_9',
    'ratelimit-limit': '60',
    'ratelimit-remaining': '59',
    'ratelimit-reset': '42',
  }
  const answer = await get(coreOf(serverOf(() => json({ id: 1 }, { headers }))), 1).withResponse()
  expect(answer).toMatchObject({
    value: { id: 1 },
    requestId: 'req_9',
    rateLimit: { limit: 60, remaining: 59, resetSeconds: 42 },
  })
  expect(answer.response.status).toBe(200)
  const bare = await get(coreOf(serverOf(() => json({ id: 1 }))), 1).withResponse()
  expect(bare.rateLimit).toBeUndefined()
})

test('what cannot be sent rejects, and nothing is sent', async () => {
  const server = serverOf(() => json({}))
  const circular: { self?: object } = {}
  circular.self = circular
  await expect(create(coreOf(server), circular)).rejects.toMatchObject({ code: 'request' })
  await expect(get(coreOf(server), '..')).rejects.toMatchObject({
    code: 'request',
    message: 'things.get: {thing_id} cannot be ".."',
  })
  await expect(get(coreOf(server), '').result()).resolves.toMatchObject({ ok: false, error: { code: 'request' } })
  expect(server.seen).toHaveLength(0)
})

test('a middleware may change the request, answer itself, and send twice', async () => {
  const server = serverOf((_, count) => json({ id: count }))
  const order: string[] = []
  const core = coreOf(server, {
    use: [
      async (request, next) => {
        order.push('first')
        await next(request)
        return next({ ...request, headers: { ...request.headers, 'x-again': 'yes' } })
      },
    ],
  })
  core.use((request, next) => {
    order.push('second')
    return next(request)
  })
  await expect(get(core, 1)).resolves.toEqual({ id: 2 })
  expect(server.seen.map((request) => request.headers['x-again'])).toEqual([undefined, 'yes'])
  expect(order).toEqual(['first', 'second', 'second'])
})

test('a header of a call wins over one of the client', async () => {
  const server = serverOf(() => json([]))
  await list(coreOf(server, { headers: { 'X-Client': 'web' } }), {}, { headers: { 'x-client': 'worker' } })
  expect(server.seen[0]?.headers['x-client']).toBe('worker')
})

test('events tell a call from its request to its answer', async () => {
  const events: object[] = []
  await get(
    coreOf(
      serverOf(() => json({ id: 1 })),
      { onEvent: (event) => events.push(event) },
    ),
    1,
  )
  await get(
    coreOf(
      serverOf(() => problem(404, 'gone')),
      { onEvent: (event) => events.push(event) },
    ),
    1,
  ).result()
  expect(events).toMatchObject([
    { type: 'request', operation: 'things.get' },
    { type: 'response', status: 200 },
    { type: 'request' },
    { type: 'response', status: 404 },
    { type: 'failure' },
  ])
})
