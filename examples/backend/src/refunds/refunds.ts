import type { Refund, RefundStatus } from '@concord/sdk/types'
import type { PaymentRow } from '../payments/payments.ts'
import { timestamp } from '../storage/clock.ts'
import type { Database } from '../storage/database.ts'

/** How a refund begins. */
export interface NewRefund {
  readonly amount?: number
  readonly reason: string
  readonly status?: RefundStatus
  readonly note?: string
}

export const refundById = (database: Database, id: number): Refund | undefined =>
  database.one<Refund>`select * from refunds where id = ${id}`

/** Adds a refund of all that is left of a payment. Undefined where there is one already that is not rejected. */
export function insertRefund(database: Database, payment: PaymentRow, refund: NewRefund): Refund | undefined {
  const now = timestamp()
  const { reason, status = 'pending', note = null, amount = payment.amount - payment.amount_refunded } = refund
  return database.one<Refund>`
    insert into refunds (payment_id, user_id, amount, currency, reason, status, review_note, reviewed_at, created_at, updated_at)
    values (${payment.id}, ${payment.user_id}, ${amount}, ${payment.currency}, ${reason}, ${status}, ${note},
            ${status === 'pending' ? null : now}, ${now}, ${now})
    on conflict do nothing
    returning *`
}

/** Reviews a refund; undefined when somebody has reviewed it before. */
export function review(
  database: Database,
  id: number,
  status: 'approved' | 'rejected',
  note: string | null,
): Refund | undefined {
  const now = timestamp()
  return database.one<Refund>`
    update refunds set status = ${status}, review_note = ${note}, reviewed_at = ${now}, updated_at = ${now}
    where id = ${id} and status = 'pending'
    returning *`
}
