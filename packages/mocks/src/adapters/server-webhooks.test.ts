import { afterEach, describe, expect, test } from 'vitest'
import { scenariosOf } from '../control/scenario-controls.ts'
import { stripeSender } from '../providers/stripe.ts'
import { type Reaction, type Receiver, startReceiver } from './receiver.fixture.ts'
import { startServer } from './server.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** A sandbox whose clock stands still, on a real port. */
async function setUp(options: { readonly webhookTimeout?: number } = {}) {
  const server = await startServer({ port: 0, paused: true, start: Date.parse('2026-01-01'), ...options })
  closers.push(() => server.close())
  const controls = server.controls()
  const { webhooks } = controls.effects
  const { access_token } = controls.signIn({ email: 'ada@example.test' })
  const ask = async (path: string, body: unknown) => {
    const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' }
    const response = await fetch(`${server.url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    return (await response.json()) as Readonly<Record<string, unknown>>
  }
  const order = { title: 'Bees', topic: 'Pollination', target_pages: 20, language: 'en' }
  return {
    server,
    controls,
    webhooks,
    /** Makes Stripe send `payment_intent.created`. */
    createIntent: async () => {
      const { id } = await ask('/documents', order)
      return String((await ask('/payment/create-intent', { document_id: id })).payment_intent_id)
    },
  }
}

async function receiver(...reactions: readonly [Reaction, ...Reaction[]]): Promise<Receiver> {
  const started = await startReceiver(...reactions)
  closers.push(() => started.close())
  return started
}

test('a backend that fails, hangs and then takes it: the times of Stripe, to the second', async () => {
  // The only one that waits for a time-out: a busy machine must not make the others reach it.
  const { controls, webhooks, createIntent } = await setUp({ webhookTimeout: 500 })
  const backend = await receiver(500, 'hang', 200)
  webhooks.setEndpoint({ url: backend.url, secret: 'whsec_backend' })
  await createIntent()
  await controls.clock.advance('3d')
  const [delivery] = webhooks.deliveries
  expect(delivery).toMatchObject({ status: 'delivered', attempt: 3, delivered_at: '2026-01-01T00:30:00Z' })
  expect(
    delivery?.attempts.map(({ number, at, response_status, error }) => [number, at, response_status, error]),
  ).toEqual([
    [1, '2026-01-01T00:00:00Z', 500, null],
    [2, '2026-01-01T00:05:00Z', null, 'No answer came within 0.5 s.'],
    [3, '2026-01-01T00:30:00Z', 200, null],
  ])
  expect(new Set(backend.received.map(({ body }) => body)).size).toBe(1)
  for (const [index, { headers, body }] of backend.received.entries()) {
    const at = Date.parse(delivery?.attempts[index]?.at ?? '')
    expect(headers).toMatchObject({
      ...stripeSender.sign(body, 'whsec_backend', at),
      'user-agent': expect.stringMatching(/^Stripe\/1\.0/),
    })
  }
})

describe('what does not count as taken', () => {
  test.for<[Reaction, number | null, RegExp | null]>([
    ['redirect', 302, null],
    ['break', null, /ECONNRESET/],
    [404, 404, null],
  ])('%s', async ([reaction, status, error]) => {
    const { controls, webhooks, createIntent } = await setUp()
    const backend = await receiver(reaction, 200)
    webhooks.setEndpoint({ url: backend.url, secret: 'whsec_backend' })
    await createIntent()
    await controls.clock.advance('10m')
    const [first, second] = webhooks.deliveries[0]?.attempts ?? []
    expect(first?.response_status).toBe(status)
    if (error === null) expect(first?.error).toBeNull()
    else expect(first?.error).toMatch(error)
    expect(second).toMatchObject({ response_status: 200, at: '2026-01-01T00:05:00Z' })
    expect(backend.received.map(({ path }) => path)).toEqual(['/hook', '/hook'])
  })

  test('nobody listening', async () => {
    const { controls, webhooks, createIntent } = await setUp()
    const gone = await startReceiver(200)
    await gone.close()
    webhooks.setEndpoint({ url: gone.url, secret: 'whsec_backend' })
    await createIntent()
    await controls.clock.settled()
    expect(webhooks.deliveries).toMatchObject([
      {
        status: 'pending',
        response_status: null,
        next_attempt_at: '2026-01-01T00:05:00Z',
        attempts: [{ error: expect.stringContaining('ECONNREFUSED') }],
      },
    ])
  })
})

test('fifty copies are under way before the first is answered', async () => {
  const { controls, webhooks, createIntent } = await setUp()
  const backend = await receiver('hold')
  webhooks.setEndpoint({ url: backend.url, secret: 'whsec_backend' })
  scenariosOf(controls).on('webhooks.concurrent', { copies: 50 })
  await createIntent()
  // Would never be if one of them waited for the answer to another.
  await backend.arrived(50)
  expect(webhooks.deliveries.filter(({ status }) => status === 'pending')).toHaveLength(50)
  backend.release()
  await controls.clock.settled()
  expect(webhooks.deliveries.filter(({ status }) => status === 'delivered')).toHaveLength(50)
})

test('a backend that is slow keeps the clock where it is', async () => {
  const { controls, webhooks, createIntent } = await setUp()
  const backend = await receiver('hold')
  webhooks.setEndpoint({ url: backend.url, secret: 'whsec_backend' })
  await createIntent()
  let arrived = false
  const advanced = controls.clock.advance('1h').then(() => {
    arrived = true
  })
  await backend.arrived(1)
  expect([arrived, controls.clock.view.now]).toEqual([false, '2026-01-01T00:00:00Z'])
  backend.release()
  await advanced
  expect(webhooks.deliveries).toMatchObject([{ attempt: 1, delivered_at: '2026-01-01T00:00:00Z' }])
})

test('several endpoints get what each asked for, signed with the secret of each', async () => {
  const { server, controls, webhooks, createIntent } = await setUp()
  const [all, paid] = [await receiver(200), await receiver(500, 200)]
  const register = async (url: string, events: string) => {
    const response = await fetch(`${server.url}/providers/stripe/v1/webhook_endpoints`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_1' },
      body: new URLSearchParams({ url, 'enabled_events[0]': events }),
    })
    return (await response.json()) as { readonly id: string; readonly secret: string }
  }
  const everything = await register(all.url, '*')
  const payments = await register(paid.url, 'payment_intent.succeeded')
  await controls.pay(await createIntent())
  await controls.clock.advance('6m')
  const types = ({ received }: Receiver) => received.map(({ body }) => JSON.parse(body).type)
  expect(types(paid)).toEqual(['payment_intent.succeeded', 'payment_intent.succeeded'])
  expect(types(all)).toContain('payment_intent.created')
  expect(types(all).filter((type) => type === 'payment_intent.succeeded')).toHaveLength(1)
  for (const [{ received }, { id, secret }] of [
    [all, everything],
    [paid, payments],
  ] as const) {
    const first = webhooks.deliveries.find(({ endpoint }) => endpoint === id)
    const { headers, body } = received[0] ?? { headers: {}, body: '' }
    expect(headers).toMatchObject(stripeSender.sign(body, secret, Date.parse(first?.attempts[0]?.at ?? '')))
  }
  expect(webhooks.deliveries.filter(({ attempt }) => attempt === 2)).toMatchObject([{ endpoint: payments.id }])
})
