// Generated from specs/refunds.yaml by npm run generate; do not edit.

import type { Core } from '../../http/core.ts'
import type { ApiError } from '../../http/errors.ts'
import { type ApiPromise, operation } from '../../http/execute.ts'
import type { CallOptions } from '../../http/request.ts'
import { type PagePromise, paged } from '../../pages/paged.ts'
import type { GatewayProblem } from '../gateway-problems.ts'
import type { Id, Problem, Refund, RefundCreate, RefundPage, RefundStatus, ValidationProblem } from '../types.ts'

/** What `refunds.create` can be answered with besides success. */
export type RefundsCreateProblem =
  | ApiError<'refunds.create', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'refunds.create', 403, 'not_authorized', Problem>
  | ApiError<'refunds.create', 404, 'payment_not_found', Problem>
  | ApiError<'refunds.create', 409, 'refund_exists' | 'payment_not_refundable' | 'idempotency_key_reused', Problem>
  | ApiError<'refunds.create', 422, 'validation_failed', ValidationProblem>
  | ApiError<'refunds.create', 429, 'rate_limited', Problem>
  | GatewayProblem<'refunds.create'>

/** Ask for a refund. The plain function of {@link RefundsResource}.create. */
export const create: (core: Core, body: RefundCreate, options?: CallOptions) => ApiPromise<Refund, RefundsCreateProblem> =
  /* @__PURE__ */ operation('refunds.create', 'POST', '/api/v1/refunds', 5)

/** What `refunds.list` can be answered with besides success. */
export type RefundsListProblem =
  | ApiError<'refunds.list', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'refunds.list', 422, 'validation_failed', ValidationProblem>
  | ApiError<'refunds.list', 429, 'rate_limited', Problem>
  | GatewayProblem<'refunds.list'>

/** The query of `refunds.list`. */
export interface RefundsListQuery {
  /** The page to return, counted from 1. */
  readonly page?: number | undefined
  /** How many items a page holds. */
  readonly per_page?: number | undefined
  /** Only refunds of this payment. */
  readonly payment_id?: Id | undefined
  /** Only refunds with this status. */
  readonly status?: RefundStatus | undefined
}

/** List one's refunds. The plain function of {@link RefundsResource}.list. */
export const list: (core: Core, query?: RefundsListQuery, options?: CallOptions) => PagePromise<RefundPage, Refund, RefundsListProblem> =
  /* @__PURE__ */ paged('refunds.list', 'GET', '/api/v1/refunds', 2)

/** What `refunds.get` can be answered with besides success. */
export type RefundsGetProblem =
  | ApiError<'refunds.get', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'refunds.get', 403, 'not_authorized', Problem>
  | ApiError<'refunds.get', 404, 'refund_not_found', Problem>
  | ApiError<'refunds.get', 422, 'validation_failed', ValidationProblem>
  | ApiError<'refunds.get', 429, 'rate_limited', Problem>
  | GatewayProblem<'refunds.get'>

/** Read a refund. The plain function of {@link RefundsResource}.get. */
export const get: (core: Core, refundId: Id, options?: CallOptions) => ApiPromise<Refund, RefundsGetProblem> =
  /* @__PURE__ */ operation('refunds.get', 'GET', '/api/v1/refunds/{refund_id}')

/** A user asks, an administrator approves or rejects (see admin), and Stripe gives the money back: pending → approved → processed, or rejected. Either way the user gets a mail. A document that fails its quality gates is refunded without a request; that refund is listed here as well, processed from the start. */
export interface RefundsResource {
  /**
   * Ask for a refund.
   *
   * Of all that is left of a completed payment. A payment has one refund at most that is not rejected; after a rejection the user may ask again.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `payment_not_found` · 409 `refund_exists`, `payment_not_refundable`, `idempotency_key_reused` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.refunds.create({ payment_id: 88, reason: 'The second half is about another topic.' })
   */
  create(body: RefundCreate, options?: CallOptions): ApiPromise<Refund, RefundsCreateProblem>

  /**
   * List one's refunds.
   *
   * Newest first. A filter that matches nothing of the caller's gives an empty page.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * for await (const item of concord.refunds.list()) …
   */
  list(query?: RefundsListQuery, options?: CallOptions): PagePromise<RefundPage, Refund, RefundsListProblem>

  /**
   * Read a refund.
   *
   * What was asked and what became of it.
   * @param refundId - The refund.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `refund_not_found` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.refunds.get(15)
   */
  get(refundId: Id, options?: CallOptions): ApiPromise<Refund, RefundsGetProblem>
}
