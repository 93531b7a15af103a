// Generated from specs/payments.yaml by npm run generate; do not edit.

import * as z from 'zod'
import { fromText, problem } from '../../ts-rest/route-parts.ts'
import { IdSchema, PaymentIntentCreateSchema, PaymentIntentCreatedSchema, PaymentIntentIdSchema, PaymentPageSchema, PaymentSchema, PaymentStatusSchema, ProblemSchema, StripeEventSchema, ValidationProblemSchema, WebhookReceiptSchema } from '@concord/sdk/schemas'
import type { AppRouter } from '@ts-rest/core'

/** Payments: every operation as a route of ts-rest. */
export const paymentsContract = {
  createIntent: {
    method: 'POST',
    path: '/api/v1/payment/create-intent',
    summary: 'Begin to pay for a document',
    headers: z.object({
      'idempotency-key': z.string().min(1).max(255).exactOptional(),
    }),
    body: PaymentIntentCreateSchema,
    responses: {
      201: PaymentIntentCreatedSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'document_not_found'),
      409: problem(ProblemSchema, 'document_not_payable', 'idempotency_key_reused'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
      503: problem(ProblemSchema, 'payment_provider_unavailable'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'payments.createIntent', security: ['bearer'], access: 'owner', idempotent: true, rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  verify: {
    method: 'GET',
    path: '/api/v1/payment/verify',
    summary: 'Ask how a payment stands',
    query: z.object({
      payment_intent_id: PaymentIntentIdSchema,
    }),
    responses: {
      200: PaymentSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'payment_not_found'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'payments.verify', security: ['bearer'], access: 'owner', rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  list: {
    method: 'GET',
    path: '/api/v1/payment/history',
    summary: 'List one\'s payments',
    query: z.object({
      page: fromText(z.int().min(1)).default(1),
      per_page: fromText(z.int().min(1).max(100)).default(20),
      document_id: fromText(IdSchema).exactOptional(),
      status: PaymentStatusSchema.exactOptional(),
    }),
    responses: {
      200: PaymentPageSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'payments.list', security: ['bearer'], rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  get: {
    method: 'GET',
    path: '/api/v1/payment/:payment_id',
    summary: 'Read a payment',
    pathParams: z.object({
      payment_id: fromText(IdSchema),
    }),
    responses: {
      200: PaymentSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'payment_not_found'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'payments.get', security: ['bearer'], access: 'owner', rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  receiveWebhook: {
    method: 'POST',
    path: '/api/v1/payment/webhook',
    summary: 'Receive an event from Stripe',
    headers: z.object({
      'stripe-signature': z.string().min(1).exactOptional(),
    }),
    body: StripeEventSchema,
    responses: {
      200: WebhookReceiptSchema,
      400: problem(ProblemSchema, 'invalid_signature'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'payments.receiveWebhook', security: [], rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
} as const satisfies AppRouter
