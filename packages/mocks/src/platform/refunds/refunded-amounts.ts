import type { World } from '../../world/world.ts'
import { changeDocument } from '../documents/document-rows.ts'
import { documents, type PaymentRow, payments, refunds } from '../rows.ts'

/** Notes that money went back, from whatever side it is known. */
export function noteRefundedAmount(world: World, paymentId: number, amountRefunded: number): PaymentRow | undefined {
  const payment = payments(world).get(paymentId)
  if (!payment || amountRefunded <= payment.amount_refunded) return payment
  const status = amountRefunded >= payment.amount ? 'refunded' : 'partially_refunded'
  const changed = payments(world).update(payment.id, {
    status,
    amount_refunded: amountRefunded,
    intent_status: 'succeeded',
    updated_at: world.clock.iso(),
  })
  // A refund is of all that is left: when nothing is, those that were on their way have arrived.
  for (const { id } of status === 'refunded'
    ? refunds(world).where({ payment_id: paymentId, status: 'approved' })
    : []) {
    refunds(world).update(id, { status: 'processed', updated_at: world.clock.iso() })
  }
  const document = documents(world).get(payment.document_id)
  if (status === 'refunded' && document?.status === 'failed_quality')
    changeDocument(world, document.id, { status: 'refunded' })
  return changed
}
