import type { RefundsBehaviours } from '../../generated/refunds.ts'
import { logActivity } from '../accounts/activity-log.ts'
import { ownedBy } from '../ownership.ts'
import { newestPageOf } from '../pages.ts'
import { payments, refunds } from '../rows.ts'
import { insertRefund } from './refunding.ts'

/** Requests for refunds and what became of them. */
export const refundsBehaviours: RefundsBehaviours = {
  'refunds.create': (call) => {
    const { world, caller, body } = call
    const payment = ownedBy(call, payments(world).get(body.payment_id), 'payment_not_found')
    const living = refunds(world)
      .where({ payment_id: payment.id })
      .some(({ status }) => status !== 'rejected')
    if (living) throw call.problem('refund_exists')
    const paid = payment.status === 'completed' || payment.status === 'partially_refunded'
    // A disputed payment is decided at the bank: giving it back here as well would pay twice.
    if (!paid || payment.disputed) throw call.problem('payment_not_refundable')
    const refund = insertRefund(world, {
      payment_id: payment.id,
      user_id: caller.userId,
      amount: payment.amount - payment.amount_refunded,
      currency: payment.currency,
      reason: body.reason,
      status: 'pending',
      review_note: null,
      reviewed_at: null,
    })
    logActivity(world, caller.userId, 'refund.requested', 'refund', refund.id)
    return call.reply(201, refund)
  },

  'refunds.list': (call) => {
    const { payment_id, status } = call.query
    const own = refunds(call.world).where({
      user_id: call.caller.userId,
      ...(payment_id !== undefined && { payment_id }),
      ...(status !== undefined && { status }),
    })
    return call.reply(200, newestPageOf(own, call.query))
  },

  'refunds.get': (call) => {
    const refund = ownedBy(call, refunds(call.world).get(call.path.refund_id), 'refund_not_found')
    return call.reply(200, refund)
  },
}
