import type { World } from '../../world/world.ts'
import { logActivity } from '../accounts/activity-log.ts'
import { changeDocument } from '../documents/document-rows.ts'
import { orderGeneration } from '../jobs/generation.ts'
import { noteRefundedAmount } from '../refunds/refunded-amounts.ts'
import { documents, jobs, type PaymentRow, payments, users } from '../rows.ts'
import type { IntentNews } from './stripe-client.ts'

/**
 * Takes over what Stripe says of an intent, whoever brought it: an event, again and out of order, or the platform's own question.
 * One after another for each intent, and a payment never falls back: that is what makes it one job.
 *
 * @example await applyIntent(world, { id: 'pi_1', status: 'succeeded' })
 */
export function applyIntent(world: World, intent: IntentNews): Promise<PaymentRow | undefined> {
  return world.serialised(`payment-intent:${intent.id}`, () => {
    const payment = payments(world).first({ payment_intent_id: intent.id }) ?? entered(world, intent)
    if (!payment) return undefined
    if (payment.status !== 'pending' && payment.status !== 'failed') return payment
    if (intent.status === 'succeeded') return complete(world, payment)
    if (payment.intent_status === 'canceled') return payment
    if (intent.status === 'canceled') return cancel(world, payment)
    const error = intent.last_payment_error
    if (error) {
      const failure = { code: error.code ?? 'card_declined', detail: error.message ?? 'The payment did not succeed.' }
      return change(world, payment, { status: 'failed', intent_status: intent.status, failure })
    }
    return change(world, payment, { intent_status: intent.status })
  })
}

/** Stripe says how much of a charge went back. It never says less than before: an older message changes nothing. */
export function applyRefundedAmount(
  world: World,
  intentId: string,
  amountRefunded: number,
): Promise<PaymentRow | undefined> {
  return world.serialised(`payment-intent:${intentId}`, () => {
    const payment = payments(world).first({ payment_intent_id: intentId })
    return payment && noteRefundedAmount(world, payment.id, amountRefunded)
  })
}

/** The cardholder's bank takes the money back; somebody has to look at it before anything else moves. */
export function applyDispute(world: World, intentId: string): void {
  const payment = payments(world).first({ payment_intent_id: intentId })
  if (!payment || payment.disputed) return
  change(world, payment, { disputed: true })
  logActivity(world, payment.user_id, 'payment.disputed', 'payment', payment.id)
}

/** Money that came with an intent that the platform does not know, for something of its own: it goes into the books like all money. */
function entered(world: World, intent: IntentNews): PaymentRow | undefined {
  const { status, amount, currency, metadata = {} } = intent
  const user = users(world).get(Number(metadata.user_id))
  if (status !== 'succeeded' || !user || metadata.document_id === undefined || !amount || !currency) return undefined
  const now = world.clock.iso()
  return payments(world).insert({
    id: payments(world).nextId(),
    user_id: user.id,
    document_id: Number(metadata.document_id),
    payment_intent_id: intent.id,
    client_secret: '',
    amount,
    amount_refunded: 0,
    currency,
    status: 'pending',
    intent_status: 'processing',
    failure: null,
    disputed: false,
    created_at: now,
    updated_at: now,
    completed_at: null,
  })
}

function complete(world: World, payment: PaymentRow): PaymentRow {
  const completed = change(world, payment, {
    status: 'completed',
    intent_status: 'succeeded',
    failure: null,
    completed_at: world.clock.iso(),
  })
  logActivity(world, payment.user_id, 'payment.completed', 'payment', payment.id)
  const document = documents(world).get(payment.document_id)
  const wanted = document?.status === 'draft' || document?.status === 'payment_pending'
  // The money came for something that is gone, or paid for already: it goes back at once.
  if (!document || !wanted) {
    // Not here: Stripe's answer could bring an event about this same intent, which would wait for us while we wait for it.
    const reason = 'There is nothing left to pay for.'
    world.scheduler.after(0, 'refunds.in-full', { payment_id: payment.id, reason })
  }
  // The lock keeps two events apart; this keeps out whatever else could order it twice.
  else if (!jobs(world).first({ payment_id: payment.id })) orderGeneration(world, document, payment.id)
  return completed
}

function cancel(world: World, payment: PaymentRow): PaymentRow {
  const document = documents(world).get(payment.document_id)
  if (document?.status === 'payment_pending') changeDocument(world, document.id, { status: 'draft' })
  return change(world, payment, {
    status: 'failed',
    intent_status: 'canceled',
    failure: { code: 'canceled', detail: 'The payment was canceled.' },
  })
}

const change = (world: World, payment: PaymentRow, fields: Partial<Omit<PaymentRow, 'id'>>): PaymentRow =>
  payments(world).update(payment.id, { ...fields, updated_at: world.clock.iso() })
