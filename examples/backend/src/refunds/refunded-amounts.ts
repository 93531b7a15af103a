import { setStatus } from '../documents/documents.ts'
import { fault } from '../faults.ts'
import { type PaymentRow, paymentByIntent } from '../payments/payments.ts'
import type { Platform } from '../platform.ts'
import { timestamp } from '../storage/clock.ts'

/**
 * Notes how much of a payment went back in all, from whatever side it is known. It never becomes less: an older message changes
 * nothing.
 */
export function noteRefundedAmount({ database }: Platform, intentId: string, amountRefunded: number): void {
  database.transaction(() => {
    const payment = paymentByIntent(database, intentId)
    if (!payment || amountRefunded <= payment.amount_refunded) return
    const amount = Math.min(amountRefunded, payment.amount)
    const status: PaymentRow['status'] =
      amount === payment.amount || fault('partial-refund-told-as-full') ? 'refunded' : 'partially_refunded'
    database.run`
      update payments
      set status = ${status}, amount_refunded = ${amount}, intent_status = 'succeeded', updated_at = ${timestamp()}
      where id = ${payment.id}`
    if (status !== 'refunded') return
    // A refund is of all that is left: when nothing is, the one that was on its way has arrived.
    database.run`
      update refunds set status = 'processed', updated_at = ${timestamp()}
      where payment_id = ${payment.id} and status = 'approved'`
    setStatus(database, payment.document_id, 'refunded', 'failed_quality')
  })
}
