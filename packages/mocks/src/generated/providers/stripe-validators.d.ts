// Generated from specs/providers/stripe.yaml by npm run generate; do not edit.
import type { Validator } from '../../engine/operation-table.ts'

export const formPaymentIntentCancelParams: Validator
export const formPaymentIntentConfirmParams: Validator
export const formPaymentIntentCreateParams: Validator
export const formPaymentIntentUpdateParams: Validator
export const formRefundCreateParams: Validator
export const formWebhookEndpointCreateParams: Validator
export const formWebhookEndpointUpdateParams: Validator
export const replyCharge: Validator
export const replyChargeList: Validator
export const replyDeletedWebhookEndpoint: Validator
export const replyErrorResponse: Validator
export const replyEvent: Validator
export const replyEventList: Validator
export const replyPaymentIntent: Validator
export const replyPaymentIntentList: Validator
export const replyRefund: Validator
export const replyRefundList: Validator
export const replyWebhookEndpoint: Validator
export const replyWebhookEndpointList: Validator
export const stripeCreatePaymentIntentHeaders: Validator
export const stripeListChargesQuery: Validator
export const stripeListEventsQuery: Validator
export const stripeListPaymentIntentsQuery: Validator
export const stripeListRefundsQuery: Validator
export const stripeListWebhookEndpointsQuery: Validator
export const stripeRetrieveChargePath: Validator
export const stripeRetrieveChargeQuery: Validator
export const stripeRetrieveEventPath: Validator
export const stripeRetrievePaymentIntentPath: Validator
export const stripeRetrievePaymentIntentQuery: Validator
export const stripeRetrieveRefundPath: Validator
export const stripeRetrieveWebhookEndpointPath: Validator
