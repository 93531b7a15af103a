import { expect } from 'vitest'
import { type EffectsOf, failing } from './effect.ts'

export const paymentsEffects: EffectsOf<'payments'> = {
  'payments.declined': async (stage) => {
    await stage.on({ reason: 'insufficient_funds' })
    const { intent } = await stage.buy()
    const payment = await stage.concord.payments.verify({ payment_intent_id: intent.payment_intent_id })
    expect(payment).toMatchObject({ status: 'failed', job_id: null })
  },
  'payments.authentication-required': async (stage) => {
    await stage.on()
    const { intent, outcome } = await stage.buy()
    expect(outcome.status).toBe('requires_action')
    await stage.control('POST', `/payments/${intent.payment_intent_id}/authenticate`, { agrees: true })
    await stage.advance(1)
    expect((await stage.concord.payments.get(intent.payment_id)).status).toBe('completed')
  },
  'payments.provider-down': async (stage) => {
    await stage.on()
    await expect(stage.order()).rejects.toEqual(failing('payment_provider_unavailable'))
  },
  'payments.refund-provider-down': async (stage) => {
    await stage.on()
    const { intent } = await stage.buy(4)
    await stage.advance(600)
    const refund = await stage.concord.refunds.create({ payment_id: intent.payment_id, reason: 'The wrong topic.' })
    const approve = () => stage.administrator().admin.approveRefund(refund.id, { note: 'Approved.' })
    await expect(approve()).rejects.toEqual(failing('payment_provider_unavailable'))
    await stage.off()
    await approve()
    await stage.advance(120)
    expect((await stage.concord.payments.get(intent.payment_id)).status).toBe('refunded')
  },
  'payments.paid-twice': async (stage) => {
    await stage.on()
    await stage.buy(4)
    await stage.advance(600)
    const payments = (await stage.concord.payments.list()).items
    expect(payments.map(({ status }) => status).sort()).toEqual(['completed', 'refunded'])
    expect((await stage.concord.jobs.list()).total).toBe(1)
  },
  'payments.dispute': async (stage) => {
    await stage.on({ seconds: 30 })
    const { intent } = await stage.buy(4)
    await stage.advance(29)
    expect((await stage.concord.payments.get(intent.payment_id)).disputed).toBe(false)
    await stage.advance(1)
    expect((await stage.concord.payments.get(intent.payment_id)).disputed).toBe(true)
  },
}
