import { logActivity } from '../accounts/activity.ts'
import { userById } from '../accounts/users.ts'
import { documentById, setStatus } from '../documents/documents.ts'
import { fault } from '../faults.ts'
import { orderJob } from '../jobs/orders.ts'
import type { Platform } from '../platform.ts'
import { decideFullRefund, processSoon } from '../refunds/refunding.ts'
import { timestamp } from '../storage/clock.ts'
import { type PaymentRow, paymentByIntent } from './payments.ts'
import type { Intent } from './stripe-account.ts'

/**
 * Takes over what Stripe says of an intent, whoever brought it: an event, again and out of order, or the platform's own question. All in
 * one transaction, and a payment never falls back: that is what makes it one job.
 */
export function applyIntent(platform: Platform, intent: Intent): void {
  platform.database.transaction(() => {
    const payment = paymentByIntent(platform.database, intent.id) ?? entered(platform, intent)
    if (!payment) return
    // What is paid, or given back, is not changed by older news.
    if (payment.status !== 'pending' && payment.status !== 'failed' && !isReopenedBy(intent.status)) return
    if (intent.status === 'succeeded' || isTakenAsPaid(intent)) complete(platform, payment)
    else if (payment.intent_status === 'canceled') return
    else if (intent.status === 'canceled') cancel(platform, payment)
    else if (intent.last_payment_error) fail(platform, payment, intent)
    else
      platform.database.run`
      update payments set intent_status = ${intent.status}, updated_at = ${timestamp()} where id = ${payment.id}`
  })
}

const isReopenedBy = (status: Intent['status']): boolean =>
  status === 'succeeded' ? fault('webhook-duplicate-makes-two-jobs') : fault('webhook-late-failure-undoes-payment')

const isTakenAsPaid = ({ status }: Intent): boolean =>
  status === 'processing' && fault('webhook-processing-completes-payment')

/** The bank takes the money back; somebody has to look at it before anything else moves. */
export function applyDispute({ database }: Platform, intentId: string): void {
  const payment = database.one<PaymentRow>`
    update payments set disputed = 1, updated_at = ${timestamp()}
    where payment_intent_id = ${intentId} and disputed = 0 returning *`
  if (payment) logActivity(database, payment.user_id, 'payment.disputed', { type: 'payment', id: payment.id })
}

function complete(platform: Platform, payment: PaymentRow): void {
  const { database } = platform
  const now = timestamp()
  database.run`
    update payments
    set status = 'completed', intent_status = 'succeeded', failure_code = null, failure_detail = null,
        completed_at = ${now}, updated_at = ${now}
    where id = ${payment.id}`
  logActivity(database, payment.user_id, 'payment.completed', { type: 'payment', id: payment.id })
  const document = documentById(database, payment.document_id)
  const wanted = document?.status === 'draft' || document?.status === 'payment_pending' || isReopenedBy('succeeded')
  if (document && wanted) {
    orderJob(platform, document, payment.id)
    return
  }
  // The money came for something that is gone, or paid for already: it goes back at once.
  const refund = decideFullRefund(platform, payment.id, 'There is nothing left to pay for.')
  if (refund) processSoon(platform, refund.id)
}

function fail({ database }: Platform, payment: PaymentRow, { status, last_payment_error }: Intent): void {
  const { code = 'card_declined', message = 'The payment did not succeed.' } = last_payment_error ?? {}
  database.run`
    update payments
    set status = 'failed', intent_status = ${status}, failure_code = ${code}, failure_detail = ${message},
        updated_at = ${timestamp()}
    where id = ${payment.id}`
}

function cancel({ database }: Platform, payment: PaymentRow): void {
  setStatus(database, payment.document_id, 'draft', 'payment_pending')
  database.run`
    update payments
    set status = 'failed', intent_status = 'canceled', failure_code = 'canceled',
        failure_detail = 'The payment was canceled.', updated_at = ${timestamp()}
    where id = ${payment.id}`
}

/** Money that came with an intent that nobody knows, for something of the platform's own: into the books with it, like all money. */
function entered(
  { database }: Platform,
  { id, status, amount, currency, metadata = {} }: Intent,
): PaymentRow | undefined {
  const user = userById(database, Number(metadata.user_id))
  const documentId = Number(metadata.document_id)
  if (status !== 'succeeded' || !user || !Number.isInteger(documentId) || !amount || !currency) return undefined
  const now = timestamp()
  return database.one<PaymentRow>`
    insert into payments (user_id, document_id, payment_intent_id, client_secret, amount, currency, intent_status,
                          created_at, updated_at)
    values (${user.id}, ${documentId}, ${id}, '', ${amount}, ${currency}, 'succeeded', ${now}, ${now})
    returning *`
}
