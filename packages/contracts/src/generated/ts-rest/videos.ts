// Generated from specs/videos.yaml by npm run generate; do not edit.

import * as z from 'zod'
import { fromText, problem } from '../../ts-rest/route-parts.ts'
import { IdSchema, ProblemSchema, ValidationProblemSchema, VideoCostSchema, VideoOrderSchema, VideoPageSchema, VideoSchema, VideoStatusSchema, VideoTaskSchema } from '@concord/sdk/schemas'
import type { AppRouter } from '@ts-rest/core'

/** Videos: every operation as a route of ts-rest. */
export const videosContract = {
  generate: {
    method: 'POST',
    path: '/api/v1/videos/generate',
    summary: 'Order a video',
    headers: z.object({
      'idempotency-key': z.string().min(1).max(255).exactOptional(),
    }),
    body: VideoOrderSchema,
    responses: {
      202: VideoTaskSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'channel_not_found'),
      409: problem(ProblemSchema, 'idempotency_key_reused'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'videos.generate', security: ['bearer'], access: 'owner', idempotent: true, rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  list: {
    method: 'GET',
    path: '/api/v1/videos',
    summary: 'List one\'s videos',
    query: z.object({
      page: fromText(z.int().min(1)).default(1),
      per_page: fromText(z.int().min(1).max(100)).default(20),
      channel_id: fromText(IdSchema).exactOptional(),
      status: VideoStatusSchema.exactOptional(),
    }),
    responses: {
      200: VideoPageSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'videos.list', security: ['bearer'], rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  get: {
    method: 'GET',
    path: '/api/v1/videos/:video_id',
    summary: 'Read a video',
    pathParams: z.object({
      video_id: fromText(IdSchema),
    }),
    responses: {
      200: VideoSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'video_not_found'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'videos.get', security: ['bearer'], access: 'owner', rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  cost: {
    method: 'GET',
    path: '/api/v1/videos/:video_id/cost',
    summary: 'Read what a video costs',
    pathParams: z.object({
      video_id: fromText(IdSchema),
    }),
    responses: {
      200: VideoCostSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'video_not_found'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'videos.cost', security: ['bearer'], access: 'owner', rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
} as const satisfies AppRouter
