// Generated from specs/refunds.yaml by npm run generate; do not edit.

import * as z from 'zod'
import { fromText, problem } from '../../ts-rest/route-parts.ts'
import { IdSchema, ProblemSchema, RefundCreateSchema, RefundPageSchema, RefundSchema, RefundStatusSchema, ValidationProblemSchema } from '@concord/sdk/schemas'
import type { AppRouter } from '@ts-rest/core'

/** Refunds: every operation as a route of ts-rest. */
export const refundsContract = {
  create: {
    method: 'POST',
    path: '/api/v1/refunds',
    summary: 'Ask for a refund',
    headers: z.object({
      'idempotency-key': z.string().min(1).max(255).exactOptional(),
    }),
    body: RefundCreateSchema,
    responses: {
      201: RefundSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'payment_not_found'),
      409: problem(ProblemSchema, 'refund_exists', 'payment_not_refundable', 'idempotency_key_reused'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'refunds.create', security: ['bearer'], access: 'owner', idempotent: true, rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  list: {
    method: 'GET',
    path: '/api/v1/refunds',
    summary: 'List one\'s refunds',
    query: z.object({
      page: fromText(z.int().min(1)).default(1),
      per_page: fromText(z.int().min(1).max(100)).default(20),
      payment_id: fromText(IdSchema).exactOptional(),
      status: RefundStatusSchema.exactOptional(),
    }),
    responses: {
      200: RefundPageSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'refunds.list', security: ['bearer'], rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  get: {
    method: 'GET',
    path: '/api/v1/refunds/:refund_id',
    summary: 'Read a refund',
    pathParams: z.object({
      refund_id: fromText(IdSchema),
    }),
    responses: {
      200: RefundSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'refund_not_found'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'refunds.get', security: ['bearer'], access: 'owner', rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
} as const satisfies AppRouter
