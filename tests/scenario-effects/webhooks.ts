import { expect } from 'vitest'
import type { EffectsOf } from './effect.ts'

export const webhooksEffects: EffectsOf<'webhooks'> = {
  'webhooks.duplicate': async (stage) => {
    await stage.on({ copies: 3 })
    await stage.buy()
    await stage.advance(10)
    expect(stage.deliveriesOf('payment_intent.succeeded')).toHaveLength(3)
    expect((await stage.concord.jobs.list()).total).toBe(1)
  },
  'webhooks.concurrent': async (stage) => {
    await stage.on({ copies: 10 })
    await stage.buy()
    expect(new Set(stage.deliveriesOf('payment_intent.succeeded').map(({ at }) => at)).size).toBe(1)
    expect(stage.deliveriesOf('payment_intent.succeeded')).toHaveLength(10)
    expect((await stage.concord.jobs.list()).total).toBe(1)
  },
  'webhooks.out-of-order': async (stage) => {
    await stage.on({ type: 'payment_intent.payment_failed' })
    const { intent } = await stage.order()
    const confirm = (card: string) => stage.control('POST', `/payments/${intent.payment_intent_id}/confirm`, { card })
    await confirm('4000000000000002')
    await confirm('4242424242424242')
    await stage.advance(60)
    const types = stage.deliveries().map(({ type }) => type)
    expect(types).toEqual(['payment_intent.succeeded', 'payment_intent.payment_failed'])
    // What comes late changes nothing any more.
    expect((await stage.concord.payments.get(intent.payment_id)).status).toBe('completed')
  },
  'webhooks.before-response': async (stage) => {
    await stage.on()
    await stage.buy()
    const items = stage.timeline.filter(({ kind }) => kind === 'webhook' || kind === 'request')
    const told = items.findIndex(({ type }) => type === 'payment_intent.succeeded')
    const answered = items.findIndex(({ operation }) => operation === 'stripe.confirmPaymentIntent')
    expect([told, answered]).not.toContain(-1)
    expect(told).toBeLessThan(answered)
  },
  'webhooks.late': async (stage) => {
    await stage.on({ seconds: 120 })
    const { intent } = await stage.buy()
    await stage.advance(119)
    expect(await stage.concord.payments.get(intent.payment_id)).toMatchObject({ status: 'pending', job_id: null })
    await stage.advance(1)
    expect(await stage.concord.payments.get(intent.payment_id)).toMatchObject({ status: 'completed' })
  },
  'webhooks.lost': async (stage) => {
    await stage.on()
    const { intent } = await stage.buy()
    await stage.advance(3600)
    expect((await stage.concord.payments.get(intent.payment_id)).status).toBe('pending')
    const verified = await stage.concord.payments.verify({ payment_intent_id: intent.payment_intent_id })
    expect(verified).toMatchObject({ status: 'completed', job_id: expect.any(Number) })
  },
  'webhooks.retried': async (stage) => {
    await stage.on({ failures: 2 })
    await stage.buy()
    await stage.advance(3600)
    expect(stage.deliveriesOf('payment_intent.succeeded').map(({ attempt }) => attempt)).toEqual([1, 2, 3])
    expect((await stage.concord.jobs.list()).total).toBe(1)
  },
  'webhooks.bad-signature': async (stage) => {
    await stage.on()
    const { intent } = await stage.buy()
    expect(stage.deliveriesOf('payment_intent.succeeded')).toMatchObject([{ status: 400 }])
    expect((await stage.concord.payments.get(intent.payment_id)).status).toBe('pending')
  },
  'webhooks.replayed': async (stage) => {
    await stage.on({ seconds: 600 })
    await stage.buy()
    await stage.advance(600)
    expect(stage.deliveriesOf('payment_intent.succeeded').map(({ status }) => status)).toEqual([200, 400])
    expect((await stage.concord.jobs.list()).total).toBe(1)
  },
  'webhooks.unknown-type': async (stage) => {
    await stage.on()
    await stage.buy()
    await stage.advance(1)
    const strangers = stage.deliveries().filter(({ type }) => type === 'sandbox.unheard_of')
    expect(strangers.length).toBeGreaterThan(0)
    expect(strangers.every(({ status }) => status === 200)).toBe(true)
  },
}
