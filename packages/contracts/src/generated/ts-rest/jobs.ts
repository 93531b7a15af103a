// Generated from specs/jobs.yaml by npm run generate; do not edit.

import * as z from 'zod'
import { fromText, problem } from '../../ts-rest/route-parts.ts'
import { IdSchema, JobPageSchema, JobProgressSchema, JobSchema, JobStatusSchema, ProblemSchema, ValidationProblemSchema } from '@concord/sdk/schemas'
import type { AppRouter } from '@ts-rest/core'

/** Jobs: every operation as a route of ts-rest. */
export const jobsContract = {
  list: {
    method: 'GET',
    path: '/api/v1/jobs',
    summary: 'List one\'s jobs',
    query: z.object({
      page: fromText(z.int().min(1)).default(1),
      per_page: fromText(z.int().min(1).max(100)).default(20),
      document_id: fromText(IdSchema).exactOptional(),
      status: JobStatusSchema.exactOptional(),
    }),
    responses: {
      200: JobPageSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'jobs.list', security: ['bearer'], rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  get: {
    method: 'GET',
    path: '/api/v1/jobs/:job_id',
    summary: 'Read a job',
    pathParams: z.object({
      job_id: fromText(IdSchema),
    }),
    responses: {
      200: JobSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'job_not_found'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'jobs.get', security: ['bearer'], access: 'owner', rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  progress: {
    method: 'GET',
    path: '/api/v1/jobs/:job_id/progress',
    summary: 'Read how far a job is',
    pathParams: z.object({
      job_id: fromText(IdSchema),
    }),
    responses: {
      200: JobProgressSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'job_not_found'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'jobs.progress', security: ['bearer'], access: 'owner', rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
} as const satisfies AppRouter
