import type { Payment, StripeEvent } from '@concord/sdk/types'
import type { SandboxRequest } from '../../engine/call.ts'
import { ProblemError } from '../../engine/problems.ts'
import { textOf } from '../../engine/request-body.ts'
import type { PaymentsBehaviours } from '../../generated/payments.ts'
import { webhookSecret } from '../../providers/stripe-secret.ts'
import type { World } from '../../world/world.ts'
import { ownDocument } from '../documents/own-document.ts'
import { ownedBy } from '../ownership.ts'
import { newestPageOf } from '../pages.ts'
import { jobs, type PaymentRow, payments, receivedEvents } from '../rows.ts'
import { intentFor, reconcile } from './payment-intents.ts'
import { applyDispute, applyIntent, applyRefundedAmount } from './payment-state.ts'
import type { IntentNews } from './stripe-client.ts'
import { StripeUnavailable } from './stripe-client.ts'
import { signatureHolds } from './webhook-signature.ts'

/** Intents, payments and Stripe's webhooks. */
export const paymentsBehaviours: PaymentsBehaviours = {
  'payments.createIntent': async (call) => {
    const document = () => ownDocument(call, call.body.document_id)
    document()
    let payment: PaymentRow | undefined
    try {
      payment = await intentFor(call.world, call.body.document_id, document)
    } catch (error) {
      if (!(error instanceof StripeUnavailable)) throw error
      throw call.problem('payment_provider_unavailable', { headers: { 'retry-after': '30' } })
    }
    if (!payment) throw call.problem('document_not_payable')
    return call.reply(201, {
      payment_id: payment.id,
      payment_intent_id: payment.payment_intent_id,
      client_secret: payment.client_secret,
      amount: payment.amount,
      currency: payment.currency,
      status: payment.intent_status,
    })
  },

  'payments.verify': async (call) => {
    const payment = payments(call.world).first({ payment_intent_id: call.query.payment_intent_id })
    return call.reply(
      200,
      paymentView(call.world, await reconcile(call.world, ownedBy(call, payment, 'payment_not_found'))),
    )
  },

  'payments.list': (call) => {
    const { document_id, status } = call.query
    const rows = payments(call.world).where({
      user_id: call.caller.userId,
      ...(document_id !== undefined && { document_id }),
      ...(status !== undefined && { status }),
    })
    const view = (row: PaymentRow) => paymentView(call.world, row)
    return call.reply(200, newestPageOf(rows, call.query, view))
  },

  'payments.get': (call) => {
    const payment = ownedBy(call, payments(call.world).get(call.path.payment_id), 'payment_not_found')
    return call.reply(200, paymentView(call.world, payment))
  },

  'payments.receiveWebhook': async (call) => {
    const { world, body } = call
    await world.serialised(`stripe-event:${body.id}`, async () => {
      if (receivedEvents(world).get(body.id)) return
      await take(world, body)
      // Noted only now: an event that could not be carried out must be able to come again.
      receivedEvents(world).insert({ id: body.id, type: body.type, received_at: world.clock.iso() })
    })
    return call.reply(200, { received: true })
  },
}

/**
 * Lets in only what Stripe signed over exactly these bytes, whatever is in them.
 *
 * @throws ProblemError `invalid_signature`
 */
export function assertSignedByStripe(world: World, { headers, body = '' }: SandboxRequest): void {
  const now = Math.floor(world.clock.now() / 1000)
  if (!signatureHolds(headers['stripe-signature'], textOf(body), webhookSecret, now)) {
    throw new ProblemError('invalid_signature')
  }
}

/** A payment as the platform shows it. */
export function paymentView(world: World, row: PaymentRow): Payment {
  const { client_secret: _, intent_status: __, ...shown } = row
  return { ...shown, job_id: jobs(world).first({ payment_id: row.id })?.id ?? null }
}

async function take(world: World, { type, data }: StripeEvent): Promise<void> {
  const subject = data.object as Readonly<Record<string, unknown>>
  const intentId = subject.payment_intent
  switch (type) {
    case 'payment_intent.created':
    case 'payment_intent.processing':
    case 'payment_intent.succeeded':
    case 'payment_intent.payment_failed':
    case 'payment_intent.canceled':
      if (isIntent(subject)) await applyIntent(world, subject)
      break
    case 'charge.refunded':
      if (typeof intentId === 'string' && typeof subject.amount_refunded === 'number') {
        await applyRefundedAmount(world, intentId, subject.amount_refunded)
      }
      break
    case 'charge.dispute.created':
      if (typeof intentId === 'string') applyDispute(world, intentId)
      break
  }
}

const isIntent = (
  subject: Readonly<Record<string, unknown>>,
): subject is Readonly<Record<string, unknown>> & IntentNews =>
  typeof subject.id === 'string' && typeof subject.status === 'string'
