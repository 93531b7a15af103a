import { afterEach, expect, test } from 'vitest'
import { type Reaction, type Receiver, startReceiver } from './receiver.fixture.ts'
import { startServer } from './server.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** A sandbox whose clock stands still, and a backend that registers itself with Stripe and asks Stripe for intents. */
async function setUp(...reactions: readonly [Reaction, ...Reaction[]]) {
  const server = await startServer({ port: 0, paused: true, start: Date.parse('2026-01-01') })
  const backend: Receiver = await startReceiver(...reactions)
  closers.push(
    () => server.close(),
    () => backend.close(),
  )
  const controls = server.controls()
  const stripe = async (method: string, path: string, form?: Record<string, string>) => {
    const headers = { authorization: 'Bearer sk_test_1' }
    const body = form === undefined ? {} : { body: new URLSearchParams(form) }
    return (await fetch(`${server.url}/providers/stripe/v1${path}`, { method, headers, ...body })).json()
  }
  const { id } = await stripe('POST', '/webhook_endpoints', { url: backend.url, 'enabled_events[0]': '*' })
  return {
    controls,
    backend,
    endpoint: `/webhook_endpoints/${id}`,
    stripe,
    status: async () => (await stripe('GET', `/webhook_endpoints/${id}`)).status,
    /** Makes Stripe send `payment_intent.created`. */
    event: async () => {
      await stripe('POST', '/payment_intents', { amount: '1000', currency: 'eur' })
      await controls.clock.settled()
    },
    log: async () => (await fetch(`${server.url}/__sandbox/webhooks`)).json(),
  }
}

test('an endpoint that accepts nothing for nine days is disabled, and never hears of what comes after', async () => {
  const { controls, backend, event, status, log } = await setUp(500)
  await event()
  await controls.clock.advance('8d')
  expect(await log()).toMatchObject({
    items: [{ status: 'failed', attempt: 11, given_up: 'That was the last attempt.' }],
    endpoints: [{ status: 'enabled', failing_since: '2026-01-01T00:00:00Z' }],
  })
  await event()
  await controls.clock.advance('23h')
  expect(await status()).toBe('enabled')
  await controls.clock.advance('1h')
  expect(await status()).toBe('disabled')
  const seen = backend.received.length
  await event()
  await controls.clock.advance('3d')
  expect(backend.received).toHaveLength(seen)
  const { items, endpoints } = await log()
  expect(items).toHaveLength(2)
  expect(items[1]).toMatchObject({ status: 'failed', given_up: 'The endpoint is disabled.', next_attempt_at: null })
  expect(endpoints).toMatchObject([{ status: 'disabled', failing_since: '2026-01-01T00:00:00Z' }])
  expect(controls.world.timeline.of('webhook').filter(({ disabled }) => disabled === true)).toMatchObject([
    { at: '2026-01-10T00:00:00Z', url: backend.url, failing_since: '2026-01-01T00:00:00Z' },
  ])
})

test('one answer that accepts is enough to begin anew', async () => {
  const { controls, event, status, log } = await setUp(500, ...Array<500>(10).fill(500), 200, 500)
  await event()
  await controls.clock.advance('8d')
  await event()
  expect((await log()).endpoints).toMatchObject([{ failing_since: null }])
  await event()
  await controls.clock.advance('8d')
  expect(await status()).toBe('enabled')
  await controls.clock.advance('1d')
  expect(await status()).toBe('disabled')
})

test('one that is enabled again gets what happens from then on, and not what it missed', async () => {
  const { controls, backend, event, status, stripe, endpoint } = await setUp(500, ...Array<500>(10).fill(500), 200)
  await event()
  await controls.clock.advance('9d')
  expect(await status()).toBe('disabled')
  await event()
  expect(await stripe('POST', endpoint, { disabled: 'false' })).toMatchObject({ status: 'enabled' })
  await controls.clock.advance('3d')
  expect(backend.received).toHaveLength(11)
  await event()
  expect(backend.received).toHaveLength(12)
})

test('one that is disabled by hand and enabled before the next attempt misses no attempt', async () => {
  const { controls, backend, event, stripe, endpoint } = await setUp(500, 200)
  await event()
  await stripe('POST', endpoint, { disabled: 'true' })
  await controls.clock.advance('4m')
  await stripe('POST', endpoint, { disabled: 'false' })
  await controls.clock.advance('1m')
  expect(backend.received).toHaveLength(2)
})

test('while the only one is disabled nothing goes to the platform in its place', async () => {
  const { controls, event, stripe, endpoint, log } = await setUp(200)
  await stripe('POST', endpoint, { disabled: 'true' })
  await event()
  await controls.clock.advance('1h')
  expect((await log()).items).toEqual([])
})

test('a signature that is refused rightly says nothing against an endpoint', async () => {
  const { controls, event, log } = await setUp(400)
  const effect = { kind: 'bad-signature' }
  controls.addFault({ match: { on: 'webhook' }, when: { kind: 'always' }, effect })
  await event()
  expect(await log()).toMatchObject({ items: [{ response_status: 400 }], endpoints: [{ failing_since: null }] })
})
