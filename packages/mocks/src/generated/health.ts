// Generated from specs/health.yaml by npm run generate; do not edit.
import type { Health, Liveness, Readiness } from '@concord/sdk/types'
import type { Call, SandboxReply } from '../engine/call.ts'
import type { OperationEntry } from '../engine/operation-table.ts'
import * as v from './validators.js'

const rateLimited = { status: 429, body: { type: '/problems/rate_limited', title: 'Too many requests', status: 429, detail: 'The limit for this window is used up. Wait as long as Retry-After says.', code: 'rate_limited', request_id: 'req_7Qm2vX9b' } }

const serviceUnhealthy = { status: 503, body: { type: '/problems/service_unhealthy', title: 'Service unhealthy', status: 503, detail: 'The service cannot reach what it cannot do without; `dependencies` names it.', code: 'service_unhealthy', request_id: 'req_7Qm2vX9b', dependencies: { database: 'unhealthy', redis: 'healthy', storage: 'healthy', email: 'healthy' } } }

const notReady = { status: 503, body: { type: '/problems/not_ready', title: 'Not ready', status: 503, detail: 'The service is starting or cannot reach its database. Wait as long as Retry-After says.', code: 'not_ready', request_id: 'req_7Qm2vX9b' } }

export const operations: readonly OperationEntry[] = [
  { id: 'health.get', service: 'health', method: 'GET', path: '/api/v1/health', security: [], idempotent: false, rateLimit: { limit: 60, seconds: 60, by: 'caller' }, parameters: [], validate: {}, replies: { '200': { mediaTypes: ['application/json'], validate: v.replyHealth, requiredHeaders: ['x-request-id'], examples: { healthy: { status: 'healthy', service: 'tesigo', version: '1.0.0', timestamp: '2025-12-01T15:30:00Z', dependencies: { database: 'healthy', redis: 'healthy', storage: 'healthy', email: 'healthy' } }, degraded: { status: 'degraded', service: 'tesigo', version: '1.0.0', timestamp: '2025-12-01T15:30:00Z', dependencies: { database: 'healthy', redis: 'healthy', storage: 'healthy', email: 'unhealthy' } } } }, '429': { mediaTypes: ['application/problem+json'], validate: v.replyProblem, requiredHeaders: ['x-request-id', 'retry-after'], examples: {} }, '503': { mediaTypes: ['application/problem+json'], validate: v.replyHealthProblem, requiredHeaders: ['x-request-id', 'retry-after'], examples: {} } }, problems: { rate_limited: rateLimited, service_unhealthy: serviceUnhealthy } },
  { id: 'health.ready', service: 'health', method: 'GET', path: '/api/v1/ready', security: [], idempotent: false, rateLimit: { limit: 60, seconds: 60, by: 'caller' }, parameters: [], validate: {}, replies: { '200': { mediaTypes: ['application/json'], validate: v.replyReadiness, requiredHeaders: ['x-request-id'], examples: { ready: { status: 'ready' } } }, '429': { mediaTypes: ['application/problem+json'], validate: v.replyProblem, requiredHeaders: ['x-request-id', 'retry-after'], examples: {} }, '503': { mediaTypes: ['application/problem+json'], validate: v.replyProblem, requiredHeaders: ['x-request-id', 'retry-after'], examples: {} } }, problems: { rate_limited: rateLimited, not_ready: notReady } },
  { id: 'health.live', service: 'health', method: 'GET', path: '/api/v1/live', security: [], idempotent: false, rateLimit: { limit: 60, seconds: 60, by: 'caller' }, parameters: [], validate: {}, replies: { '200': { mediaTypes: ['application/json'], validate: v.replyLiveness, requiredHeaders: ['x-request-id'], examples: { alive: { status: 'alive' } } }, '429': { mediaTypes: ['application/problem+json'], validate: v.replyProblem, requiredHeaders: ['x-request-id', 'retry-after'], examples: {} } }, problems: { rate_limited: rateLimited } },
  { id: 'health.metrics', service: 'health', method: 'GET', path: '/api/v1/metrics', security: [], idempotent: false, rateLimit: { limit: 60, seconds: 60, by: 'caller' }, parameters: [], validate: {}, replies: { '200': { mediaTypes: ['text/plain'], requiredHeaders: ['x-request-id'], examples: { metrics: '# HELP http_requests_total Requests that were answered.\n# TYPE http_requests_total counter\nhttp_requests_total{method="GET",status="200"} 42\n' } }, '429': { mediaTypes: ['application/problem+json'], validate: v.replyProblem, requiredHeaders: ['x-request-id', 'retry-after'], examples: {} } }, problems: { rate_limited: rateLimited } },
]

/** What the service health does beyond CRUD. */
export type HealthBehaviours = {
  /** How the service and its dependencies are */
  readonly 'health.get'?: (call: Call<{ path: object; query: object; headers: object; body: undefined }, { 200: Health }>) => SandboxReply | Promise<SandboxReply>
  /** Whether the service takes requests */
  readonly 'health.ready'?: (call: Call<{ path: object; query: object; headers: object; body: undefined }, { 200: Readiness }>) => SandboxReply | Promise<SandboxReply>
  /** Whether the process is alive */
  readonly 'health.live'?: (call: Call<{ path: object; query: object; headers: object; body: undefined }, { 200: Liveness }>) => SandboxReply | Promise<SandboxReply>
  /** Metrics for Prometheus */
  readonly 'health.metrics'?: (call: Call<{ path: object; query: object; headers: object; body: undefined }, { 200: string }>) => SandboxReply | Promise<SandboxReply>
}
