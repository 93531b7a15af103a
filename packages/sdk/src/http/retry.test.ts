import { describe, expect, test } from 'vitest'
import {
  act,
  coreOf,
  create,
  get,
  HandClock,
  json,
  never,
  problem,
  remove,
  serverOf,
  settled,
} from '../../test/stub.ts'

const failing = (times: number, status = 503, headers: Record<string, string> = {}) =>
  serverOf((_, count) => (count <= times ? problem(status, 'down', headers) : json({ id: 1 })))

describe('what is repeated', () => {
  test.each([408, 429, 500, 502, 503, 504])('a GET that was answered with %d', async (status) => {
    const clock = new HandClock()
    const server = failing(1, status)
    const call = get(coreOf(server, { clock }), 1)
    await clock.advance(10_000)
    await expect(call).resolves.toEqual({ id: 1 })
    expect(server.seen).toHaveLength(2)
  })

  test.each([400, 401, 403, 404, 409, 422])('not a GET that was answered with %d', async (status) => {
    const server = failing(1, status)
    await expect(get(coreOf(server), 1)).rejects.toMatchObject({ status })
    expect(server.seen).toHaveLength(1)
  })

  test('a GET whose connection broke', async () => {
    const clock = new HandClock()
    const server = serverOf((_, count) =>
      count === 1 ? Promise.reject(new TypeError('fetch failed')) : json({ id: 1 }),
    )
    const call = get(coreOf(server, { clock }), 1)
    await clock.advance(10_000)
    await expect(call).resolves.toEqual({ id: 1 })
  })

  test('a GET whose body broke off', async () => {
    const clock = new HandClock()
    const broken = () =>
      new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) }))
    const server = serverOf((_, count) => (count === 1 ? broken() : json({ id: 1 })))
    const call = get(coreOf(server, { clock }), 1)
    await clock.advance(10_000)
    await expect(call).resolves.toEqual({ id: 1 })
  })

  test('a POST with an idempotency key, under the same key', async () => {
    const clock = new HandClock()
    const server = failing(2)
    const call = create(coreOf(server, { clock }), { title: 'Bees' })
    await clock.advance(60_000)
    await expect(call).resolves.toEqual({ id: 1 })
    const keys = server.seen.map((request) => request.headers['idempotency-key'])
    expect(keys).toHaveLength(3)
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
    expect(new Set(keys).size).toBe(1)
  })

  test.each([
    ['POST without one', act],
    ['DELETE', (core: Parameters<typeof remove>[0]) => remove(core, 1)],
  ])('not a %s', async (_, send) => {
    const server = failing(1)
    await expect(send(coreOf(server), {})).rejects.toMatchObject({ status: 503, attempts: 1 })
    expect(server.seen).toHaveLength(1)
    expect(server.seen[0]?.headers['idempotency-key']).toBeUndefined()
  })
})

test('every call has a key of its own, and one that is given is used', async () => {
  const server = serverOf(() => json({ id: 1 }))
  const core = coreOf(server)
  await create(core, {})
  await create(core, {})
  await create(core, {}, { idempotencyKey: 'mine' })
  const keys = server.seen.map((request) => request.headers['idempotency-key'])
  expect(new Set(keys).size).toBe(3)
  expect(keys[2]).toBe('mine')
})

test('the key stands on the error, whatever it is', async () => {
  const refused = await create(coreOf(serverOf(() => problem(422, 'invalid'))), {}, { idempotencyKey: 'k1' }).result()
  expect(refused).toMatchObject({ ok: false, error: { status: 422, idempotencyKey: 'k1' } })
  const lost = await create(
    coreOf(serverOf(() => Promise.reject(new TypeError('fetch failed')))),
    {},
    { idempotencyKey: 'k2', attempts: 1 },
  ).result()
  expect(lost).toMatchObject({ ok: false, error: { code: 'network', idempotencyKey: 'k2', attempts: 1 } })
})

test('pauses double, with full jitter', async () => {
  const clock = new HandClock()
  const pauses: number[] = []
  const core = coreOf(failing(9), {
    clock,
    random: () => 0.5,
    retry: { attempts: 5, base: 100, longest: 300 },
    onEvent: (event) => event.type === 'retry' && pauses.push(event.pause),
  })
  const call = get(core, 1).result()
  await clock.advance(60_000)
  await expect(call).resolves.toMatchObject({ ok: false, error: { attempts: 5 } })
  expect(pauses).toEqual([50, 100, 150, 150])
})

test('Retry-After is obeyed to the millisecond', async () => {
  const clock = new HandClock()
  const server = failing(1, 429, { 'retry-after': '42' })
  const call = get(coreOf(server, { clock }), 1)
  await clock.advance(41_999)
  expect(server.seen).toHaveLength(1)
  await clock.advance(1)
  await expect(call).resolves.toEqual({ id: 1 })
})

test('a Retry-After beyond all patience is thrown at once, and says how long', async () => {
  const clock = new HandClock()
  await expect(get(coreOf(failing(1, 503, { 'retry-after': '999999999' }), { clock }), 1)).rejects.toMatchObject({
    status: 503,
    retryAfterMs: 2 ** 31 - 1,
    attempts: 1,
  })
  expect(clock.pending).toBe(0)
})

test('an abort wakes a back-off at once', async () => {
  const clock = new HandClock()
  const controller = new AbortController()
  const server = failing(9, 503, { 'retry-after': '30' })
  const call = get(coreOf(server, { clock }), 1, { signal: controller.signal })
  await settled()
  expect(clock.pending).toBe(1)
  controller.abort(new Error('left the page'))
  await expect(call).rejects.toMatchObject({ code: 'aborted', cause: { message: 'left the page' } })
  expect(clock.pending).toBe(0)
  expect(server.seen).toHaveLength(1)
})

test('a retry after a time-out has a fresh signal', async () => {
  const clock = new HandClock()
  const server = serverOf((request, count) => (count === 1 ? never(request) : json({ id: 1 })))
  const call = get(coreOf(server, { clock, timeout: 1_000 }), 1)
  await clock.advance(1_000)
  expect(server.seen[0]?.signal?.aborted).toBe(true)
  await clock.advance(10_000)
  await expect(call).resolves.toEqual({ id: 1 })
  expect(server.seen[1]?.signal?.aborted).toBe(false)
})

test('retries of a client are a small part of its calls while a service is down', async () => {
  const clock = new HandClock()
  const server = serverOf(() => problem(503, 'down'))
  const core = coreOf(server, { clock })
  for (let count = 0; count < 100; count++) {
    const call = get(core, 1).result()
    await clock.advance(60_000)
    await call
  }
  expect(server.seen.length).toBe(100 + 10)
})

test('a stream that was sent once is not sent again', async () => {
  const server = failing(1)
  const core = coreOf(server, { use: [(request, next) => next({ ...request, body: new ReadableStream() })] })
  await expect(create(core, {})).rejects.toMatchObject({ attempts: 1 })
})
