// Generated from specs/payments.yaml by npm run generate; do not edit.

import type { Core } from '../../http/core.ts'
import type { ApiError } from '../../http/errors.ts'
import { type ApiPromise, operation } from '../../http/execute.ts'
import type { CallOptions } from '../../http/request.ts'
import { type PagePromise, paged } from '../../pages/paged.ts'
import type { GatewayProblem } from '../gateway-problems.ts'
import type { Id, Payment, PaymentIntentCreate, PaymentIntentCreated, PaymentIntentId, PaymentPage, PaymentStatus, Problem, StripeEvent, ValidationProblem, WebhookReceipt } from '../types.ts'

/** What `payments.createIntent` can be answered with besides success. */
export type PaymentsCreateIntentProblem =
  | ApiError<'payments.createIntent', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'payments.createIntent', 403, 'not_authorized', Problem>
  | ApiError<'payments.createIntent', 404, 'document_not_found', Problem>
  | ApiError<'payments.createIntent', 409, 'document_not_payable' | 'idempotency_key_reused', Problem>
  | ApiError<'payments.createIntent', 422, 'validation_failed', ValidationProblem>
  | ApiError<'payments.createIntent', 429, 'rate_limited', Problem>
  | ApiError<'payments.createIntent', 503, 'payment_provider_unavailable', Problem>
  | GatewayProblem<'payments.createIntent'>

/** Begin to pay for a document. The plain function of {@link PaymentsResource}.createIntent. */
export const createIntent: (core: Core, body: PaymentIntentCreate, options?: CallOptions) => ApiPromise<PaymentIntentCreated, PaymentsCreateIntentProblem> =
  /* @__PURE__ */ operation('payments.createIntent', 'POST', '/api/v1/payment/create-intent', 5)

/** What `payments.verify` can be answered with besides success. */
export type PaymentsVerifyProblem =
  | ApiError<'payments.verify', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'payments.verify', 403, 'not_authorized', Problem>
  | ApiError<'payments.verify', 404, 'payment_not_found', Problem>
  | ApiError<'payments.verify', 422, 'validation_failed', ValidationProblem>
  | ApiError<'payments.verify', 429, 'rate_limited', Problem>
  | GatewayProblem<'payments.verify'>

/** The query of `payments.verify`. */
export interface PaymentsVerifyQuery {
  /** Stripe's id of the intent. */
  readonly payment_intent_id: PaymentIntentId
}

/** Ask how a payment stands. The plain function of {@link PaymentsResource}.verify. */
export const verify: (core: Core, query: PaymentsVerifyQuery, options?: CallOptions) => ApiPromise<Payment, PaymentsVerifyProblem> =
  /* @__PURE__ */ operation('payments.verify', 'GET', '/api/v1/payment/verify', 2)

/** What `payments.list` can be answered with besides success. */
export type PaymentsListProblem =
  | ApiError<'payments.list', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'payments.list', 422, 'validation_failed', ValidationProblem>
  | ApiError<'payments.list', 429, 'rate_limited', Problem>
  | GatewayProblem<'payments.list'>

/** The query of `payments.list`. */
export interface PaymentsListQuery {
  /** The page to return, counted from 1. */
  readonly page?: number | undefined
  /** How many items a page holds. */
  readonly per_page?: number | undefined
  /** Only payments for this document. */
  readonly document_id?: Id | undefined
  /** Only payments with this status. */
  readonly status?: PaymentStatus | undefined
}

/** List one's payments. The plain function of {@link PaymentsResource}.list. */
export const list: (core: Core, query?: PaymentsListQuery, options?: CallOptions) => PagePromise<PaymentPage, Payment, PaymentsListProblem> =
  /* @__PURE__ */ paged('payments.list', 'GET', '/api/v1/payment/history', 2)

/** What `payments.get` can be answered with besides success. */
export type PaymentsGetProblem =
  | ApiError<'payments.get', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'payments.get', 403, 'not_authorized', Problem>
  | ApiError<'payments.get', 404, 'payment_not_found', Problem>
  | ApiError<'payments.get', 422, 'validation_failed', ValidationProblem>
  | ApiError<'payments.get', 429, 'rate_limited', Problem>
  | GatewayProblem<'payments.get'>

/** Read a payment. The plain function of {@link PaymentsResource}.get. */
export const get: (core: Core, paymentId: Id, options?: CallOptions) => ApiPromise<Payment, PaymentsGetProblem> =
  /* @__PURE__ */ operation('payments.get', 'GET', '/api/v1/payment/{payment_id}')

/** What `payments.receiveWebhook` can be answered with besides success. */
export type PaymentsReceiveWebhookProblem =
  | ApiError<'payments.receiveWebhook', 400, 'invalid_signature', Problem>
  | ApiError<'payments.receiveWebhook', 422, 'validation_failed', ValidationProblem>
  | ApiError<'payments.receiveWebhook', 429, 'rate_limited', Problem>
  | GatewayProblem<'payments.receiveWebhook'>

/** Receive an event from Stripe. The plain function of {@link PaymentsResource}.receiveWebhook. */
export const receiveWebhook: (core: Core, body: StripeEvent, options?: CallOptions) => ApiPromise<WebhookReceipt, PaymentsReceiveWebhookProblem> =
  /* @__PURE__ */ operation('payments.receiveWebhook', 'POST', '/api/v1/payment/webhook', 9)

/** A document costs 50 cents (eur) a page. The client asks for an intent, pays it in Stripe's form with its `client_secret`, and Stripe tells the platform by webhook. `payment_intent.succeeded` completes the payment and creates exactly one generation job, however often, in whatever order and however concurrently it arrives; the payment's `job_id` names the job. */
export interface PaymentsResource {
  /**
   * Begin to pay for a document.
   *
   * Gives the intent that the client pays in Stripe's form. A document has one live intent at most: while it can still be paid, every call gives the same one, with or without an idempotency key. The document becomes payment_pending.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `document_not_found` · 409 `document_not_payable`, `idempotency_key_reused` · 422 `validation_failed` · 429 `rate_limited` · 503 `payment_provider_unavailable`
   * @example
   * await concord.payments.createIntent({ document_id: 42 })
   */
  createIntent(body: PaymentIntentCreate, options?: CallOptions): ApiPromise<PaymentIntentCreated, PaymentsCreateIntentProblem>

  /**
   * Ask how a payment stands.
   *
   * The payment as the platform now knows it. A pending one is compared with Stripe first, so a payment completes, and its job exists, even if the webhook never came. While Stripe cannot be reached the answer is what the platform knew before.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `payment_not_found` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.payments.verify({ payment_intent_id: 'pi_3QZx7mK2eB1fTq0a' })
   */
  verify(query: PaymentsVerifyQuery, options?: CallOptions): ApiPromise<Payment, PaymentsVerifyProblem>

  /**
   * List one's payments.
   *
   * Newest first. A filter that matches nothing of the caller's gives an empty page.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * for await (const item of concord.payments.list()) …
   */
  list(query?: PaymentsListQuery, options?: CallOptions): PagePromise<PaymentPage, Payment, PaymentsListProblem>

  /**
   * Read a payment.
   *
   * The payment as it is stored. `payments.verify` also asks Stripe.
   * @param paymentId - The payment.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `payment_not_found` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.payments.get(88)
   */
  get(paymentId: Id, options?: CallOptions): ApiPromise<Payment, PaymentsGetProblem>

  /**
   * Receive an event from Stripe.
   *
   * Stripe calls this; its signature is the permission. The signature is checked over the raw body before anything else of the request is: a missing or wrong one, or one more than 300 seconds old, is refused. An event is taken once, however often it comes: every later copy is answered alike and changes nothing. Unknown types, and events about intents that are not the platform's, are accepted and ignored. The events that the platform acts on stand under `webhooks`.
   * @throws ApiError: 400 `invalid_signature` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.payments.receiveWebhook({ created: 1764603120, data: { object: { amount: 1000, currency: 'eur', id: 'pi_3QZx7mK2eB1fTq0a', object: 'payment_intent', status: 'succeeded' } }, id: 'evt_1QZx7nK2eB1fTq03', object: 'event', type: 'payment_intent.succeeded' })
   */
  receiveWebhook(body: StripeEvent, options?: CallOptions): ApiPromise<WebhookReceipt, PaymentsReceiveWebhookProblem>
}
