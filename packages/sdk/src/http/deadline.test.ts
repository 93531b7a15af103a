import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { coreOf, create, get, HandClock, json, never, problem, serverOf, settled } from '../../test/stub.ts'

test('an attempt that takes too long is a TimeoutError', async () => {
  const clock = new HandClock()
  const call = get(coreOf(serverOf(never), { clock, timeout: 5_000, retry: { attempts: 1 } }), 1)
  const outcome = call.result()
  await clock.advance(4_999)
  expect(clock.pending).toBe(1)
  await clock.advance(1)
  await expect(outcome).resolves.toMatchObject({
    ok: false,
    error: { code: 'timeout', message: 'things.get: not finished within the timeout of 5000 ms.' },
  })
})

test('the time-out covers the body', async () => {
  const clock = new HandClock()
  const core = coreOf(
    serverOf(() => new Response(new ReadableStream())),
    { clock, timeout: 5_000, retry: { attempts: 1 } },
  )
  const outcome = get(core, 1).result()
  await clock.advance(5_000)
  await expect(outcome).resolves.toMatchObject({ ok: false, error: { code: 'timeout' } })
})

test('a fetch that ignores its signal is left behind', async () => {
  const clock = new HandClock()
  const outcome = get(
    coreOf(
      serverOf(() => new Promise<Response>(() => {})),
      { clock, retry: { attempts: 1 } },
    ),
    1,
  ).result()
  await clock.advance(30_000)
  await expect(outcome).resolves.toMatchObject({ ok: false, error: { code: 'timeout' } })
})

test('the deadline covers all attempts and the pauses between them', async () => {
  const clock = new HandClock()
  const server = serverOf(never)
  const outcome = get(
    coreOf(server, { clock, timeout: 4_000, deadline: 9_000, random: () => 0.5, retry: { attempts: 9 } }),
    1,
  ).result()
  await clock.advance(9_000)
  await expect(outcome).resolves.toMatchObject({
    ok: false,
    error: { code: 'timeout', message: 'things.get: not finished within the deadline of 9000 ms.' },
  })
  expect(server.seen).toHaveLength(3)
  expect(server.seen.every((request) => request.signal?.aborted)).toBe(true)
  expect(clock.pending).toBe(0)
})

test('a pause that would end after the deadline is not begun: the last answer is thrown at once', async () => {
  const clock = new HandClock()
  const core = coreOf(
    serverOf(() => problem(503, 'down', { 'retry-after': '20' })),
    { clock, deadline: 10_000 },
  )
  await expect(get(core, 1)).rejects.toMatchObject({ status: 503, retryAfterMs: 20_000 })
  expect(clock.pending).toBe(0)
})

test("the caller's signal is joined with the time-out, and does not replace it", async () => {
  const clock = new HandClock()
  const { signal } = new AbortController()
  const outcome = get(coreOf(serverOf(never), { clock, timeout: 1_000, retry: { attempts: 1 } }), 1, {
    signal,
  }).result()
  await clock.advance(1_000)
  await expect(outcome).resolves.toMatchObject({ ok: false, error: { code: 'timeout' } })
})

test('an abort ends the attempt that is under way', async () => {
  const controller = new AbortController()
  const server = serverOf(never)
  const call = create(coreOf(server), {}, { signal: controller.signal })
  await settled()
  controller.abort()
  await expect(call).rejects.toMatchObject({ code: 'aborted', name: 'AbortedError' })
  expect(server.seen[0]?.signal?.aborted).toBe(true)
})

test('a signal that has ended already sends nothing', async () => {
  const server = serverOf(() => json({}))
  await expect(get(coreOf(server), 1, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' })
  expect(server.seen).toHaveLength(0)
})

test('10,000 calls leave no listener on the signal that they share, whether they succeed or fail', async () => {
  const { signal } = new AbortController()
  const core = coreOf(
    serverOf((_, count) => (count % 2 ? json({ id: 1 }) : problem(404, 'gone'))),
    { deadline: 60_000 },
  )
  for (let count = 0; count < 10_000; count++) await get(core, 1, { signal }).result()
  expect(getEventListeners(signal, 'abort')).toHaveLength(0)
})
