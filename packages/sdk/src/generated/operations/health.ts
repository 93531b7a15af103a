// Generated from specs/health.yaml by npm run generate; do not edit.

import type { Core } from '../../http/core.ts'
import type { ApiError } from '../../http/errors.ts'
import { type ApiPromise, operation } from '../../http/execute.ts'
import { text } from '../../http/readers.ts'
import type { CallOptions } from '../../http/request.ts'
import type { GatewayProblem } from '../gateway-problems.ts'
import type { Health, HealthProblem, Liveness, Problem, Readiness } from '../types.ts'

/** What `health.get` can be answered with besides success. */
export type HealthGetProblem =
  | ApiError<'health.get', 429, 'rate_limited', Problem>
  | ApiError<'health.get', 503, 'service_unhealthy', HealthProblem>
  | GatewayProblem<'health.get'>

/** How the service and its dependencies are. The plain function of {@link HealthResource}.get. */
export const get: (core: Core, options?: CallOptions) => ApiPromise<Health, HealthGetProblem> =
  /* @__PURE__ */ operation('health.get', 'GET', '/api/v1/health', 8)

/** What `health.ready` can be answered with besides success. */
export type HealthReadyProblem =
  | ApiError<'health.ready', 429, 'rate_limited', Problem>
  | ApiError<'health.ready', 503, 'not_ready', Problem>
  | GatewayProblem<'health.ready'>

/** Whether the service takes requests. The plain function of {@link HealthResource}.ready. */
export const ready: (core: Core, options?: CallOptions) => ApiPromise<Readiness, HealthReadyProblem> =
  /* @__PURE__ */ operation('health.ready', 'GET', '/api/v1/ready', 8)

/** What `health.live` can be answered with besides success. */
export type HealthLiveProblem =
  | ApiError<'health.live', 429, 'rate_limited', Problem>
  | GatewayProblem<'health.live'>

/** Whether the process is alive. The plain function of {@link HealthResource}.live. */
export const live: (core: Core, options?: CallOptions) => ApiPromise<Liveness, HealthLiveProblem> =
  /* @__PURE__ */ operation('health.live', 'GET', '/api/v1/live', 8)

/** What `health.metrics` can be answered with besides success. */
export type HealthMetricsProblem =
  | ApiError<'health.metrics', 429, 'rate_limited', Problem>
  | GatewayProblem<'health.metrics'>

/** Metrics for Prometheus. The plain function of {@link HealthResource}.metrics. */
export const metrics: (core: Core, options?: CallOptions) => ApiPromise<string, HealthMetricsProblem> =
  /* @__PURE__ */ operation('health.metrics', 'GET', '/api/v1/metrics', 8, text)

/** For people, load balancers, orchestrators and Prometheus. Nobody has to sign in. */
export interface HealthResource {
  /**
   * How the service and its dependencies are.
   *
   * Degraded means that the service answers but does less. Unhealthy is the problem.
   * @throws ApiError: 429 `rate_limited` · 503 `service_unhealthy`
   * @example
   * await concord.health.get()
   */
  get(options?: CallOptions): ApiPromise<Health, HealthGetProblem>

  /**
   * Whether the service takes requests.
   *
   * For a load balancer, which sends no requests while it is not.
   * @throws ApiError: 429 `rate_limited` · 503 `not_ready`
   * @example
   * await concord.health.ready()
   */
  ready(options?: CallOptions): ApiPromise<Readiness, HealthReadyProblem>

  /**
   * Whether the process is alive.
   *
   * For an orchestrator, which restarts a process that does not answer. It looks at no dependency.
   * @throws ApiError: 429 `rate_limited`
   * @example
   * await concord.health.live()
   */
  live(options?: CallOptions): ApiPromise<Liveness, HealthLiveProblem>

  /**
   * Metrics for Prometheus.
   *
   * In Prometheus' text format, version 0.0.4.
   * @throws ApiError: 429 `rate_limited`
   * @example
   * await concord.health.metrics()
   */
  metrics(options?: CallOptions): ApiPromise<string, HealthMetricsProblem>
}
