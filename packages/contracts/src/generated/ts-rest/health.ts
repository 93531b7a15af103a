// Generated from specs/health.yaml by npm run generate; do not edit.

import * as z from 'zod'
import { content, problem } from '../../ts-rest/route-parts.ts'
import { HealthProblemSchema, HealthSchema, LivenessSchema, ProblemSchema, ReadinessSchema } from '@concord/sdk/schemas'
import type { AppRouter } from '@ts-rest/core'

/** Health: every operation as a route of ts-rest. */
export const healthContract = {
  get: {
    method: 'GET',
    path: '/api/v1/health',
    summary: 'How the service and its dependencies are',
    responses: {
      200: HealthSchema,
      429: problem(ProblemSchema, 'rate_limited'),
      503: problem(HealthProblemSchema, 'service_unhealthy'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'health.get', security: [], rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  ready: {
    method: 'GET',
    path: '/api/v1/ready',
    summary: 'Whether the service takes requests',
    responses: {
      200: ReadinessSchema,
      429: problem(ProblemSchema, 'rate_limited'),
      503: problem(ProblemSchema, 'not_ready'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'health.ready', security: [], rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  live: {
    method: 'GET',
    path: '/api/v1/live',
    summary: 'Whether the process is alive',
    responses: {
      200: LivenessSchema,
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'health.live', security: [], rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  metrics: {
    method: 'GET',
    path: '/api/v1/metrics',
    summary: 'Metrics for Prometheus',
    responses: {
      200: content('text/plain', z.string().min(1)),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'health.metrics', security: [], rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
} as const satisfies AppRouter
