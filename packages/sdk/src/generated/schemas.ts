// Generated from specs/* by npm run generate; do not edit.

import * as z from 'zod'
import type {
  Activity,
  ActivityPage,
  AdminStats,
  Amount,
  ApiKey,
  ApiKeyCreate,
  ApiKeyCreated,
  ApiKeyPage,
  AppleCallback,
  BoughtComponent,
  Channel,
  ChannelCreate,
  ChannelPage,
  ChannelUpdate,
  Citation,
  CitationPage,
  ClientMessage,
  Credentials,
  Currency,
  Document,
  DocumentCounts,
  DocumentCreate,
  DocumentExport,
  DocumentPage,
  DocumentStatus,
  DocumentType,
  DocumentUpdate,
  EmailTemplate,
  EmailTemplatePage,
  EmailTemplateUpdate,
  EmailVerification,
  Estimate,
  ExportedFile,
  FeatureFlag,
  FeatureFlagPage,
  FeatureFlagUpdate,
  FieldError,
  Health,
  HealthDependencies,
  HealthProblem,
  HealthStatus,
  Heartbeat,
  Id,
  Job,
  JobCompleted,
  JobError,
  JobFailed,
  JobPage,
  JobProgress,
  JobStarted,
  JobStatus,
  Liveness,
  Logout,
  MagicLinkRequest,
  MagicLinkVerification,
  MailAccepted,
  PasswordForgotten,
  PasswordReset,
  Payment,
  PaymentFailure,
  PaymentIntentCreate,
  PaymentIntentCreated,
  PaymentIntentId,
  PaymentIntentStatus,
  PaymentPage,
  PaymentStatus,
  Ping,
  PlatformSettings,
  Pong,
  Problem,
  Progress,
  QualityWarning,
  Readiness,
  Refund,
  RefundApproval,
  RefundCreate,
  RefundPage,
  RefundRejection,
  RefundStatus,
  Registration,
  Revenue,
  Section,
  SectionCompleted,
  SectionPage,
  ServerMessage,
  SignedIn,
  StripeCharge,
  StripeChargeRefundedEvent,
  StripeDispute,
  StripeDisputeCreatedEvent,
  StripeEvent,
  StripePaymentIntent,
  StripePaymentIntentCanceledEvent,
  StripePaymentIntentCreatedEvent,
  StripePaymentIntentFailedEvent,
  StripePaymentIntentProcessingEvent,
  StripePaymentIntentSucceededEvent,
  StripeWebhookEvent,
  Subscribe,
  Timestamp,
  TokenPair,
  TokenRefresh,
  User,
  UserCreate,
  UserPage,
  UserRole,
  UserSettings,
  UserUpdate,
  ValidationProblem,
  Video,
  VideoComponent,
  VideoCost,
  VideoError,
  VideoOrder,
  VideoPage,
  VideoPriority,
  VideoStatus,
  VideoTask,
  WebhookReceipt,
} from './types.ts'

export const IdSchema = z.int().min(1).meta({ format: 'int64' }) satisfies z.ZodType<Id>

export const TimestampSchema = z.iso.datetime({ offset: true }) satisfies z.ZodType<Timestamp>

export const ActivitySchema = z.object({
  id: IdSchema,
  user_id: IdSchema,
  action: z.string().regex(/^[a-z_]+\.[a-z_]+$/),
  resource_type: z.string().nullable(),
  resource_id: z.string().nullable(),
  created_at: TimestampSchema,
}) satisfies z.ZodType<Activity>

export const ActivityPageSchema = z.object({
  items: z.array(ActivitySchema),
  total: z.int().min(0),
  page: z.int().min(1),
  per_page: z.int().min(1).max(100),
}) satisfies z.ZodType<ActivityPage>

export const DocumentCountsSchema = z.object({
  draft: z.int().min(0),
  payment_pending: z.int().min(0),
  generating: z.int().min(0),
  completed: z.int().min(0),
  failed: z.int().min(0),
  failed_quality: z.int().min(0),
  refunded: z.int().min(0),
}) satisfies z.ZodType<DocumentCounts>

export const AmountSchema = z.int().min(0).meta({ format: 'int64' }) satisfies z.ZodType<Amount>

export const CurrencySchema = z.string().regex(/^[a-z]{3}$/) satisfies z.ZodType<Currency>

export const RevenueSchema = z.object({
  amount: AmountSchema,
  currency: CurrencySchema,
}) satisfies z.ZodType<Revenue>

export const AdminStatsSchema = z.object({
  users_total: z.int().min(0),
  documents_total: z.int().min(0),
  documents_by_status: DocumentCountsSchema,
  jobs_running: z.int().min(0),
  payments_completed: z.int().min(0),
  refunds_pending: z.int().min(0),
  revenue: z.array(RevenueSchema),
  counted_at: TimestampSchema,
}) satisfies z.ZodType<AdminStats>

export const ApiKeySchema = z.object({
  id: IdSchema,
  name: z.string().min(1).max(100),
  prefix: z.string().min(1),
  created_at: TimestampSchema,
  last_used_at: z.iso.datetime({ offset: true }).nullable(),
  expires_at: z.iso.datetime({ offset: true }).nullable(),
}) satisfies z.ZodType<ApiKey>

export const ApiKeyCreateSchema = z.object({
  name: z.string().min(1).max(100),
  expires_at: z.iso.datetime({ offset: true }).nullable().exactOptional(),
}) satisfies z.ZodType<ApiKeyCreate>

export const ApiKeyCreatedSchema = z.object({
  id: IdSchema,
  name: z.string().min(1).max(100),
  prefix: z.string().min(1),
  secret: z.string().min(1),
  created_at: TimestampSchema,
  expires_at: z.iso.datetime({ offset: true }).nullable(),
}) satisfies z.ZodType<ApiKeyCreated>

export const ApiKeyPageSchema = z.object({
  items: z.array(ApiKeySchema),
  total: z.int().min(0),
  page: z.int().min(1),
  per_page: z.int().min(1).max(100),
}) satisfies z.ZodType<ApiKeyPage>

export const AppleCallbackSchema = z.object({
  state: z.string().min(1).max(512),
  code: z.string().min(1).max(2048).exactOptional(),
  id_token: z.string().min(1).max(8192).exactOptional(),
  user: z.string().min(2).max(2048).exactOptional(),
  error: z.string().min(1).max(128).exactOptional(),
}) satisfies z.ZodType<AppleCallback>

export const VideoComponentSchema = z.enum(['script', 'voice', 'visuals', 'music', 'thumbnail', 'rendering']) satisfies z.ZodType<VideoComponent>

export const BoughtComponentSchema = z.object({
  name: VideoComponentSchema,
  amount: AmountSchema,
  currency: z.literal('usd'),
  bought_at: TimestampSchema,
}) satisfies z.ZodType<BoughtComponent>

export const ChannelSchema = z.object({
  id: IdSchema,
  user_id: IdSchema,
  name: z.string().min(1).max(100),
  niche: z.string().min(1).max(200),
  language: z.string().regex(/^[a-z]{2}$/),
  description: z.string().max(2000).nullable(),
  created_at: TimestampSchema,
  updated_at: TimestampSchema,
}) satisfies z.ZodType<Channel>

export const ChannelCreateSchema = z.object({
  name: z.string().min(1).max(100),
  niche: z.string().min(1).max(200),
  language: z.string().regex(/^[a-z]{2}$/),
  description: z.string().max(2000).nullable().exactOptional(),
}) satisfies z.ZodType<ChannelCreate>

export const ChannelPageSchema = z.object({
  items: z.array(ChannelSchema),
  total: z.int().min(0),
  page: z.int().min(1),
  per_page: z.int().min(1).max(100),
}) satisfies z.ZodType<ChannelPage>

export const ChannelUpdateSchema = z.object({
  name: z.string().min(1).max(100).exactOptional(),
  niche: z.string().min(1).max(200).exactOptional(),
  language: z.string().regex(/^[a-z]{2}$/).exactOptional(),
  description: z.string().max(2000).nullable().exactOptional(),
}).refine((value) => Object.keys(value).length >= 1).meta({ minProperties: 1 }) satisfies z.ZodType<ChannelUpdate>

export const CitationSchema = z.object({
  id: IdSchema,
  document_id: IdSchema,
  section_index: z.int().min(1),
  title: z.string().min(1),
  authors: z.array(z.string().min(1)).min(1),
  year: z.int().min(1500).max(2100),
  source: z.string().min(1),
  doi: z.string().nullable(),
  url: z.url().nullable(),
}) satisfies z.ZodType<Citation>

export const CitationPageSchema = z.object({
  items: z.array(CitationSchema),
  total: z.int().min(0),
  page: z.int().min(1),
  per_page: z.int().min(1).max(100),
}) satisfies z.ZodType<CitationPage>

export const PingSchema = z.object({
  type: z.literal('ping'),
}) satisfies z.ZodType<Ping>

export const SubscribeSchema = z.object({
  type: z.literal('subscribe'),
  job_id: IdSchema,
}) satisfies z.ZodType<Subscribe>

export const ClientMessageSchema = z.discriminatedUnion('type', [PingSchema, SubscribeSchema]) satisfies z.ZodType<ClientMessage>

export const CredentialsSchema = z.object({
  email: z.email().max(254),
  password: z.string().min(1).max(128),
}) satisfies z.ZodType<Credentials>

export const DocumentStatusSchema = z.enum(['draft', 'payment_pending', 'generating', 'completed', 'failed', 'failed_quality', 'refunded']) satisfies z.ZodType<DocumentStatus>

export const DocumentTypeSchema = z.enum(['essay', 'seminar_paper', 'bachelor_thesis', 'master_thesis', 'dissertation', 'report']) satisfies z.ZodType<DocumentType>

export const DocumentSchema = z.object({
  id: IdSchema,
  user_id: IdSchema,
  title: z.string().min(1).max(200),
  topic: z.string().min(1).max(2000),
  target_pages: z.int().min(1).max(200),
  language: z.string().regex(/^[a-z]{2}$/),
  document_type: DocumentTypeSchema,
  status: DocumentStatusSchema,
  grammar_score: z.number().min(0).max(100).nullable(),
  plagiarism_score: z.number().min(0).max(100).nullable(),
  ai_detection_score: z.number().min(0).max(100).nullable(),
  quality_warnings: z.array(z.string().min(1)),
  created_at: TimestampSchema,
  updated_at: TimestampSchema,
}) satisfies z.ZodType<Document>

export const DocumentCreateSchema = z.object({
  title: z.string().min(1).max(200),
  topic: z.string().min(1).max(2000),
  target_pages: z.int().min(1).max(200),
  language: z.string().regex(/^[a-z]{2}$/),
  document_type: DocumentTypeSchema.exactOptional(),
}) satisfies z.ZodType<DocumentCreate>

export const DocumentExportSchema = z.object({
  format: z.enum(['docx', 'pdf']),
}) satisfies z.ZodType<DocumentExport>

export const DocumentPageSchema = z.object({
  items: z.array(DocumentSchema),
  total: z.int().min(0),
  page: z.int().min(1),
  per_page: z.int().min(1).max(100),
}) satisfies z.ZodType<DocumentPage>

export const DocumentUpdateSchema = z.object({
  title: z.string().min(1).max(200).exactOptional(),
  topic: z.string().min(1).max(2000).exactOptional(),
  target_pages: z.int().min(1).max(200).exactOptional(),
  language: z.string().regex(/^[a-z]{2}$/).exactOptional(),
  document_type: DocumentTypeSchema.exactOptional(),
}).refine((value) => Object.keys(value).length >= 1).meta({ minProperties: 1 }) satisfies z.ZodType<DocumentUpdate>

export const EmailTemplateSchema = z.object({
  key: z.string().max(64).regex(/^[a-z][a-z0-9_]*$/),
  subject: z.string().min(1).max(200),
  text: z.string().min(1).max(20000),
  html: z.string().min(1).max(100000),
  placeholders: z.array(z.string().min(1)),
  updated_at: TimestampSchema,
}) satisfies z.ZodType<EmailTemplate>

export const EmailTemplatePageSchema = z.object({
  items: z.array(EmailTemplateSchema),
  total: z.int().min(0),
  page: z.int().min(1),
  per_page: z.int().min(1).max(100),
}) satisfies z.ZodType<EmailTemplatePage>

export const EmailTemplateUpdateSchema = z.object({
  subject: z.string().min(1).max(200),
  text: z.string().min(1).max(20000),
  html: z.string().min(1).max(100000),
}) satisfies z.ZodType<EmailTemplateUpdate>

export const EmailVerificationSchema = z.object({
  token: z.string().min(1).max(512),
}) satisfies z.ZodType<EmailVerification>

export const EstimateSchema = z.object({
  target_pages: z.int().min(1).max(200),
  estimated_minutes: z.int().min(1),
  min_minutes: z.int().min(1),
  max_minutes: z.int().min(1),
}) satisfies z.ZodType<Estimate>

export const ExportedFileSchema = z.object({
  download_url: z.url(),
  expires_at: TimestampSchema,
}) satisfies z.ZodType<ExportedFile>

export const FeatureFlagSchema = z.object({
  key: z.string().max(64).regex(/^[a-z][a-z0-9_]*$/),
  description: z.string().min(1),
  enabled: z.boolean(),
  updated_at: TimestampSchema,
}) satisfies z.ZodType<FeatureFlag>

export const FeatureFlagPageSchema = z.object({
  items: z.array(FeatureFlagSchema),
  total: z.int().min(0),
  page: z.int().min(1),
  per_page: z.int().min(1).max(100),
}) satisfies z.ZodType<FeatureFlagPage>

export const FeatureFlagUpdateSchema = z.object({
  enabled: z.boolean(),
}) satisfies z.ZodType<FeatureFlagUpdate>

export const FieldErrorSchema = z.object({
  loc: z.array(z.union([z.string(), z.int()])).min(1),
  msg: z.string().min(1),
  type: z.string().min(1),
}) satisfies z.ZodType<FieldError>

export const HealthStatusSchema = z.enum(['healthy', 'degraded', 'unhealthy']) satisfies z.ZodType<HealthStatus>

export const HealthDependenciesSchema = z.record(z.string(), HealthStatusSchema) satisfies z.ZodType<HealthDependencies>

export const HealthSchema = z.object({
  status: HealthStatusSchema,
  service: z.string().min(1),
  version: z.string().min(1),
  timestamp: TimestampSchema,
  dependencies: HealthDependenciesSchema,
}) satisfies z.ZodType<Health>

export const HealthProblemSchema = z.object({
  type: z.stringFormat('uri-reference', (text) => URL.canParse(text, 'http://relative.test')).meta({ format: 'uri-reference' }),
  title: z.string().min(1),
  status: z.literal(503),
  detail: z.string().min(1),
  code: z.string().regex(/^[a-z][a-z0-9_]*$/),
  request_id: z.string().min(1),
  dependencies: HealthDependenciesSchema,
}) satisfies z.ZodType<HealthProblem>

export const HeartbeatSchema = z.object({
  type: z.literal('heartbeat'),
  job_id: IdSchema,
  timestamp: TimestampSchema,
}) satisfies z.ZodType<Heartbeat>

export const JobErrorSchema = z.object({
  code: z.string().regex(/^[a-z][a-z0-9_]*$/),
  detail: z.string().min(1),
}) satisfies z.ZodType<JobError>

export const JobStatusSchema = z.enum(['queued', 'running', 'completed', 'completed_with_warnings', 'failed', 'failed_quality']) satisfies z.ZodType<JobStatus>

export const JobSchema = z.object({
  id: IdSchema,
  user_id: IdSchema,
  document_id: IdSchema,
  payment_id: IdSchema,
  status: JobStatusSchema,
  progress: z.int().min(0).max(100),
  total_sections: z.int().min(1),
  completed_sections: z.int().min(0),
  failed_sections: z.int().min(0),
  quality_warnings: z.array(z.string().min(1)),
  error: z.xor([JobErrorSchema, z.null()]),
  created_at: TimestampSchema,
  started_at: z.iso.datetime({ offset: true }).nullable(),
  finished_at: z.iso.datetime({ offset: true }).nullable(),
  updated_at: TimestampSchema,
}) satisfies z.ZodType<Job>

export const JobCompletedSchema = z.object({
  type: z.literal('job_completed'),
  job_id: IdSchema,
  timestamp: TimestampSchema,
  document_id: IdSchema,
  status: z.enum(['completed', 'completed_with_warnings']),
  quality_warnings: z.array(z.string().min(1)),
}) satisfies z.ZodType<JobCompleted>

export const JobFailedSchema = z.object({
  type: z.literal('job_failed'),
  job_id: IdSchema,
  timestamp: TimestampSchema,
  error: JobErrorSchema,
  refunded: z.boolean(),
}) satisfies z.ZodType<JobFailed>

export const JobPageSchema = z.object({
  items: z.array(JobSchema),
  total: z.int().min(0),
  page: z.int().min(1),
  per_page: z.int().min(1).max(100),
}) satisfies z.ZodType<JobPage>

export const JobProgressSchema = z.object({
  job_id: IdSchema,
  document_id: IdSchema,
  status: JobStatusSchema,
  progress: z.int().min(0).max(100),
  current_section: z.int().min(0),
  total_sections: z.int().min(1),
  stage: z.string().min(1),
  estimated_seconds: z.int().min(0),
  last_updated: TimestampSchema,
  error: z.xor([JobErrorSchema, z.null()]),
}) satisfies z.ZodType<JobProgress>

export const JobStartedSchema = z.object({
  type: z.literal('job_started'),
  job_id: IdSchema,
  timestamp: TimestampSchema,
  document_id: IdSchema,
  total_sections: z.int().min(1),
}) satisfies z.ZodType<JobStarted>

export const LivenessSchema = z.object({
  status: z.literal('alive'),
}) satisfies z.ZodType<Liveness>

export const LogoutSchema = z.object({
  refresh_token: z.string().min(1).max(4096).exactOptional(),
}) satisfies z.ZodType<Logout>

export const MagicLinkRequestSchema = z.object({
  email: z.email().max(254),
}) satisfies z.ZodType<MagicLinkRequest>

export const MagicLinkVerificationSchema = z.object({
  token: z.string().min(1).max(512),
}) satisfies z.ZodType<MagicLinkVerification>

export const MailAcceptedSchema = z.object({
  message: z.string().min(1),
}) satisfies z.ZodType<MailAccepted>

export const PasswordForgottenSchema = z.object({
  email: z.email().max(254),
}) satisfies z.ZodType<PasswordForgotten>

export const PasswordResetSchema = z.object({
  token: z.string().min(1).max(512),
  password: z.string().min(12).max(128),
}) satisfies z.ZodType<PasswordReset>

export const PaymentFailureSchema = z.object({
  code: z.string().regex(/^[a-z][a-z0-9_]*$/),
  detail: z.string().min(1),
}) satisfies z.ZodType<PaymentFailure>

export const PaymentIntentIdSchema = z.string().max(255).regex(/^pi_[A-Za-z0-9_]+$/) satisfies z.ZodType<PaymentIntentId>

export const PaymentStatusSchema = z.enum(['pending', 'completed', 'failed', 'refunded', 'partially_refunded']) satisfies z.ZodType<PaymentStatus>

export const PaymentSchema = z.object({
  id: IdSchema,
  user_id: IdSchema,
  document_id: IdSchema,
  payment_intent_id: PaymentIntentIdSchema,
  amount: AmountSchema,
  amount_refunded: z.int().min(0).meta({ format: 'int64' }),
  currency: CurrencySchema,
  status: PaymentStatusSchema,
  job_id: z.int().min(1).meta({ format: 'int64' }).nullable(),
  failure: z.xor([PaymentFailureSchema, z.null()]),
  disputed: z.boolean(),
  created_at: TimestampSchema,
  updated_at: TimestampSchema,
  completed_at: z.iso.datetime({ offset: true }).nullable(),
}) satisfies z.ZodType<Payment>

export const PaymentIntentCreateSchema = z.object({
  document_id: IdSchema,
}) satisfies z.ZodType<PaymentIntentCreate>

export const PaymentIntentStatusSchema = z.enum(['requires_payment_method', 'requires_confirmation', 'requires_action', 'processing', 'requires_capture', 'canceled', 'succeeded']) satisfies z.ZodType<PaymentIntentStatus>

export const PaymentIntentCreatedSchema = z.object({
  payment_id: IdSchema,
  payment_intent_id: PaymentIntentIdSchema,
  client_secret: z.string().min(1),
  amount: AmountSchema,
  currency: CurrencySchema,
  status: PaymentIntentStatusSchema,
}) satisfies z.ZodType<PaymentIntentCreated>

export const PaymentPageSchema = z.object({
  items: z.array(PaymentSchema),
  total: z.int().min(0),
  page: z.int().min(1),
  per_page: z.int().min(1).max(100),
}) satisfies z.ZodType<PaymentPage>

export const PlatformSettingsSchema = z.object({
  support_email: z.email().max(254),
  announcement: z.string().max(500).nullable(),
  activity_retention_days: z.int().min(1).max(3650),
}) satisfies z.ZodType<PlatformSettings>

export const PongSchema = z.object({
  type: z.literal('pong'),
}) satisfies z.ZodType<Pong>

export const ProblemSchema = z.object({
  type: z.stringFormat('uri-reference', (text) => URL.canParse(text, 'http://relative.test')).meta({ format: 'uri-reference' }),
  title: z.string().min(1),
  status: z.int().min(400).max(599),
  detail: z.string().min(1),
  code: z.string().regex(/^[a-z][a-z0-9_]*$/),
  request_id: z.string().min(1),
}) satisfies z.ZodType<Problem>

export const ProgressSchema = z.object({
  type: z.literal('progress'),
  job_id: IdSchema,
  timestamp: TimestampSchema,
  progress: z.int().min(0).max(100),
  stage: z.string().min(1),
  current_section: z.int().min(0),
  total_sections: z.int().min(1),
  estimated_time: z.int().min(0),
}) satisfies z.ZodType<Progress>

export const QualityWarningSchema = z.object({
  type: z.literal('quality_warning'),
  job_id: IdSchema,
  timestamp: TimestampSchema,
  section_index: z.int().min(1),
  message: z.string().min(1),
}) satisfies z.ZodType<QualityWarning>

export const ReadinessSchema = z.object({
  status: z.literal('ready'),
}) satisfies z.ZodType<Readiness>

export const RefundStatusSchema = z.enum(['pending', 'approved', 'processed', 'rejected']) satisfies z.ZodType<RefundStatus>

export const RefundSchema = z.object({
  id: IdSchema,
  payment_id: IdSchema,
  user_id: IdSchema,
  amount: AmountSchema,
  currency: CurrencySchema,
  reason: z.string().min(1).max(2000),
  status: RefundStatusSchema,
  review_note: z.string().nullable(),
  reviewed_at: z.iso.datetime({ offset: true }).nullable(),
  created_at: TimestampSchema,
  updated_at: TimestampSchema,
}) satisfies z.ZodType<Refund>

export const RefundApprovalSchema = z.object({
  note: z.string().min(1).max(1000).exactOptional(),
}) satisfies z.ZodType<RefundApproval>

export const RefundCreateSchema = z.object({
  payment_id: IdSchema,
  reason: z.string().min(1).max(2000),
}) satisfies z.ZodType<RefundCreate>

export const RefundPageSchema = z.object({
  items: z.array(RefundSchema),
  total: z.int().min(0),
  page: z.int().min(1),
  per_page: z.int().min(1).max(100),
}) satisfies z.ZodType<RefundPage>

export const RefundRejectionSchema = z.object({
  reason: z.string().min(1).max(1000),
}) satisfies z.ZodType<RefundRejection>

export const RegistrationSchema = z.object({
  email: z.email().max(254),
  password: z.string().min(12).max(128),
  name: z.string().min(1).max(100),
}) satisfies z.ZodType<Registration>

export const SectionSchema = z.object({
  id: IdSchema,
  document_id: IdSchema,
  section_index: z.int().min(1),
  title: z.string().min(1),
  content: z.string().nullable(),
  status: z.enum(['completed', 'failed']),
  attempts: z.int().min(1).max(3),
  grammar_score: z.number().min(0).max(100).nullable(),
  plagiarism_score: z.number().min(0).max(100).nullable(),
  ai_detection_score: z.number().min(0).max(100).nullable(),
  warning: z.string().nullable(),
  created_at: TimestampSchema,
}) satisfies z.ZodType<Section>

export const SectionCompletedSchema = z.object({
  type: z.literal('section_completed'),
  job_id: IdSchema,
  timestamp: TimestampSchema,
  section_index: z.int().min(1),
  title: z.string().min(1),
  attempts: z.int().min(1).max(3),
}) satisfies z.ZodType<SectionCompleted>

export const SectionPageSchema = z.object({
  items: z.array(SectionSchema),
  total: z.int().min(0),
  page: z.int().min(1),
  per_page: z.int().min(1).max(100),
}) satisfies z.ZodType<SectionPage>

export const ServerMessageSchema = z.discriminatedUnion('type', [JobStartedSchema, ProgressSchema, HeartbeatSchema, SectionCompletedSchema, QualityWarningSchema, JobCompletedSchema, JobFailedSchema, PongSchema]) satisfies z.ZodType<ServerMessage>

export const UserRoleSchema = z.enum(['user', 'admin']) satisfies z.ZodType<UserRole>

export const UserSchema = z.object({
  id: IdSchema,
  email: z.email().max(254),
  name: z.string().min(1).max(100),
  role: UserRoleSchema,
  email_verified: z.boolean(),
  created_at: TimestampSchema,
  updated_at: TimestampSchema,
}) satisfies z.ZodType<User>

export const SignedInSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  token_type: z.literal('bearer'),
  expires_in: z.int().min(1),
  user: UserSchema,
}) satisfies z.ZodType<SignedIn>

export const StripeChargeSchema = z.object({
  id: z.string().regex(/^ch_[A-Za-z0-9_]+$/),
  object: z.literal('charge'),
  amount: AmountSchema,
  amount_refunded: z.int().min(0).meta({ format: 'int64' }),
  currency: CurrencySchema,
  payment_intent: z.string().nullable(),
  refunded: z.boolean(),
  created: z.int().min(0).meta({ format: 'int64' }),
  livemode: z.boolean(),
  metadata: z.record(z.string(), z.string()),
}) satisfies z.ZodType<StripeCharge>

export const StripeChargeRefundedEventSchema = z.object({
  id: z.string().regex(/^evt_[A-Za-z0-9_]+$/),
  object: z.literal('event'),
  type: z.literal('charge.refunded'),
  created: z.int().min(0).meta({ format: 'int64' }),
  livemode: z.boolean(),
  data: z.object({
    object: StripeChargeSchema,
  }),
}) satisfies z.ZodType<StripeChargeRefundedEvent>

export const StripeDisputeSchema = z.object({
  id: z.string().regex(/^(dp|du)_[A-Za-z0-9_]+$/),
  object: z.literal('dispute'),
  amount: AmountSchema,
  currency: CurrencySchema,
  charge: z.string().min(1),
  payment_intent: z.string().nullable(),
  reason: z.string().min(1),
  status: z.string().min(1),
  created: z.int().min(0).meta({ format: 'int64' }),
  livemode: z.boolean(),
  metadata: z.record(z.string(), z.string()),
}) satisfies z.ZodType<StripeDispute>

export const StripeDisputeCreatedEventSchema = z.object({
  id: z.string().regex(/^evt_[A-Za-z0-9_]+$/),
  object: z.literal('event'),
  type: z.literal('charge.dispute.created'),
  created: z.int().min(0).meta({ format: 'int64' }),
  livemode: z.boolean(),
  data: z.object({
    object: StripeDisputeSchema,
  }),
}) satisfies z.ZodType<StripeDisputeCreatedEvent>

export const StripeEventSchema = z.object({
  id: z.string().regex(/^evt_[A-Za-z0-9_]+$/),
  object: z.literal('event'),
  type: z.string().min(1),
  created: z.int().min(0).meta({ format: 'int64' }),
  data: z.object({
    object: z.looseObject({
      object: z.string().min(1),
    }),
  }),
}) satisfies z.ZodType<StripeEvent>

export const StripePaymentIntentSchema = z.object({
  id: PaymentIntentIdSchema,
  object: z.literal('payment_intent'),
  amount: AmountSchema,
  amount_received: z.int().min(0).meta({ format: 'int64' }).exactOptional(),
  currency: CurrencySchema,
  status: PaymentIntentStatusSchema,
  created: z.int().min(0).meta({ format: 'int64' }),
  livemode: z.boolean(),
  latest_charge: z.string().nullable().exactOptional(),
  last_payment_error: z.object({
    type: z.string().min(1),
    code: z.string().min(1).exactOptional(),
    decline_code: z.string().min(1).exactOptional(),
    message: z.string().min(1).exactOptional(),
  }).nullable().exactOptional(),
  metadata: z.record(z.string(), z.string()),
}) satisfies z.ZodType<StripePaymentIntent>

export const StripePaymentIntentCanceledEventSchema = z.object({
  id: z.string().regex(/^evt_[A-Za-z0-9_]+$/),
  object: z.literal('event'),
  type: z.literal('payment_intent.canceled'),
  created: z.int().min(0).meta({ format: 'int64' }),
  livemode: z.boolean(),
  data: z.object({
    object: StripePaymentIntentSchema,
  }),
}) satisfies z.ZodType<StripePaymentIntentCanceledEvent>

export const StripePaymentIntentCreatedEventSchema = z.object({
  id: z.string().regex(/^evt_[A-Za-z0-9_]+$/),
  object: z.literal('event'),
  type: z.literal('payment_intent.created'),
  created: z.int().min(0).meta({ format: 'int64' }),
  livemode: z.boolean(),
  data: z.object({
    object: StripePaymentIntentSchema,
  }),
}) satisfies z.ZodType<StripePaymentIntentCreatedEvent>

export const StripePaymentIntentFailedEventSchema = z.object({
  id: z.string().regex(/^evt_[A-Za-z0-9_]+$/),
  object: z.literal('event'),
  type: z.literal('payment_intent.payment_failed'),
  created: z.int().min(0).meta({ format: 'int64' }),
  livemode: z.boolean(),
  data: z.object({
    object: StripePaymentIntentSchema,
  }),
}) satisfies z.ZodType<StripePaymentIntentFailedEvent>

export const StripePaymentIntentProcessingEventSchema = z.object({
  id: z.string().regex(/^evt_[A-Za-z0-9_]+$/),
  object: z.literal('event'),
  type: z.literal('payment_intent.processing'),
  created: z.int().min(0).meta({ format: 'int64' }),
  livemode: z.boolean(),
  data: z.object({
    object: StripePaymentIntentSchema,
  }),
}) satisfies z.ZodType<StripePaymentIntentProcessingEvent>

export const StripePaymentIntentSucceededEventSchema = z.object({
  id: z.string().regex(/^evt_[A-Za-z0-9_]+$/),
  object: z.literal('event'),
  type: z.literal('payment_intent.succeeded'),
  created: z.int().min(0).meta({ format: 'int64' }),
  livemode: z.boolean(),
  data: z.object({
    object: StripePaymentIntentSchema,
  }),
}) satisfies z.ZodType<StripePaymentIntentSucceededEvent>

export const StripeWebhookEventSchema = z.discriminatedUnion('type', [StripePaymentIntentCreatedEventSchema, StripePaymentIntentProcessingEventSchema, StripePaymentIntentSucceededEventSchema, StripePaymentIntentFailedEventSchema, StripePaymentIntentCanceledEventSchema, StripeChargeRefundedEventSchema, StripeDisputeCreatedEventSchema]) satisfies z.ZodType<StripeWebhookEvent>

export const TokenPairSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  token_type: z.literal('bearer'),
  expires_in: z.int().min(1),
}) satisfies z.ZodType<TokenPair>

export const TokenRefreshSchema = z.object({
  refresh_token: z.string().min(1).max(4096),
}) satisfies z.ZodType<TokenRefresh>

export const UserCreateSchema = z.object({
  email: z.email().max(254),
  name: z.string().min(1).max(100),
  role: UserRoleSchema.exactOptional(),
}) satisfies z.ZodType<UserCreate>

export const UserPageSchema = z.object({
  items: z.array(UserSchema),
  total: z.int().min(0),
  page: z.int().min(1),
  per_page: z.int().min(1).max(100),
}) satisfies z.ZodType<UserPage>

export const UserSettingsSchema = z.object({
  language: z.string().regex(/^[a-z]{2}$/),
  timezone: z.string().min(1).max(64),
  email_notifications: z.boolean(),
  marketing_emails: z.boolean(),
}) satisfies z.ZodType<UserSettings>

export const UserUpdateSchema = z.object({
  name: z.string().min(1).max(100),
}) satisfies z.ZodType<UserUpdate>

export const ValidationProblemSchema = z.object({
  type: z.stringFormat('uri-reference', (text) => URL.canParse(text, 'http://relative.test')).meta({ format: 'uri-reference' }),
  title: z.string().min(1),
  status: z.literal(422),
  detail: z.string().min(1),
  code: z.string().regex(/^[a-z][a-z0-9_]*$/),
  request_id: z.string().min(1),
  errors: z.array(FieldErrorSchema).min(1),
}) satisfies z.ZodType<ValidationProblem>

export const VideoErrorSchema = z.object({
  code: z.enum(['budget_exceeded', 'all_providers_failed']),
  detail: z.string().min(1),
}) satisfies z.ZodType<VideoError>

export const VideoPrioritySchema = z.enum(['high', 'normal', 'low']) satisfies z.ZodType<VideoPriority>

export const VideoStatusSchema = z.enum(['queued', 'processing', 'ready_for_upload', 'failed']) satisfies z.ZodType<VideoStatus>

export const VideoSchema = z.object({
  id: IdSchema,
  user_id: IdSchema,
  channel_id: IdSchema,
  task_id: z.uuid(),
  title: z.string().min(1).max(100),
  topic: z.string().min(1).max(2000),
  duration_seconds: z.int().min(15).max(900),
  priority: VideoPrioritySchema,
  status: VideoStatusSchema,
  progress: z.int().min(0).max(100),
  stage: z.string().min(1),
  script: z.string().min(1).nullable(),
  error: z.xor([VideoErrorSchema, z.null()]),
  created_at: TimestampSchema,
  started_at: z.iso.datetime({ offset: true }).nullable(),
  finished_at: z.iso.datetime({ offset: true }).nullable(),
  updated_at: TimestampSchema,
}) satisfies z.ZodType<Video>

export const VideoCostSchema = z.object({
  video_id: IdSchema,
  amount: z.int().min(0).max(300).meta({ format: 'int64' }),
  currency: z.literal('usd'),
  alert_amount: z.literal(250),
  limit_amount: z.literal(300),
  alerted_at: z.iso.datetime({ offset: true }).nullable(),
  components: z.array(BoughtComponentSchema),
  updated_at: TimestampSchema,
}) satisfies z.ZodType<VideoCost>

export const VideoOrderSchema = z.object({
  channel_id: IdSchema,
  title: z.string().min(1).max(100),
  topic: z.string().min(1).max(2000),
  duration_seconds: z.int().min(15).max(900).exactOptional(),
  priority: VideoPrioritySchema.exactOptional(),
}) satisfies z.ZodType<VideoOrder>

export const VideoPageSchema = z.object({
  items: z.array(VideoSchema),
  total: z.int().min(0),
  page: z.int().min(1),
  per_page: z.int().min(1).max(100),
}) satisfies z.ZodType<VideoPage>

export const VideoTaskSchema = z.object({
  video_id: IdSchema,
  task_id: z.uuid(),
}) satisfies z.ZodType<VideoTask>

export const WebhookReceiptSchema = z.object({
  received: z.literal(true),
}) satisfies z.ZodType<WebhookReceipt>
