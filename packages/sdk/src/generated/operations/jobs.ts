// Generated from specs/jobs.yaml by npm run generate; do not edit.

import type { Core } from '../../http/core.ts'
import type { ApiError } from '../../http/errors.ts'
import { type ApiPromise, operation } from '../../http/execute.ts'
import type { CallOptions } from '../../http/request.ts'
import { type PagePromise, paged } from '../../pages/paged.ts'
import type { GatewayProblem } from '../gateway-problems.ts'
import type { Id, Job, JobPage, JobProgress, JobStatus, Problem, ValidationProblem } from '../types.ts'

/** What `jobs.list` can be answered with besides success. */
export type JobsListProblem =
  | ApiError<'jobs.list', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'jobs.list', 422, 'validation_failed', ValidationProblem>
  | ApiError<'jobs.list', 429, 'rate_limited', Problem>
  | GatewayProblem<'jobs.list'>

/** The query of `jobs.list`. */
export interface JobsListQuery {
  /** The page to return, counted from 1. */
  readonly page?: number | undefined
  /** How many items a page holds. */
  readonly per_page?: number | undefined
  /** Only jobs of this document. */
  readonly document_id?: Id | undefined
  /** Only jobs with this status. */
  readonly status?: JobStatus | undefined
}

/** List one's jobs. The plain function of {@link JobsResource}.list. */
export const list: (core: Core, query?: JobsListQuery, options?: CallOptions) => PagePromise<JobPage, Job, JobsListProblem> =
  /* @__PURE__ */ paged('jobs.list', 'GET', '/api/v1/jobs', 2)

/** What `jobs.get` can be answered with besides success. */
export type JobsGetProblem =
  | ApiError<'jobs.get', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'jobs.get', 403, 'not_authorized', Problem>
  | ApiError<'jobs.get', 404, 'job_not_found', Problem>
  | ApiError<'jobs.get', 422, 'validation_failed', ValidationProblem>
  | ApiError<'jobs.get', 429, 'rate_limited', Problem>
  | GatewayProblem<'jobs.get'>

/** Read a job. The plain function of {@link JobsResource}.get. */
export const get: (core: Core, jobId: Id, options?: CallOptions) => ApiPromise<Job, JobsGetProblem> =
  /* @__PURE__ */ operation('jobs.get', 'GET', '/api/v1/jobs/{job_id}')

/** What `jobs.progress` can be answered with besides success. */
export type JobsProgressProblem =
  | ApiError<'jobs.progress', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'jobs.progress', 403, 'not_authorized', Problem>
  | ApiError<'jobs.progress', 404, 'job_not_found', Problem>
  | ApiError<'jobs.progress', 422, 'validation_failed', ValidationProblem>
  | ApiError<'jobs.progress', 429, 'rate_limited', Problem>
  | GatewayProblem<'jobs.progress'>

/** Read how far a job is. The plain function of {@link JobsResource}.progress. */
export const progress: (core: Core, jobId: Id, options?: CallOptions) => ApiPromise<JobProgress, JobsProgressProblem> =
  /* @__PURE__ */ operation('jobs.progress', 'GET', '/api/v1/jobs/{job_id}/progress')

/** A payment that completes creates exactly one job; `job_id` of the payment names it. Progress is stored after every section, so it survives a page reload, and a worker that dies resumes after the last finished section. A client watches a job over its socket (see websockets) and polls `progress` every 2 seconds while it has none. */
export interface JobsResource {
  /**
   * List one's jobs.
   *
   * Newest first. A filter that matches nothing of the caller's gives an empty page.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * for await (const item of concord.jobs.list()) …
   */
  list(query?: JobsListQuery, options?: CallOptions): PagePromise<JobPage, Job, JobsListProblem>

  /**
   * Read a job.
   *
   * What is generated for whom, and how it ended.
   * @param jobId - The job.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `job_not_found` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.jobs.get(1201)
   */
  get(jobId: Id, options?: CallOptions): ApiPromise<Job, JobsGetProblem>

  /**
   * Read how far a job is.
   *
   * The last stored step. `progress` never falls. Once the status is completed, completed_with_warnings, failed or failed_quality nothing changes any more and polling can stop.
   * @param jobId - The job.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `job_not_found` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.jobs.progress(1201)
   */
  progress(jobId: Id, options?: CallOptions): ApiPromise<JobProgress, JobsProgressProblem>
}
