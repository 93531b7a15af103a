import type { Payment, PaymentIntentStatus, PaymentStatus } from '@concord/sdk/types'
import { fault } from '../faults.ts'
import { Problem } from '../http/problems.ts'
import type { Database } from '../storage/database.ts'

/** A payment as the database has it. */
export interface PaymentRow {
  readonly id: number
  readonly user_id: number
  readonly document_id: number
  readonly payment_intent_id: string
  readonly client_secret: string
  readonly amount: number
  readonly amount_refunded: number
  readonly currency: string
  readonly status: PaymentStatus
  /** What Stripe last said of the intent. */
  readonly intent_status: PaymentIntentStatus
  readonly failure_code: string | null
  readonly failure_detail: string | null
  readonly disputed: number
  readonly created_at: string
  readonly updated_at: string
  readonly completed_at: string | null
}

export const paymentById = (database: Database, id: number): PaymentRow | undefined =>
  database.one<PaymentRow>`select * from payments where id = ${id}`

export const paymentByIntent = (database: Database, intentId: string): PaymentRow | undefined =>
  database.one<PaymentRow>`select * from payments where payment_intent_id = ${intentId}`

/**
 * The payment, if it is this user's.
 *
 * @throws Problem payment_not_found where there is none, not_authorized where it is somebody else's
 */
export function owned(payment: PaymentRow | undefined, userId: number): PaymentRow {
  if (!payment) throw new Problem('payment_not_found')
  if (payment.user_id !== userId && !fault('payment-of-another-open')) throw new Problem('not_authorized')
  return payment
}

/** A payment as the API shows it: never with its client secret. */
export function paymentView(database: Database, row: PaymentRow): Payment {
  const { id, user_id, document_id, payment_intent_id, amount, amount_refunded, currency, status } = row
  const { failure_code, failure_detail, disputed, created_at, updated_at, completed_at } = row
  const job = database.one<{ id: number }>`select id from jobs where payment_id = ${id} order by id limit 1`
  return {
    id,
    user_id,
    document_id,
    payment_intent_id,
    amount,
    amount_refunded,
    currency,
    status,
    job_id: job?.id ?? null,
    failure: failure_code === null ? null : { code: failure_code, detail: failure_detail ?? failure_code },
    disputed: Boolean(disputed),
    created_at,
    updated_at,
    completed_at,
  }
}
