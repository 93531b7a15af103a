// Generated from specs/* by npm run generate; do not edit.

import type { StripeChargeRefundedEvent, StripeDisputeCreatedEvent, StripePaymentIntentCanceledEvent, StripePaymentIntentCreatedEvent, StripePaymentIntentFailedEvent, StripePaymentIntentProcessingEvent, StripePaymentIntentSucceededEvent } from './types.ts'

/** By type, the event that a webhook carries. */
export interface WebhookEvents {
  'charge.dispute.created': StripeDisputeCreatedEvent
  'charge.refunded': StripeChargeRefundedEvent
  'payment_intent.canceled': StripePaymentIntentCanceledEvent
  'payment_intent.created': StripePaymentIntentCreatedEvent
  'payment_intent.payment_failed': StripePaymentIntentFailedEvent
  'payment_intent.processing': StripePaymentIntentProcessingEvent
  'payment_intent.succeeded': StripePaymentIntentSucceededEvent
}
