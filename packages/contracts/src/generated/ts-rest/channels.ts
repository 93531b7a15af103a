// Generated from specs/channels.yaml by npm run generate; do not edit.

import * as z from 'zod'
import { fromText, noBody, problem } from '../../ts-rest/route-parts.ts'
import { ChannelCreateSchema, ChannelPageSchema, ChannelSchema, ChannelUpdateSchema, IdSchema, ProblemSchema, ValidationProblemSchema } from '@concord/sdk/schemas'
import type { AppRouter } from '@ts-rest/core'

/** Channels: every operation as a route of ts-rest. */
export const channelsContract = {
  create: {
    method: 'POST',
    path: '/api/v1/channels',
    summary: 'Set up a channel',
    headers: z.object({
      'idempotency-key': z.string().min(1).max(255).exactOptional(),
    }),
    body: ChannelCreateSchema,
    responses: {
      201: ChannelSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      409: problem(ProblemSchema, 'idempotency_key_reused'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'channels.create', security: ['bearer'], idempotent: true, rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  list: {
    method: 'GET',
    path: '/api/v1/channels',
    summary: 'List one\'s channels',
    query: z.object({
      page: fromText(z.int().min(1)).default(1),
      per_page: fromText(z.int().min(1).max(100)).default(20),
      language: z.string().regex(/^[a-z]{2}$/).exactOptional(),
    }),
    responses: {
      200: ChannelPageSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'channels.list', security: ['bearer'], rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  get: {
    method: 'GET',
    path: '/api/v1/channels/:channel_id',
    summary: 'Read a channel',
    pathParams: z.object({
      channel_id: fromText(IdSchema),
    }),
    responses: {
      200: ChannelSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'channel_not_found'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'channels.get', security: ['bearer'], access: 'owner', rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  update: {
    method: 'PATCH',
    path: '/api/v1/channels/:channel_id',
    summary: 'Change a channel',
    pathParams: z.object({
      channel_id: fromText(IdSchema),
    }),
    body: ChannelUpdateSchema,
    responses: {
      200: ChannelSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'channel_not_found'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'channels.update', security: ['bearer'], access: 'owner', rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  delete: {
    method: 'DELETE',
    path: '/api/v1/channels/:channel_id',
    summary: 'Delete a channel',
    pathParams: z.object({
      channel_id: fromText(IdSchema),
    }),
    body: noBody,
    responses: {
      204: noBody,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'channel_not_found'),
      409: problem(ProblemSchema, 'channel_in_use'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'channels.delete', security: ['bearer'], access: 'owner', rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
} as const satisfies AppRouter
