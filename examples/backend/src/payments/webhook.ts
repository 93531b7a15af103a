import { PaymentIntentStatusSchema } from '@concord/sdk/schemas'
import type { StripeEvent } from '@concord/sdk/types'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { fault } from '../faults.ts'
import { Problem } from '../http/problems.ts'
import type { Platform } from '../platform.ts'
import { noteRefundedAmount } from '../refunds/refunded-amounts.ts'
import { timestamp } from '../storage/clock.ts'
import { applyDispute, applyIntent } from './payment-state.ts'

/**
 * Lets in only what Stripe signed over exactly these bytes, whatever is in them.
 *
 * @throws Problem invalid_signature
 */
export function assertSigned({ stripe }: Platform, { headers, body }: FastifyRequest): void {
  const signature = headers['stripe-signature']
  const payload = body instanceof Buffer ? body : Buffer.alloc(0)
  if (fault('webhook-signature-not-checked')) return
  if (typeof signature !== 'string' || !stripe.hasSigned(payload, signature)) throw new Problem('invalid_signature')
}

/**
 * Carries an event out, once. It is noted and carried out in one transaction: what could not be carried out is not noted and can
 * come again, and two copies that come together are one after the other.
 */
export function takeEvent(platform: Platform, { id, type, data }: StripeEvent): void {
  const { database } = platform
  database.transaction(() => {
    const isNew = database.run`
      insert into received_events (id, type, received_at) values (${id}, ${type}, ${timestamp()})
      on conflict (id) do nothing`
    if (isNew || fault('webhook-duplicate-makes-two-jobs')) carryOut(platform, type, data.object)
  })
}

function carryOut(platform: Platform, type: string, subject: unknown): void {
  switch (type) {
    case 'payment_intent.created':
    case 'payment_intent.processing':
    case 'payment_intent.succeeded':
    case 'payment_intent.payment_failed':
    case 'payment_intent.canceled': {
      if (type.endsWith('failed') && fault('webhook-failure-ignored')) break
      const intent = IntentNews.safeParse(subject)
      if (intent.success) applyIntent(platform, intent.data)
      break
    }
    case 'charge.refunded': {
      const charge = ChargeNews.safeParse(subject)
      if (charge.success) noteRefundedAmount(platform, charge.data.payment_intent, charge.data.amount_refunded)
      break
    }
    case 'charge.dispute.created': {
      const dispute = DisputeNews.safeParse(subject)
      if (dispute.success && !fault('webhook-dispute-ignored')) applyDispute(platform, dispute.data.payment_intent)
      break
    }
    default:
      if (fault('webhook-unknown-type-refused')) throw new Problem('validation_failed')
  }
}

// No more of an event is asked for than is used: Stripe adds to the rest at will.
const IntentNews = z.object({
  id: z.string(),
  status: PaymentIntentStatusSchema,
  amount: z.int().optional(),
  currency: z.string().optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  last_payment_error: z.object({ code: z.string().optional(), message: z.string().optional() }).nullish(),
})
const ChargeNews = z.object({ payment_intent: z.string(), amount_refunded: z.int() })
const DisputeNews = z.object({ payment_intent: z.string() })
