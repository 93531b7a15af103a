import { describe, expect, test } from 'vitest'
import { disputeIntent } from '../../providers/stripe-machine.ts'
import { webhookSecret } from '../../providers/stripe-secret.ts'
import { switchOn } from '../../scenarios/catalogue.ts'
import { Platform } from '../platform.fixture.ts'
import { jobs } from '../rows.ts'
import { stripeSignature } from './webhook-signature.ts'

/** Sends an event as Stripe would, signed now unless told otherwise. */
function event(
  platform: Platform,
  type: string,
  object: Record<string, unknown>,
  how: { readonly id?: string; readonly secret?: string; readonly age?: number } = {},
) {
  const now = Math.floor(platform.world.clock.now() / 1000)
  const body = JSON.stringify({ id: how.id ?? 'evt_1', object: 'event', type, created: now, data: { object } })
  const time = String(now - (how.age ?? 0))
  const signature = `t=${time},v1=${stripeSignature(body, how.secret ?? webhookSecret, time)}`
  return platform.post('/api/v1/payment/webhook', body, undefined, { 'stripe-signature': signature })
}

const intentObject = (id: string, status: string, more: object = {}) => ({
  id,
  object: 'payment_intent',
  status,
  ...more,
})
const jobCount = (platform: Platform) => [jobs(platform.world).size, platform.world.timeline.of('job').length]

describe('one payment makes exactly one job', () => {
  test.each([1, 2, 5, 50])('for %i concurrent copies of payment_intent.succeeded', async (copies) => {
    const platform = new Platform()
    const ada = platform.signIn()
    switchOn(platform.world, 'webhooks.concurrent', { copies })
    const { payment_intent_id } = await platform.intent(ada.token)
    await platform.confirm(payment_intent_id)
    await platform.advance(600)
    expect(platform.world.timeline.of('webhook')).toHaveLength(copies)
    expect(platform.deliveries.map(({ status }) => status)).toEqual(Array(copies).fill('delivered'))
    expect(jobCount(platform)).toEqual([1, 1])
  })

  test.each([2, 10])('for %i copies one after another', async (copies) => {
    const platform = new Platform()
    const ada = platform.signIn()
    switchOn(platform.world, 'webhooks.duplicate', { copies, gap: 30 })
    await platform.pay(ada.token)
    await platform.advance(600)
    expect(platform.world.timeline.of('webhook')).toHaveLength(copies)
    expect(jobCount(platform)).toEqual([1, 1])
  })

  test('for 50 different events about the same intent at once', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const { payment_intent_id } = await platform.intent(ada.token)
    const object = intentObject(payment_intent_id, 'succeeded')
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => event(platform, 'payment_intent.succeeded', object, { id: `evt_${n}` })),
    )
    expect(answers.map(({ body }) => body)).toEqual(Array(50).fill({ received: true }))
    expect(jobCount(platform)).toEqual([1, 1])
  })

  test('when the webhook comes before the answer to the confirmation', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    switchOn(platform.world, 'webhooks.before-response')
    const { payment_intent_id } = await platform.intent(ada.token)
    await platform.confirm(payment_intent_id)
    const order = platform.world.timeline.items.map(({ operation }) => operation)
    expect(order.indexOf('payments.receiveWebhook')).toBeLessThan(order.indexOf('stripe.confirmPaymentIntent'))
    await platform.advance(600)
    expect(jobCount(platform)).toEqual([1, 1])
  })

  test('when every other event of the intent arrives late and in the wrong order', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const { payment_intent_id, payment_id, document_id } = await platform.intent(ada.token)
    const declined = { last_payment_error: { type: 'card_error', code: 'card_declined', message: 'No.' } }
    const late = [
      ['payment_intent.succeeded', 'succeeded', {}],
      ['payment_intent.created', 'requires_payment_method', {}],
      ['payment_intent.processing', 'processing', {}],
      ['payment_intent.payment_failed', 'requires_payment_method', declined],
      ['payment_intent.canceled', 'canceled', {}],
      ['payment_intent.succeeded', 'succeeded', {}],
    ] as const
    for (const [index, [type, status, more]] of late.entries()) {
      await event(platform, type, intentObject(payment_intent_id, status, more), { id: `evt_${index}` })
    }
    const payment = await platform.get(`/api/v1/payment/${payment_id}`, ada.token)
    expect(payment.body).toMatchObject({ status: 'completed', job_id: 1, failure: null })
    expect((await platform.get(`/api/v1/documents/${document_id}`, ada.token)).body.status).toBe('generating')
    expect(jobCount(platform)).toEqual([1, 1])
  })

  test('when verify and the webhook find out at the same moment', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const { payment_intent_id } = await platform.intent(ada.token)
    await platform.confirm(payment_intent_id)
    const verify = () => platform.get(`/api/v1/payment/verify?payment_intent_id=${payment_intent_id}`, ada.token)
    await Promise.all([verify(), platform.advance(0), verify(), verify()])
    expect(jobCount(platform)).toEqual([1, 1])
  })
})

describe('intents', () => {
  test('30 parallel POSTs under one key make one payment and get the same bytes', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const document_id = await platform.order(ada.token)
    const answers = await Promise.all(
      Array.from({ length: 30 }, () =>
        platform.post('/api/v1/payment/create-intent', { document_id }, ada.token, { 'idempotency-key': 'one' }),
      ),
    )
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(29)
    expect((await platform.get('/api/v1/payment/history', ada.token)).body.total).toBe(1)
    expect((await platform.stripe('GET', '/v1/payment_intents')).body.data).toHaveLength(1)
  })

  test('30 parallel POSTs without a key still make one: a document has one live intent', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const document_id = await platform.order(ada.token)
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => platform.post('/api/v1/payment/create-intent', { document_id }, ada.token)),
    )
    expect(new Set(answers.map(({ body }) => body.payment_intent_id)).size).toBe(1)
    expect((await platform.stripe('GET', '/v1/payment_intents')).body.data).toHaveLength(1)
  })

  test.each([
    [1, 50],
    [20, 1000],
    [200, 10_000],
  ])('%i pages cost %i cents', async (pages, amount) => {
    const platform = new Platform()
    const ada = platform.signIn()
    const document_id = await platform.order(ada.token, pages)
    const { status, body } = await platform.post('/api/v1/payment/create-intent', { document_id }, ada.token)
    expect([status, body.amount, body.currency, body.status]).toEqual([201, amount, 'eur', 'requires_payment_method'])
    expect((await platform.get(`/api/v1/documents/${document_id}`, ada.token)).body.status).toBe('payment_pending')
  })

  test('the same key with another document is a conflict', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const [one, other] = [await platform.order(ada.token), await platform.order(ada.token)]
    const post = (document_id: number) =>
      platform.post('/api/v1/payment/create-intent', { document_id }, ada.token, { 'idempotency-key': 'one' })
    expect((await post(one)).status).toBe(201)
    expect((await post(other)).body.code).toBe('idempotency_key_reused')
  })

  test('a paid document is not payable, a canceled intent makes room for a new one', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const first = await platform.intent(ada.token)
    await platform.stripe('POST', `/v1/payment_intents/${first.payment_intent_id}/cancel`, {})
    await platform.advance(0)
    const payment = (await platform.get(`/api/v1/payment/${first.payment_id}`, ada.token)).body
    expect(payment).toMatchObject({ status: 'failed', failure: { code: 'canceled' } })
    expect((await platform.get(`/api/v1/documents/${first.document_id}`, ada.token)).body.status).toBe('draft')
    const { document_id } = first
    const second = (await platform.post('/api/v1/payment/create-intent', { document_id }, ada.token)).body
    expect(second.payment_intent_id).not.toBe(first.payment_intent_id)
    await platform.confirm(second.payment_intent_id)
    await platform.advance(0)
    const paid = await platform.post('/api/v1/payment/create-intent', { document_id }, ada.token)
    expect([paid.status, paid.body.code]).toEqual([409, 'document_not_payable'])
  })

  test('while Stripe is down the answer is 503 and nothing has changed', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const document_id = await platform.order(ada.token)
    switchOn(platform.world, 'payments.provider-down')
    const answer = await platform.post('/api/v1/payment/create-intent', { document_id }, ada.token, {
      'idempotency-key': 'one',
    })
    expect([answer.status, answer.body.code, answer.headers['retry-after']]).toEqual([
      503,
      'payment_provider_unavailable',
      '30',
    ])
    expect((await platform.get(`/api/v1/documents/${document_id}`, ada.token)).body.status).toBe('draft')
    platform.world.faults.clear()
    const again = await platform.post('/api/v1/payment/create-intent', { document_id }, ada.token, {
      'idempotency-key': 'one',
    })
    expect(again.status).toBe(201)
  })
})

describe('a declined card', () => {
  test('fails the payment with the reason, and the same intent can still be paid', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const { payment_id, payment_intent_id, document_id } = await platform.intent(ada.token)
    expect((await platform.confirm(payment_intent_id, '4000000000000002')).status).toBe(402)
    await platform.advance(0)
    const failed = (await platform.get(`/api/v1/payment/${payment_id}`, ada.token)).body
    expect(failed).toMatchObject({
      status: 'failed',
      job_id: null,
      failure: { code: 'card_declined', detail: 'Your card was declined.' },
    })
    const again = (await platform.post('/api/v1/payment/create-intent', { document_id }, ada.token)).body
    expect(again.payment_intent_id).toBe(payment_intent_id)
    await platform.confirm(payment_intent_id)
    await platform.advance(0)
    const paid = (await platform.get(`/api/v1/payment/${payment_id}`, ada.token)).body
    expect(paid).toMatchObject({ status: 'completed', job_id: 1, failure: null })
  })
})

describe('verify', () => {
  test('completes a payment whose webhook never came, and its job exists', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    platform.world.faults.add({ match: { on: 'webhook' }, when: { kind: 'always' }, effect: { kind: 'lose' } })
    const { payment_intent_id, payment_id } = await platform.intent(ada.token)
    await platform.confirm(payment_intent_id)
    await platform.advance(0)
    expect((await platform.get(`/api/v1/payment/${payment_id}`, ada.token)).body.status).toBe('pending')
    const { body } = await platform.get(`/api/v1/payment/verify?payment_intent_id=${payment_intent_id}`, ada.token)
    expect(body).toMatchObject({ status: 'completed', job_id: 1 })
  })

  test('says what it knew before while Stripe is down', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const { payment_intent_id } = await platform.intent(ada.token)
    switchOn(platform.world, 'payments.provider-down')
    const answer = await platform.get(`/api/v1/payment/verify?payment_intent_id=${payment_intent_id}`, ada.token)
    expect([answer.status, answer.body.status]).toEqual([200, 'pending'])
  })
})

describe('webhooks', () => {
  const ignored = { object: 'customer', id: 'cus_1' }

  test.each([
    ['made with another secret', { secret: 'whsec_other' }, 400],
    ['300 seconds old', { age: 300 }, 200],
    ['301 seconds old', { age: 301 }, 400],
    ['from the future', { age: -301 }, 400],
  ])('a signature %s', async (_, how, status) => {
    const platform = new Platform()
    const answer = await event(platform, 'customer.created', ignored, how)
    expect(answer.status).toBe(status)
    if (status === 400) expect(answer.body.code).toBe('invalid_signature')
  })

  test('a signature covers the bytes, not what they mean', async () => {
    const platform = new Platform()
    const time = String(Math.floor(platform.world.clock.now() / 1000))
    const body = { id: 'evt_1', object: 'event', type: 'x', created: 1, data: { object: ignored } }
    const header = `t=${time},v1=${stripeSignature(JSON.stringify(body), webhookSecret, time)}`
    const spaced = await platform.post('/api/v1/payment/webhook', JSON.stringify(body, null, 1), undefined, {
      'stripe-signature': header,
    })
    expect(spaced.body.code).toBe('invalid_signature')
    const rotated = header.replace('v1=', `v1=${'0'.repeat(64)},v1=`)
    const exact = await platform.post('/api/v1/payment/webhook', body, undefined, { 'stripe-signature': rotated })
    expect(exact.status).toBe(200)
  })

  test('an event without a signature is refused', async () => {
    const platform = new Platform()
    const body = { id: 'evt_1', object: 'event', type: 'x', created: 1, data: { object: ignored } }
    expect((await platform.post('/api/v1/payment/webhook', body)).body.code).toBe('invalid_signature')
  })

  test('the signature comes before everything else: without it, nonsense is 400 and not 422', async () => {
    const platform = new Platform()
    expect((await platform.post('/api/v1/payment/webhook', { what: 'ever' })).body.code).toBe('invalid_signature')
    expect((await platform.post('/api/v1/payment/webhook', '{broken')).body.code).toBe('invalid_signature')
    const time = String(Math.floor(platform.world.clock.now() / 1000))
    const header = `t=${time},v1=${stripeSignature('{"what":"ever"}', webhookSecret, time)}`
    const signed = await platform.post('/api/v1/payment/webhook', '{"what":"ever"}', undefined, {
      'stripe-signature': header,
    })
    expect([signed.status, signed.body.code]).toEqual([422, 'validation_failed'])
  })

  test('unknown types and unknown intents are accepted and change nothing', async () => {
    const platform = new Platform()
    expect((await event(platform, 'customer.created', ignored)).body).toEqual({ received: true })
    const unknown = intentObject('pi_unknown', 'succeeded')
    expect((await event(platform, 'payment_intent.succeeded', unknown, { id: 'evt_2' })).body).toEqual({
      received: true,
    })
    expect(jobCount(platform)).toEqual([0, 0])
  })

  test('a refund made at Stripe is known, in part and in full, and an older message takes nothing back', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const { payment_id, payment_intent_id } = await platform.pay(ada.token)
    const status = async () => (await platform.get(`/api/v1/payment/${payment_id}`, ada.token)).body
    await platform.stripe('POST', '/v1/refunds', { payment_intent: payment_intent_id, amount: '400' })
    await platform.advance(0)
    expect(await status()).toMatchObject({ status: 'partially_refunded', amount_refunded: 400 })
    await platform.stripe('POST', '/v1/refunds', { payment_intent: payment_intent_id })
    await platform.advance(0)
    expect(await status()).toMatchObject({ status: 'refunded', amount_refunded: 1000 })
    const older = { object: 'charge', id: 'ch_1', payment_intent: payment_intent_id, amount_refunded: 400 }
    await event(platform, 'charge.refunded', older, { id: 'evt_older' })
    expect(await status()).toMatchObject({ status: 'refunded', amount_refunded: 1000 })
  })

  test('a disputed payment says so and cannot be refunded here', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const { payment_id, payment_intent_id } = await platform.pay(ada.token)
    disputeIntent(platform.world, payment_intent_id)
    await platform.advance(0)
    expect((await platform.get(`/api/v1/payment/${payment_id}`, ada.token)).body.disputed).toBe(true)
    const refund = await platform.post('/api/v1/refunds', { payment_id, reason: 'No.' }, ada.token)
    expect(refund.body.code).toBe('payment_not_refundable')
  })
})

test.each([[], ['webhooks.before-response'], ['webhooks.concurrent']] as const)(
  'what was paid for a document that is gone goes back %s',
  async (...names) => {
    const platform = new Platform()
    for (const name of names) switchOn(platform.world, name)
    const ada = platform.signIn()
    const { document_id, payment_id, payment_intent_id } = await platform.intent(ada.token)
    switchOn(platform.world, 'payments.provider-down')
    await platform.request('DELETE', `/api/v1/documents/${document_id}`, { token: ada.token })
    platform.world.faults.removeScenario('payments.provider-down')
    await platform.confirm(payment_intent_id)
    await platform.advance(1)
    const payment = (await platform.get(`/api/v1/payment/${payment_id}`, ada.token)).body
    expect(payment).toMatchObject({ status: 'refunded', amount_refunded: 1000 })
    expect((await platform.stripe('GET', '/v1/refunds')).body.data).toHaveLength(1)
    expect(jobCount(platform)).toEqual([0, 0])
  },
)

test('deleting a document ends its intent at Stripe', async () => {
  const platform = new Platform()
  const ada = platform.signIn()
  const { document_id, payment_intent_id } = await platform.intent(ada.token)
  expect((await platform.request('DELETE', `/api/v1/documents/${document_id}`, { token: ada.token })).status).toBe(204)
  expect((await platform.stripe('GET', `/v1/payment_intents/${payment_intent_id}`)).body.status).toBe('canceled')
  expect((await platform.confirm(payment_intent_id)).body.error.code).toBe('payment_intent_unexpected_state')
})
