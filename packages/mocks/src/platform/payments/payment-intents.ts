import type { Document } from '@concord/sdk/types'
import type { World } from '../../world/world.ts'
import { logActivity } from '../accounts/activity-log.ts'
import { changeDocument } from '../documents/document-rows.ts'
import { type PaymentRow, payments } from '../rows.ts'
import { applyIntent } from './payment-state.ts'
import {
  cancelStripeIntent,
  createStripeIntent,
  readStripeIntent,
  StripeRefused,
  StripeUnavailable,
} from './stripe-client.ts'

const centsPerPage = 50
const currency = 'eur'

/**
 * The live intent of a document, made at Stripe if there is none. However many ask at once, they get the same one.
 *
 * @returns undefined when the document can no longer be paid for.
 * @throws StripeUnavailable when a new one is needed and Stripe does not answer; nothing was changed then.
 */
export function intentFor(
  world: World,
  documentId: number,
  readDocument: () => Document,
): Promise<PaymentRow | undefined> {
  return world.serialised(`document:${documentId}`, async () => {
    const document = readDocument()
    if (document.status !== 'draft' && document.status !== 'payment_pending') return undefined
    const live = payments(world).where({ document_id: documentId }).find(isLive)
    if (live) return live
    const id = payments(world).nextId()
    const intent = await createStripeIntent(
      world,
      {
        amount: document.target_pages * centsPerPage,
        currency,
        metadata: { document_id: String(documentId), payment_id: String(id), user_id: String(document.user_id) },
      },
      `concord-payment-${id}`,
    )
    const now = world.clock.iso()
    changeDocument(world, documentId, { status: 'payment_pending' })
    logActivity(world, document.user_id, 'payment.started', 'payment', id)
    return payments(world).insert({
      id,
      user_id: document.user_id,
      document_id: documentId,
      payment_intent_id: intent.id,
      client_secret: intent.client_secret,
      amount: intent.amount,
      amount_refunded: 0,
      currency: intent.currency,
      status: 'pending',
      intent_status: intent.status,
      failure: null,
      disputed: false,
      created_at: now,
      updated_at: now,
      completed_at: null,
    })
  })
}

/** Asks Stripe how a payment stands that may have changed without the platform hearing of it. */
export async function reconcile(world: World, payment: PaymentRow): Promise<PaymentRow> {
  if (!isLive(payment)) return payment
  try {
    return (await applyIntent(world, await readStripeIntent(world, payment.payment_intent_id))) ?? payment
  } catch (error) {
    // What was known before is still the best answer.
    if (error instanceof StripeUnavailable) return payment
    throw error
  }
}

/** Ends the live intent of a document, so that nobody can pay for it any more. One that was paid meanwhile is taken as paid. */
export async function cancelOpenIntent(world: World, documentId: number): Promise<void> {
  const live = payments(world).where({ document_id: documentId }).find(isLive)
  if (!live) return
  try {
    await applyIntent(world, await cancelStripeIntent(world, live.payment_intent_id))
  } catch (error) {
    if (error instanceof StripeRefused) await reconcile(world, live)
    // If it is paid all the same, the money goes back when Stripe tells.
    else if (!(error instanceof StripeUnavailable)) throw error
  }
}

const isLive = ({ status, intent_status }: PaymentRow): boolean =>
  (status === 'pending' || status === 'failed') && intent_status !== 'canceled'
