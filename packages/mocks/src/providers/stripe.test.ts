import { describe, expect, test } from 'vitest'
import { Platform } from '../platform/platform.fixture.ts'
import { authenticateIntent, disputeIntent } from './stripe-machine.ts'

const euros = { amount: '1000', currency: 'eur' }

async function intent(platform: Platform, form: Record<string, string> = {}) {
  return (await platform.stripe('POST', '/v1/payment_intents', { ...euros, ...form })).body
}

const eventTypes = async (platform: Platform) =>
  (await platform.stripe('GET', '/v1/events?limit=100')).body.data
    .map(({ type }: { type: string }) => type)
    .toReversed()

describe('keys', () => {
  test.each([
    ['a secret test key', `Bearer sk_test_x`, 200],
    ['the same as basic authentication', `Basic ${btoa('sk_test_x:')}`, 200],
    ['a publishable key', 'Bearer pk_test_x', 401],
    ['a live key', 'Bearer sk_live_x', 401],
    ['broken basic authentication', 'Basic %%%', 401],
    ['nothing', '', 401],
  ])('%s', async (_, authorization, status) => {
    const answer = await new Platform().request('GET', '/providers/stripe/v1/events', { headers: { authorization } })
    expect(answer.status).toBe(status)
    expect(answer.headers['request-id']).toMatch(/^req_/)
    if (status === 401) expect(answer.body.error.type).toBe('invalid_request_error')
  })

  test('an error shows no more than the beginning of a key', async () => {
    const answer = await new Platform().request('GET', '/providers/stripe/v1/events', { token: 'sk_live_verysecret' })
    expect(answer.body.error.message).toBe('Invalid API Key provided: sk_live_********')
  })
})

describe('a payment intent', () => {
  test('is made from a form with nested keys, and can be read, changed and listed', async () => {
    const platform = new Platform()
    const made = await intent(platform, {
      'metadata[order]': '42',
      'metadata[kind]': 'thesis',
      'automatic_payment_methods[enabled]': 'true',
    })
    expect(made).toMatchObject({
      amount: 1000,
      status: 'requires_payment_method',
      metadata: { order: '42', kind: 'thesis' },
    })
    const path = `/v1/payment_intents/${made.id}`
    expect((await platform.stripe('GET', path)).body).toEqual(made)
    const changed = await platform.stripe('POST', path, { description: 'Bees', 'metadata[kind]': '' })
    expect(changed.body).toMatchObject({ description: 'Bees', metadata: { order: '42' } })
    expect((await platform.stripe('GET', '/v1/payment_intents')).body).toMatchObject({
      object: 'list',
      has_more: false,
      data: [{ id: made.id }],
    })
  })

  test.each([
    ['no amount', { currency: 'eur' }, 'parameter_missing', 'amount'],
    ['an amount that is no number', { amount: 'ten', currency: 'eur' }, 'parameter_invalid_integer', 'amount'],
    ['less than 50 cents', { amount: '49', currency: 'eur' }, 'amount_too_small', 'amount'],
    ['an unknown currency', { amount: '100', currency: 'xyz' }, undefined, 'currency'],
  ])('with %s is refused as Stripe refuses it', async (_, form, code, param) => {
    const answer = await new Platform().stripe('POST', '/v1/payment_intents', form)
    expect([answer.status, answer.body.error.type]).toEqual([400, 'invalid_request_error'])
    expect([answer.body.error.code, answer.body.error.param]).toEqual([code, param])
  })

  test('that does not exist is resource_missing', async () => {
    const answer = await new Platform().stripe('GET', '/v1/payment_intents/pi_unknown')
    expect(answer.status).toBe(404)
    expect(answer.body.error).toMatchObject({
      code: 'resource_missing',
      message: "No such payment_intent: 'pi_unknown'",
    })
  })
})

describe('test cards', () => {
  test('4242 succeeds: charge, events and an intent that cannot be paid again', async () => {
    const platform = new Platform()
    const { id } = await intent(platform)
    const paid = await platform.confirm(id, '4242 4242 4242 4242')
    expect(paid.body).toMatchObject({
      status: 'succeeded',
      amount_received: 1000,
      latest_charge: expect.stringMatching(/^ch_/),
    })
    expect(await eventTypes(platform)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
    ])
    const again = await platform.confirm(id)
    expect([again.status, again.body.error.code]).toEqual([400, 'payment_intent_unexpected_state'])
    const expanded = await platform.stripe('GET', `/v1/payment_intents/${id}?expand[]=latest_charge`)
    expect(expanded.body.latest_charge).toMatchObject({ object: 'charge', paid: true })
  })

  test.each([
    ['4000000000000002', 'card_declined', 'generic_decline'],
    ['4000000000009995', 'card_declined', 'insufficient_funds'],
    ['4000000000000069', 'expired_card', undefined],
    ['4000000000000127', 'incorrect_cvc', undefined],
  ])('%s is declined: %s', async (card, code, decline) => {
    const platform = new Platform()
    const { id } = await intent(platform)
    const { status, body } = await platform.confirm(id, card)
    expect(status).toBe(402)
    expect(body.error).toMatchObject({
      type: 'card_error',
      code,
      payment_intent: { id, status: 'requires_payment_method' },
    })
    expect(body.error.decline_code).toBe(decline)
    expect(await eventTypes(platform)).toEqual([
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
    ])
    expect((await platform.confirm(id)).body.status).toBe('succeeded')
  })

  test('3155 needs its holder, who agrees', async () => {
    const platform = new Platform()
    const { id } = await intent(platform)
    const waiting = (await platform.confirm(id, '4000002500003155')).body
    expect(waiting).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } })
    expect(authenticateIntent(platform.world, id, true)?.status).toBe('succeeded')
  })

  test('3155 whose holder does not agree is declined', async () => {
    const platform = new Platform()
    const { id } = await intent(platform)
    await platform.confirm(id, '4000002500003155')
    expect(authenticateIntent(platform.world, id, false)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    })
  })

  test('3155 without its holder is declined at once', async () => {
    const platform = new Platform()
    const form = { ...euros, confirm: 'true', off_session: 'true', payment_method: 'pm_card_authenticationRequired' }
    const answer = await platform.stripe('POST', '/v1/payment_intents', form)
    expect([answer.status, answer.body.error.code]).toEqual([402, 'authentication_required'])
  })
})

describe('refunds', () => {
  async function paid(platform: Platform) {
    const { id } = await intent(platform)
    await platform.confirm(id)
    return id as string
  }
  const refund = (platform: Platform, form: Record<string, string>) => platform.stripe('POST', '/v1/refunds', form)

  test('give back a part, then the rest, then nothing', async () => {
    const platform = new Platform()
    const payment_intent = await paid(platform)
    expect((await refund(platform, { payment_intent, amount: '300' })).body).toMatchObject({
      amount: 300,
      status: 'succeeded',
    })
    expect((await refund(platform, { payment_intent, amount: '800' })).body.error).toMatchObject({ param: 'amount' })
    expect((await refund(platform, { payment_intent })).body.amount).toBe(700)
    expect((await refund(platform, { payment_intent })).body.error.code).toBe('charge_already_refunded')
    expect((await platform.stripe('GET', '/v1/charges')).body.data).toMatchObject([
      { amount_refunded: 1000, refunded: true },
    ])
  })

  test('are refused for what was not paid and for what is disputed', async () => {
    const platform = new Platform()
    const { id } = await intent(platform)
    expect((await refund(platform, { payment_intent: id })).status).toBe(400)
    const payment_intent = await paid(platform)
    expect(disputeIntent(platform.world, payment_intent)).toBe(true)
    expect(disputeIntent(platform.world, payment_intent)).toBe(false)
    expect((await refund(platform, { payment_intent })).status).toBe(400)
  })
})

describe('idempotency keys', () => {
  test('give the same answer to the same request and refuse another one', async () => {
    const platform = new Platform()
    const post = (amount: string) =>
      platform.stripe('POST', '/v1/payment_intents', { amount, currency: 'eur' }, { 'idempotency-key': 'one' })
    const answers = await Promise.all(Array.from({ length: 30 }, () => post('1000')))
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    const other = await post('2000')
    expect([other.status, other.body.error.type]).toEqual([400, 'idempotency_error'])
  })

  test('a declined card is declined again without another charge', async () => {
    const platform = new Platform()
    const form = { ...euros, confirm: 'true', payment_method: 'pm_card_chargeDeclined' }
    const post = () => platform.stripe('POST', '/v1/payment_intents', form, { 'idempotency-key': 'one' })
    const [first, second] = [await post(), await post()]
    expect([second.status, second.body]).toEqual([402, first.body])
    expect((await platform.stripe('GET', '/v1/charges')).body.data).toHaveLength(1)
  })
})

describe('lists', () => {
  test('go from the newest to the oldest, by cursor', async () => {
    const platform = new Platform()
    const ids: string[] = []
    for (let count = 0; count < 5; count++) ids.unshift((await intent(platform)).id)
    const list = async (query: string) => {
      const { body } = await platform.stripe('GET', `/v1/payment_intents?${query}`)
      return [body.data.map(({ id }: { id: string }) => ids.indexOf(id)), body.has_more]
    }
    expect(await list('limit=2')).toEqual([[0, 1], true])
    expect(await list(`limit=2&starting_after=${ids[1]}`)).toEqual([[2, 3], true])
    expect(await list(`limit=2&starting_after=${ids[3]}`)).toEqual([[4], false])
    expect(await list(`limit=2&ending_before=${ids[3]}`)).toEqual([[1, 2], true])
    expect((await platform.stripe('GET', '/v1/payment_intents?starting_after=pi_none')).status).toBe(400)
  })

  test('of events can be narrowed by type and time', async () => {
    const platform = new Platform()
    const { id } = await intent(platform)
    await platform.advance(60)
    await platform.confirm(id)
    const now = Math.floor(platform.world.clock.now() / 1000)
    const types = async (query: string) =>
      (await platform.stripe('GET', `/v1/events?${query}`)).body.data.map(({ type }: { type: string }) => type)
    expect(await types('type=charge.*')).toEqual(['charge.succeeded'])
    expect(await types(`created[lt]=${now}`)).toEqual(['payment_intent.created'])
  })
})

describe('webhook endpoints', () => {
  test('take events away from the platform while there is one, each signed with its own secret', async () => {
    const platform = new Platform()
    const url = 'http://localhost:4000/hook'
    const form = { url, 'enabled_events[]': 'payment_intent.succeeded' }
    const made = (await platform.stripe('POST', '/v1/webhook_endpoints', form)).body
    expect(made.secret).toMatch(/^whsec_/)
    const { id } = await intent(platform)
    await platform.confirm(id)
    await platform.advance(0)
    expect(platform.deliveries).toMatchObject([{ type: 'payment_intent.succeeded', url, status: 'pending' }])
    const shown = await platform.stripe('GET', `/v1/webhook_endpoints/${made.id}`)
    expect(shown.body.secret).toBeUndefined()
    expect((await platform.stripe('DELETE', `/v1/webhook_endpoints/${made.id}`)).body.deleted).toBe(true)
    const ada = platform.signIn()
    expect((await platform.pay(ada.token)).job_id).toBe(1)
  })

  test('need an address that can be called', async () => {
    const form = { url: 'ftp://nowhere', 'enabled_events[]': '*' }
    const answer = await new Platform().stripe('POST', '/v1/webhook_endpoints', form)
    expect([answer.status, answer.body.error.code]).toEqual([400, 'url_invalid'])
  })
})
