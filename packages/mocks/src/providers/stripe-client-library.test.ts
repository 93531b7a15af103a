import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { Platform } from '../platform/platform.fixture.ts'
import { stripeSender } from './stripe.ts'

/** Stripe's own client library, unmodified, with this sandbox behind its host setting. */
function library(platform: Platform, key = 'sk_test_library'): Stripe {
  const send = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const { pathname, search } = new URL(url instanceof Request ? url.url : url)
    const headers = Object.fromEntries(new Headers(init.headers))
    const answer = await platform.request(init.method ?? 'GET', `/providers/stripe${pathname}${search}`, {
      headers,
      ...(typeof init.body === 'string' && init.body !== '' && { body: init.body }),
    })
    return new Response(JSON.stringify(answer.body), { status: answer.status, headers: answer.headers })
  }
  return new Stripe(key, { httpClient: Stripe.createFetchHttpClient(send), maxNetworkRetries: 0, telemetry: false })
}

const price = { amount: 1000, currency: 'eur' }

describe("Stripe's own client library", () => {
  test('creates, confirms and expands', async () => {
    const stripe = library(new Platform())
    const made = await stripe.paymentIntents.create({
      ...price,
      metadata: { order: '1' },
      automatic_payment_methods: { enabled: true },
    })
    expect(made.lastResponse.requestId).toMatch(/^req_/)
    const paid = await stripe.paymentIntents.confirm(made.id, {
      payment_method: 'pm_card_visa',
      expand: ['latest_charge'],
    })
    expect(paid).toMatchObject({
      status: 'succeeded',
      latest_charge: { object: 'charge', paid: true },
      metadata: { order: '1' },
    })
    const refund = await stripe.refunds.create({
      payment_intent: made.id,
      amount: 400,
      reason: 'requested_by_customer',
    })
    expect(refund).toMatchObject({ amount: 400, status: 'succeeded' })
  })

  test.each([
    [
      'StripeCardError',
      (stripe: Stripe) =>
        stripe.paymentIntents.create({ ...price, confirm: true, payment_method: 'pm_card_chargeDeclined' }),
    ],
    ['StripeInvalidRequestError', (stripe: Stripe) => stripe.paymentIntents.retrieve('pi_none')],
    ['StripeInvalidRequestError', (stripe: Stripe) => stripe.paymentIntents.create({ amount: 1, currency: 'eur' })],
    [
      'StripeIdempotencyError',
      async (stripe: Stripe) => {
        await stripe.paymentIntents.create(price, { idempotencyKey: 'one' })
        return stripe.paymentIntents.create({ ...price, amount: 2000 }, { idempotencyKey: 'one' })
      },
    ],
  ])('throws %s', async (type, work) => {
    await expect(work(library(new Platform()))).rejects.toMatchObject({ type })
  })

  test('throws StripeAuthenticationError for a key that is none', async () => {
    const stripe = library(new Platform(), 'sk_live_mistake')
    await expect(stripe.paymentIntents.list()).rejects.toMatchObject({ type: 'StripeAuthenticationError' })
  })

  test('walks through pages by itself', async () => {
    const stripe = library(new Platform())
    const made: string[] = []
    for (let count = 0; count < 5; count++) made.unshift((await stripe.paymentIntents.create(price)).id)
    const listed: string[] = []
    for await (const { id } of stripe.paymentIntents.list({ limit: 2 })) listed.push(id)
    expect(listed).toEqual(made)
  })

  test('takes the signature of a webhook, and no other', async () => {
    const platform = new Platform()
    const stripe = library(platform)
    await stripe.webhookEndpoints.create({ url: 'http://localhost:4000/hook', enabled_events: ['*'] })
    const { secret } = (await stripe.webhookEndpoints.create({
      url: 'http://localhost:4000/hook',
      enabled_events: ['*'],
    })) as { secret: string }
    const body = JSON.stringify({ id: 'evt_1', object: 'event', type: 'payment_intent.succeeded' })
    const signature = stripeSender.sign(body, secret, Date.now())['stripe-signature'] ?? ''
    expect(stripe.webhooks.constructEvent(body, signature, secret).id).toBe('evt_1')
    expect(() => stripe.webhooks.constructEvent(`${body} `, signature, secret)).toThrow()
  })
})
