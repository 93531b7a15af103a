// Generated from specs/admin.yaml by npm run generate; do not edit.

import type { Core } from '../../http/core.ts'
import type { ApiError } from '../../http/errors.ts'
import { type ApiPromise, operation } from '../../http/execute.ts'
import type { CallOptions } from '../../http/request.ts'
import { type PagePromise, paged } from '../../pages/paged.ts'
import type { GatewayProblem } from '../gateway-problems.ts'
import type { Activity, ActivityPage, AdminStats, ApiKey, ApiKeyCreate, ApiKeyCreated, ApiKeyPage, Document, DocumentPage, DocumentStatus, EmailTemplate, EmailTemplatePage, EmailTemplateUpdate, FeatureFlag, FeatureFlagPage, FeatureFlagUpdate, Id, Payment, PaymentPage, PaymentStatus, PlatformSettings, Problem, Refund, RefundApproval, RefundPage, RefundRejection, RefundStatus, User, UserPage, UserRole, ValidationProblem } from '../types.ts'

/** What `admin.stats` can be answered with besides success. */
export type AdminStatsProblem =
  | ApiError<'admin.stats', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'admin.stats', 403, 'not_authorized', Problem>
  | ApiError<'admin.stats', 429, 'rate_limited', Problem>
  | GatewayProblem<'admin.stats'>

/** Read the platform's figures. The plain function of {@link AdminResource}.stats. */
export const stats: (core: Core, options?: CallOptions) => ApiPromise<AdminStats, AdminStatsProblem> =
  /* @__PURE__ */ operation('admin.stats', 'GET', '/api/v1/admin/stats')

/** What `admin.listUsers` can be answered with besides success. */
export type AdminListUsersProblem =
  | ApiError<'admin.listUsers', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'admin.listUsers', 403, 'not_authorized', Problem>
  | ApiError<'admin.listUsers', 422, 'validation_failed', ValidationProblem>
  | ApiError<'admin.listUsers', 429, 'rate_limited', Problem>
  | GatewayProblem<'admin.listUsers'>

/** The query of `admin.listUsers`. */
export interface AdminListUsersQuery {
  /** The page to return, counted from 1. */
  readonly page?: number | undefined
  /** How many items a page holds. */
  readonly per_page?: number | undefined
  /** Only users with this role. */
  readonly role?: UserRole | undefined
}

/** List all users. The plain function of {@link AdminResource}.listUsers. */
export const listUsers: (core: Core, query?: AdminListUsersQuery, options?: CallOptions) => PagePromise<UserPage, User, AdminListUsersProblem> =
  /* @__PURE__ */ paged('admin.listUsers', 'GET', '/api/v1/admin/users', 2)

/** What `admin.listDocuments` can be answered with besides success. */
export type AdminListDocumentsProblem =
  | ApiError<'admin.listDocuments', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'admin.listDocuments', 403, 'not_authorized', Problem>
  | ApiError<'admin.listDocuments', 422, 'validation_failed', ValidationProblem>
  | ApiError<'admin.listDocuments', 429, 'rate_limited', Problem>
  | GatewayProblem<'admin.listDocuments'>

/** The query of `admin.listDocuments`. */
export interface AdminListDocumentsQuery {
  /** The page to return, counted from 1. */
  readonly page?: number | undefined
  /** How many items a page holds. */
  readonly per_page?: number | undefined
  /** Only documents with this status. */
  readonly status?: DocumentStatus | undefined
}

/** List everybody's documents. The plain function of {@link AdminResource}.listDocuments. */
export const listDocuments: (core: Core, query?: AdminListDocumentsQuery, options?: CallOptions) => PagePromise<DocumentPage, Document, AdminListDocumentsProblem> =
  /* @__PURE__ */ paged('admin.listDocuments', 'GET', '/api/v1/admin/documents', 2)

/** What `admin.listPayments` can be answered with besides success. */
export type AdminListPaymentsProblem =
  | ApiError<'admin.listPayments', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'admin.listPayments', 403, 'not_authorized', Problem>
  | ApiError<'admin.listPayments', 422, 'validation_failed', ValidationProblem>
  | ApiError<'admin.listPayments', 429, 'rate_limited', Problem>
  | GatewayProblem<'admin.listPayments'>

/** The query of `admin.listPayments`. */
export interface AdminListPaymentsQuery {
  /** The page to return, counted from 1. */
  readonly page?: number | undefined
  /** How many items a page holds. */
  readonly per_page?: number | undefined
  /** Only payments with this status. */
  readonly status?: PaymentStatus | undefined
}

/** List everybody's payments. The plain function of {@link AdminResource}.listPayments. */
export const listPayments: (core: Core, query?: AdminListPaymentsQuery, options?: CallOptions) => PagePromise<PaymentPage, Payment, AdminListPaymentsProblem> =
  /* @__PURE__ */ paged('admin.listPayments', 'GET', '/api/v1/admin/payments', 2)

/** What `admin.listRefunds` can be answered with besides success. */
export type AdminListRefundsProblem =
  | ApiError<'admin.listRefunds', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'admin.listRefunds', 403, 'not_authorized', Problem>
  | ApiError<'admin.listRefunds', 422, 'validation_failed', ValidationProblem>
  | ApiError<'admin.listRefunds', 429, 'rate_limited', Problem>
  | GatewayProblem<'admin.listRefunds'>

/** The query of `admin.listRefunds`. */
export interface AdminListRefundsQuery {
  /** The page to return, counted from 1. */
  readonly page?: number | undefined
  /** How many items a page holds. */
  readonly per_page?: number | undefined
  /** Only refunds with this status. */
  readonly status?: RefundStatus | undefined
}

/** List everybody's refunds. The plain function of {@link AdminResource}.listRefunds. */
export const listRefunds: (core: Core, query?: AdminListRefundsQuery, options?: CallOptions) => PagePromise<RefundPage, Refund, AdminListRefundsProblem> =
  /* @__PURE__ */ paged('admin.listRefunds', 'GET', '/api/v1/admin/refunds', 2)

/** What `admin.approveRefund` can be answered with besides success. */
export type AdminApproveRefundProblem =
  | ApiError<'admin.approveRefund', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'admin.approveRefund', 403, 'not_authorized', Problem>
  | ApiError<'admin.approveRefund', 404, 'refund_not_found', Problem>
  | ApiError<'admin.approveRefund', 409, 'refund_already_reviewed' | 'idempotency_key_reused', Problem>
  | ApiError<'admin.approveRefund', 422, 'validation_failed', ValidationProblem>
  | ApiError<'admin.approveRefund', 429, 'rate_limited', Problem>
  | ApiError<'admin.approveRefund', 503, 'payment_provider_unavailable', Problem>
  | GatewayProblem<'admin.approveRefund'>

/** Approve a refund. The plain function of {@link AdminResource}.approveRefund. */
export const approveRefund: (core: Core, refundId: Id, body?: RefundApproval, options?: CallOptions) => ApiPromise<Refund, AdminApproveRefundProblem> =
  /* @__PURE__ */ operation('admin.approveRefund', 'POST', '/api/v1/admin/refunds/{refund_id}/approve', 5)

/** What `admin.rejectRefund` can be answered with besides success. */
export type AdminRejectRefundProblem =
  | ApiError<'admin.rejectRefund', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'admin.rejectRefund', 403, 'not_authorized', Problem>
  | ApiError<'admin.rejectRefund', 404, 'refund_not_found', Problem>
  | ApiError<'admin.rejectRefund', 409, 'refund_already_reviewed', Problem>
  | ApiError<'admin.rejectRefund', 422, 'validation_failed', ValidationProblem>
  | ApiError<'admin.rejectRefund', 429, 'rate_limited', Problem>
  | GatewayProblem<'admin.rejectRefund'>

/** Reject a refund. The plain function of {@link AdminResource}.rejectRefund. */
export const rejectRefund: (core: Core, refundId: Id, body: RefundRejection, options?: CallOptions) => ApiPromise<Refund, AdminRejectRefundProblem> =
  /* @__PURE__ */ operation('admin.rejectRefund', 'POST', '/api/v1/admin/refunds/{refund_id}/reject', 1)

/** What `admin.listActivityLogs` can be answered with besides success. */
export type AdminListActivityLogsProblem =
  | ApiError<'admin.listActivityLogs', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'admin.listActivityLogs', 403, 'not_authorized', Problem>
  | ApiError<'admin.listActivityLogs', 422, 'validation_failed', ValidationProblem>
  | ApiError<'admin.listActivityLogs', 429, 'rate_limited', Problem>
  | GatewayProblem<'admin.listActivityLogs'>

/** The query of `admin.listActivityLogs`. */
export interface AdminListActivityLogsQuery {
  /** The page to return, counted from 1. */
  readonly page?: number | undefined
  /** How many items a page holds. */
  readonly per_page?: number | undefined
  /** Only this action. */
  readonly action?: string | undefined
}

/** List what everybody did. The plain function of {@link AdminResource}.listActivityLogs. */
export const listActivityLogs: (core: Core, query?: AdminListActivityLogsQuery, options?: CallOptions) => PagePromise<ActivityPage, Activity, AdminListActivityLogsProblem> =
  /* @__PURE__ */ paged('admin.listActivityLogs', 'GET', '/api/v1/admin/activity-logs', 2)

/** What `admin.listFeatureFlags` can be answered with besides success. */
export type AdminListFeatureFlagsProblem =
  | ApiError<'admin.listFeatureFlags', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'admin.listFeatureFlags', 403, 'not_authorized', Problem>
  | ApiError<'admin.listFeatureFlags', 422, 'validation_failed', ValidationProblem>
  | ApiError<'admin.listFeatureFlags', 429, 'rate_limited', Problem>
  | GatewayProblem<'admin.listFeatureFlags'>

/** The query of `admin.listFeatureFlags`. */
export interface AdminListFeatureFlagsQuery {
  /** The page to return, counted from 1. */
  readonly page?: number | undefined
  /** How many items a page holds. */
  readonly per_page?: number | undefined
}

/** List the feature flags. The plain function of {@link AdminResource}.listFeatureFlags. */
export const listFeatureFlags: (core: Core, query?: AdminListFeatureFlagsQuery, options?: CallOptions) => PagePromise<FeatureFlagPage, FeatureFlag, AdminListFeatureFlagsProblem> =
  /* @__PURE__ */ paged('admin.listFeatureFlags', 'GET', '/api/v1/admin/feature-flags', 2)

/** What `admin.updateFeatureFlag` can be answered with besides success. */
export type AdminUpdateFeatureFlagProblem =
  | ApiError<'admin.updateFeatureFlag', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'admin.updateFeatureFlag', 403, 'not_authorized', Problem>
  | ApiError<'admin.updateFeatureFlag', 404, 'feature_flag_not_found', Problem>
  | ApiError<'admin.updateFeatureFlag', 422, 'validation_failed', ValidationProblem>
  | ApiError<'admin.updateFeatureFlag', 429, 'rate_limited', Problem>
  | GatewayProblem<'admin.updateFeatureFlag'>

/** Switch a feature flag. The plain function of {@link AdminResource}.updateFeatureFlag. */
export const updateFeatureFlag: (core: Core, flagKey: string, body: FeatureFlagUpdate, options?: CallOptions) => ApiPromise<FeatureFlag, AdminUpdateFeatureFlagProblem> =
  /* @__PURE__ */ operation('admin.updateFeatureFlag', 'PUT', '/api/v1/admin/feature-flags/{flag_key}', 1)

/** What `admin.settings` can be answered with besides success. */
export type AdminSettingsProblem =
  | ApiError<'admin.settings', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'admin.settings', 403, 'not_authorized', Problem>
  | ApiError<'admin.settings', 429, 'rate_limited', Problem>
  | GatewayProblem<'admin.settings'>

/** Read the platform's settings. The plain function of {@link AdminResource}.settings. */
export const settings: (core: Core, options?: CallOptions) => ApiPromise<PlatformSettings, AdminSettingsProblem> =
  /* @__PURE__ */ operation('admin.settings', 'GET', '/api/v1/admin/settings')

/** What `admin.updateSettings` can be answered with besides success. */
export type AdminUpdateSettingsProblem =
  | ApiError<'admin.updateSettings', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'admin.updateSettings', 403, 'not_authorized', Problem>
  | ApiError<'admin.updateSettings', 422, 'validation_failed', ValidationProblem>
  | ApiError<'admin.updateSettings', 429, 'rate_limited', Problem>
  | GatewayProblem<'admin.updateSettings'>

/** Change the platform's settings. The plain function of {@link AdminResource}.updateSettings. */
export const updateSettings: (core: Core, body: PlatformSettings, options?: CallOptions) => ApiPromise<PlatformSettings, AdminUpdateSettingsProblem> =
  /* @__PURE__ */ operation('admin.updateSettings', 'PUT', '/api/v1/admin/settings', 1)

/** What `admin.listEmailTemplates` can be answered with besides success. */
export type AdminListEmailTemplatesProblem =
  | ApiError<'admin.listEmailTemplates', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'admin.listEmailTemplates', 403, 'not_authorized', Problem>
  | ApiError<'admin.listEmailTemplates', 422, 'validation_failed', ValidationProblem>
  | ApiError<'admin.listEmailTemplates', 429, 'rate_limited', Problem>
  | GatewayProblem<'admin.listEmailTemplates'>

/** The query of `admin.listEmailTemplates`. */
export interface AdminListEmailTemplatesQuery {
  /** The page to return, counted from 1. */
  readonly page?: number | undefined
  /** How many items a page holds. */
  readonly per_page?: number | undefined
}

/** List the mails that the platform sends. The plain function of {@link AdminResource}.listEmailTemplates. */
export const listEmailTemplates: (core: Core, query?: AdminListEmailTemplatesQuery, options?: CallOptions) => PagePromise<EmailTemplatePage, EmailTemplate, AdminListEmailTemplatesProblem> =
  /* @__PURE__ */ paged('admin.listEmailTemplates', 'GET', '/api/v1/admin/email-templates', 2)

/** What `admin.updateEmailTemplate` can be answered with besides success. */
export type AdminUpdateEmailTemplateProblem =
  | ApiError<'admin.updateEmailTemplate', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'admin.updateEmailTemplate', 403, 'not_authorized', Problem>
  | ApiError<'admin.updateEmailTemplate', 404, 'email_template_not_found', Problem>
  | ApiError<'admin.updateEmailTemplate', 422, 'validation_failed', ValidationProblem>
  | ApiError<'admin.updateEmailTemplate', 429, 'rate_limited', Problem>
  | GatewayProblem<'admin.updateEmailTemplate'>

/** Change the words of a mail. The plain function of {@link AdminResource}.updateEmailTemplate. */
export const updateEmailTemplate: (core: Core, templateKey: string, body: EmailTemplateUpdate, options?: CallOptions) => ApiPromise<EmailTemplate, AdminUpdateEmailTemplateProblem> =
  /* @__PURE__ */ operation('admin.updateEmailTemplate', 'PUT', '/api/v1/admin/email-templates/{template_key}', 1)

/** What `admin.listApiKeys` can be answered with besides success. */
export type AdminListApiKeysProblem =
  | ApiError<'admin.listApiKeys', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'admin.listApiKeys', 403, 'not_authorized', Problem>
  | ApiError<'admin.listApiKeys', 422, 'validation_failed', ValidationProblem>
  | ApiError<'admin.listApiKeys', 429, 'rate_limited', Problem>
  | GatewayProblem<'admin.listApiKeys'>

/** The query of `admin.listApiKeys`. */
export interface AdminListApiKeysQuery {
  /** The page to return, counted from 1. */
  readonly page?: number | undefined
  /** How many items a page holds. */
  readonly per_page?: number | undefined
}

/** List the API keys. The plain function of {@link AdminResource}.listApiKeys. */
export const listApiKeys: (core: Core, query?: AdminListApiKeysQuery, options?: CallOptions) => PagePromise<ApiKeyPage, ApiKey, AdminListApiKeysProblem> =
  /* @__PURE__ */ paged('admin.listApiKeys', 'GET', '/api/v1/admin/api-keys', 2)

/** What `admin.createApiKey` can be answered with besides success. */
export type AdminCreateApiKeyProblem =
  | ApiError<'admin.createApiKey', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'admin.createApiKey', 403, 'not_authorized', Problem>
  | ApiError<'admin.createApiKey', 409, 'idempotency_key_reused', Problem>
  | ApiError<'admin.createApiKey', 422, 'validation_failed', ValidationProblem>
  | ApiError<'admin.createApiKey', 429, 'rate_limited', Problem>
  | GatewayProblem<'admin.createApiKey'>

/** Make an API key. The plain function of {@link AdminResource}.createApiKey. */
export const createApiKey: (core: Core, body: ApiKeyCreate, options?: CallOptions) => ApiPromise<ApiKeyCreated, AdminCreateApiKeyProblem> =
  /* @__PURE__ */ operation('admin.createApiKey', 'POST', '/api/v1/admin/api-keys', 5)

/** What `admin.deleteApiKey` can be answered with besides success. */
export type AdminDeleteApiKeyProblem =
  | ApiError<'admin.deleteApiKey', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'admin.deleteApiKey', 403, 'not_authorized', Problem>
  | ApiError<'admin.deleteApiKey', 404, 'api_key_not_found', Problem>
  | ApiError<'admin.deleteApiKey', 422, 'validation_failed', ValidationProblem>
  | ApiError<'admin.deleteApiKey', 429, 'rate_limited', Problem>
  | GatewayProblem<'admin.deleteApiKey'>

/** Delete an API key. The plain function of {@link AdminResource}.deleteApiKey. */
export const deleteApiKey: (core: Core, apiKeyId: Id, options?: CallOptions) => ApiPromise<void, AdminDeleteApiKeyProblem> =
  /* @__PURE__ */ operation('admin.deleteApiKey', 'DELETE', '/api/v1/admin/api-keys/{api_key_id}')

/** Every operation is for administrators; anybody else gets 403, whatever stands in the path. */
export interface AdminResource {
  /**
   * Read the platform's figures.
   *
   * Counted at the moment of the request.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 429 `rate_limited`
   * @example
   * await concord.admin.stats()
   */
  stats(options?: CallOptions): ApiPromise<AdminStats, AdminStatsProblem>

  /**
   * List all users.
   *
   * Newest first.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * for await (const item of concord.admin.listUsers()) …
   */
  listUsers(query?: AdminListUsersQuery, options?: CallOptions): PagePromise<UserPage, User, AdminListUsersProblem>

  /**
   * List everybody's documents.
   *
   * Newest first.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * for await (const item of concord.admin.listDocuments()) …
   */
  listDocuments(query?: AdminListDocumentsQuery, options?: CallOptions): PagePromise<DocumentPage, Document, AdminListDocumentsProblem>

  /**
   * List everybody's payments.
   *
   * Newest first.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * for await (const item of concord.admin.listPayments()) …
   */
  listPayments(query?: AdminListPaymentsQuery, options?: CallOptions): PagePromise<PaymentPage, Payment, AdminListPaymentsProblem>

  /**
   * List everybody's refunds.
   *
   * Newest first.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * for await (const item of concord.admin.listRefunds()) …
   */
  listRefunds(query?: AdminListRefundsQuery, options?: CallOptions): PagePromise<RefundPage, Refund, AdminListRefundsProblem>

  /**
   * Approve a refund.
   *
   * Asks the payment provider to pay the money back and mails the user; the refund is processed as soon as the provider has paid. When the provider cannot be reached nothing has changed: the refund is still pending.
   * @param refundId - The refund.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `refund_not_found` · 409 `refund_already_reviewed`, `idempotency_key_reused` · 422 `validation_failed` · 429 `rate_limited` · 503 `payment_provider_unavailable`
   * @example
   * await concord.admin.approveRefund(15, { note: 'The author agrees.' })
   */
  approveRefund(refundId: Id, body?: RefundApproval, options?: CallOptions): ApiPromise<Refund, AdminApproveRefundProblem>

  /**
   * Reject a refund.
   *
   * Mails the reason to the user. No money moves.
   * @param refundId - The refund.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `refund_not_found` · 409 `refund_already_reviewed` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.admin.rejectRefund(15, { reason: 'The document was delivered as ordered.' })
   */
  rejectRefund(refundId: Id, body: RefundRejection, options?: CallOptions): ApiPromise<Refund, AdminRejectRefundProblem>

  /**
   * List what everybody did.
   *
   * Newest first.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * for await (const item of concord.admin.listActivityLogs()) …
   */
  listActivityLogs(query?: AdminListActivityLogsQuery, options?: CallOptions): PagePromise<ActivityPage, Activity, AdminListActivityLogsProblem>

  /**
   * List the feature flags.
   *
   * In the order of their keys.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * for await (const item of concord.admin.listFeatureFlags()) …
   */
  listFeatureFlags(query?: AdminListFeatureFlagsQuery, options?: CallOptions): PagePromise<FeatureFlagPage, FeatureFlag, AdminListFeatureFlagsProblem>

  /**
   * Switch a feature flag.
   *
   * The flags themselves come with the platform's releases; none is made or deleted here.
   * @param flagKey - The flag.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `feature_flag_not_found` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.admin.updateFeatureFlag('citation_checks', { enabled: true })
   */
  updateFeatureFlag(flagKey: string, body: FeatureFlagUpdate, options?: CallOptions): ApiPromise<FeatureFlag, AdminUpdateFeatureFlagProblem>

  /**
   * Read the platform's settings.
   *
   * Those of the whole platform; a user's own are `users.settings`.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 429 `rate_limited`
   * @example
   * await concord.admin.settings()
   */
  settings(options?: CallOptions): ApiPromise<PlatformSettings, AdminSettingsProblem>

  /**
   * Change the platform's settings.
   *
   * Replaces all of them.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.admin.updateSettings({ support_email: 'support@example.test', announcement: 'Exports may be slow tonight.', activity_retention_days: 90 })
   */
  updateSettings(body: PlatformSettings, options?: CallOptions): ApiPromise<PlatformSettings, AdminUpdateSettingsProblem>

  /**
   * List the mails that the platform sends.
   *
   * In the order of their keys.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * for await (const item of concord.admin.listEmailTemplates()) …
   */
  listEmailTemplates(query?: AdminListEmailTemplatesQuery, options?: CallOptions): PagePromise<EmailTemplatePage, EmailTemplate, AdminListEmailTemplatesProblem>

  /**
   * Change the words of a mail.
   *
   * Replaces subject, text and HTML. The placeholders belong to the platform.
   * @param templateKey - The template.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `email_template_not_found` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.admin.updateEmailTemplate('refund_approved', { subject: 'Your money is coming back', text: 'Hello {name}, {amount} is on its way.', html: '<p>Hello {name}, {amount} is on its way.</p>' })
   */
  updateEmailTemplate(templateKey: string, body: EmailTemplateUpdate, options?: CallOptions): ApiPromise<EmailTemplate, AdminUpdateEmailTemplateProblem>

  /**
   * List the API keys.
   *
   * Newest first. The secrets are not among what is kept.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * for await (const item of concord.admin.listApiKeys()) …
   */
  listApiKeys(query?: AdminListApiKeysQuery, options?: CallOptions): PagePromise<ApiKeyPage, ApiKey, AdminListApiKeysProblem>

  /**
   * Make an API key.
   *
   * This answer is the only one that ever carries the secret, and a replay of it under the same idempotency key.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 409 `idempotency_key_reused` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.admin.createApiKey({ name: 'Nightly report', expires_at: null })
   */
  createApiKey(body: ApiKeyCreate, options?: CallOptions): ApiPromise<ApiKeyCreated, AdminCreateApiKeyProblem>

  /**
   * Delete an API key.
   *
   * It stops working at once.
   * @param apiKeyId - The key.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `api_key_not_found` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.admin.deleteApiKey(3)
   */
  deleteApiKey(apiKeyId: Id, options?: CallOptions): ApiPromise<void, AdminDeleteApiKeyProblem>
}
