import { randomUUID } from 'node:crypto'
import { logActivity } from '../accounts/activity.ts'
import { type DocumentRow, ownDocument, setStatus } from '../documents/documents.ts'
import { fault } from '../faults.ts'
import { Problem } from '../http/problems.ts'
import type { Platform } from '../platform.ts'
import { timestamp } from '../storage/clock.ts'
import { applyIntent } from './payment-state.ts'
import { type PaymentRow, paymentById } from './payments.ts'
import { StripeRefused, StripeUnavailable } from './stripe-account.ts'

const centsPerPage = 50
const currency = 'eur'

/**
 * The live intent of a document, made at Stripe if there is none. However many ask at once, they get the same one.
 *
 * @throws Problem document_not_found, not_authorized, document_not_payable, payment_provider_unavailable
 */
export function intentFor(platform: Platform, documentId: number, userId: number): Promise<PaymentRow> {
  ownDocument(platform.database, documentId, userId)
  return platform.turns.take(fault('intent-races') ? randomUUID() : `document:${documentId}`, async () => {
    const document = ownDocument(platform.database, documentId, userId)
    if (document.status !== 'draft' && document.status !== 'payment_pending') throw new Problem('document_not_payable')
    return liveIntent(platform, documentId) ?? makeIntent(platform, document)
  })
}

async function makeIntent({ database, stripe }: Platform, document: DocumentRow): Promise<PaymentRow> {
  const { id: documentId, user_id, target_pages, payment_key } = document
  // After a crash between Stripe's answer and our memory of it, the same key gives the same intent.
  const { attempts = 0 } =
    database.one<{ attempts: number }>`select count(*) as attempts from payments where document_id = ${documentId}` ??
    {}
  const key = `${payment_key}-pages-${target_pages}-attempt-${attempts + 1}`
  const metadata = { document_id: String(documentId), user_id: String(user_id) }
  const amount = (fault('intent-one-page-short') ? target_pages - 1 : target_pages) * centsPerPage
  const intent = await stripe.createIntent(amount, currency, metadata, key).catch(unavailable)
  return database.transaction(() => {
    const now = timestamp()
    const payment = database.one<PaymentRow>`
      insert into payments (user_id, document_id, payment_intent_id, client_secret, amount, currency, intent_status,
                            created_at, updated_at)
      values (${user_id}, ${documentId}, ${intent.id}, ${intent.client_secret ?? ''}, ${amount},
              ${currency}, ${intent.status}, ${now}, ${now})
      returning *`
    if (!payment) throw new Error(`The payment of document ${documentId} was not stored.`)
    setStatus(database, documentId, 'payment_pending')
    logActivity(database, user_id, 'payment.started', { type: 'payment', id: payment.id })
    return payment
  })
}

/** Asks Stripe how a payment stands that may have changed without the platform hearing of it. */
export async function reconcile(platform: Platform, payment: PaymentRow): Promise<PaymentRow> {
  if (!isLive(payment)) return payment
  try {
    applyIntent(platform, await platform.stripe.readIntent(payment.payment_intent_id))
  } catch (error) {
    // What was known before is still the best answer.
    if (!(error instanceof StripeUnavailable)) throw error
  }
  return paymentById(platform.database, payment.id) ?? payment
}

/** Ends the live intent of a document, so that nobody can pay for it any more. One that was paid meanwhile is taken as paid. */
export async function cancelOpenIntent(platform: Platform, documentId: number): Promise<void> {
  const live = liveIntent(platform, documentId)
  if (!live) return
  try {
    applyIntent(platform, await platform.stripe.cancelIntent(live.payment_intent_id))
  } catch (error) {
    if (error instanceof StripeRefused) await reconcile(platform, live)
    // If it is paid all the same, the money goes back when Stripe tells.
    else if (!(error instanceof StripeUnavailable)) throw error
  }
}

const liveIntent = ({ database }: Platform, documentId: number): PaymentRow | undefined =>
  database.all<PaymentRow>`select * from payments where document_id = ${documentId}`.find(isLive)

/** Whether it can still be paid. */
const isLive = ({ status, intent_status }: PaymentRow): boolean =>
  (status === 'pending' || status === 'failed') && intent_status !== 'canceled'

function unavailable(error: unknown): never {
  if (error instanceof StripeUnavailable) throw new Problem('payment_provider_unavailable', { retryAfter: 30 })
  throw error
}
