// Generated from specs/* by npm run generate; do not edit.

/** Something that a user did. */
export interface Activity {
  id: Id
  user_id: Id
  /** What was done, such as `document.created`. */
  action: string
  /** What it was done to. */
  resource_type: string | null
  /** Its id as text. */
  resource_id: string | null
  created_at: Timestamp
}

/** A page of activity. */
export interface ActivityPage {
  items: Activity[]
  total: number
  page: number
  per_page: number
}

/** The platform in figures. */
export interface AdminStats {
  users_total: number
  documents_total: number
  documents_by_status: DocumentCounts
  jobs_running: number
  payments_completed: number
  refunds_pending: number
  /** One entry for each currency: what was paid less what was refunded. */
  revenue: Revenue[]
  counted_at: Timestamp
}

/** Money in minor units (cents). */
export type Amount = number

/** A key for a program, without its secret. */
export interface ApiKey {
  id: Id
  name: string
  /** How the secret begins. */
  prefix: string
  created_at: Timestamp
  last_used_at: string | null
  /** Null means never. */
  expires_at: string | null
}

/** A new key. */
export interface ApiKeyCreate {
  name: string
  /** Null or absent means never. */
  expires_at?: string | null
}

/** A key with its secret. */
export interface ApiKeyCreated {
  id: Id
  name: string
  /** How the secret begins. */
  prefix: string
  /** Store it; it is never shown again. */
  secret: string
  created_at: Timestamp
  /** Null means never. */
  expires_at: string | null
}

/** A page of API keys. */
export interface ApiKeyPage {
  items: ApiKey[]
  total: number
  page: number
  per_page: number
}

/** The form that Apple posts. */
export interface AppleCallback {
  /** What the start put into the address of the consent page. */
  state: string
  /** It must be there unless `error` is. */
  code?: string
  /** The user's identity as Apple signed it. */
  id_token?: string
  /** JSON with the name and the address; Apple sends it the first time only. */
  user?: string
  /** Why there is no code. It counts before a code. */
  error?: string
}

/** A component that is there, and paid. */
export interface BoughtComponent {
  name: VideoComponent
  amount: Amount
  /** ISO 4217, lower case. */
  currency: 'usd'
  bought_at: Timestamp
}

/** What videos are made for. */
export interface Channel {
  id: Id
  user_id: Id
  name: string
  /** What its videos are about. */
  niche: string
  /** ISO 639-1. */
  language: string
  description: string | null
  created_at: Timestamp
  updated_at: Timestamp
}

/** What to make videos for. */
export interface ChannelCreate {
  name: string
  /** What its videos are about. */
  niche: string
  /** ISO 639-1. */
  language: string
  description?: string | null
}

/** A page of channels. */
export interface ChannelPage {
  items: Channel[]
  total: number
  page: number
  per_page: number
}

/** What to change. */
export interface ChannelUpdate {
  name?: string
  niche?: string
  language?: string
  /** Null takes it away. */
  description?: string | null
}

/** A source. */
export interface Citation {
  id: Id
  document_id: Id
  section_index: number
  title: string
  authors: string[]
  year: number
  source: string
  doi: string | null
  url: string | null
}

/** A page of citations. */
export interface CitationPage {
  items: Citation[]
  total: number
  page: number
  per_page: number
}

/** All that a client says. */
export type ClientMessage = Ping | Subscribe

/** An address and its password. */
export interface Credentials {
  email: string
  password: string
}

/** ISO 4217, lower case. */
export type Currency = string

/** An order and what became of it. Scores are null until they were checked. */
export interface Document {
  id: Id
  user_id: Id
  title: string
  topic: string
  target_pages: number
  language: string
  document_type: DocumentType
  status: DocumentStatus
  /** 100 means no error was found. */
  grammar_score: number | null
  /** Uniqueness in per cent. */
  plagiarism_score: number | null
  /** How machine-made the text looks; lower is better. */
  ai_detection_score: number | null
  quality_warnings: string[]
  created_at: Timestamp
  updated_at: Timestamp
}

/** How many documents have each status. */
export interface DocumentCounts {
  draft: number
  payment_pending: number
  generating: number
  completed: number
  failed: number
  failed_quality: number
  refunded: number
}

/** What to write. */
export interface DocumentCreate {
  title: string
  topic: string
  target_pages: number
  /** ISO 639-1. */
  language: string
  document_type?: DocumentType
}

/** The kind of file. */
export interface DocumentExport {
  format: 'docx' | 'pdf'
}

/** A page of documents. */
export interface DocumentPage {
  items: Document[]
  total: number
  page: number
  per_page: number
}

/** Where the document is in its life. */
export type DocumentStatus = 'draft' | 'payment_pending' | 'generating' | 'completed' | 'failed' | 'failed_quality' | 'refunded'

/** What kind of text it is. */
export type DocumentType = 'essay' | 'seminar_paper' | 'bachelor_thesis' | 'master_thesis' | 'dissertation' | 'report'

/** What to change. */
export interface DocumentUpdate {
  title?: string
  topic?: string
  target_pages?: number
  language?: string
  document_type?: DocumentType
}

/** A mail that the platform sends. `{name}` stands for the value of that placeholder. */
export interface EmailTemplate {
  key: string
  subject: string
  text: string
  html: string
  placeholders: string[]
  updated_at: Timestamp
}

/** A page of email templates. */
export interface EmailTemplatePage {
  items: EmailTemplate[]
  total: number
  page: number
  per_page: number
}

/** The new words. */
export interface EmailTemplateUpdate {
  subject: string
  text: string
  html: string
}

/** What stands in the mail. */
export interface EmailVerification {
  token: string
}

/** How long the generation takes, in minutes. */
export interface Estimate {
  target_pages: number
  estimated_minutes: number
  min_minutes: number
  max_minutes: number
}

/** Where the file is and until when. */
export interface ExportedFile {
  download_url: string
  expires_at: Timestamp
}

/** A part of the platform that can be switched on and off. */
export interface FeatureFlag {
  key: string
  description: string
  enabled: boolean
  updated_at: Timestamp
}

/** A page of feature flags. */
export interface FeatureFlagPage {
  items: FeatureFlag[]
  total: number
  page: number
  per_page: number
}

/** On or off. */
export interface FeatureFlagUpdate {
  enabled: boolean
}

/** One reason why a request does not satisfy the contract. */
export interface FieldError {
  /** Where: `["body", "target_pages"]`, `["query", "per_page"]`, `["path", "document_id"]`. */
  loc: (string | number)[]
  /** What is wrong with the value. */
  msg: string
  /** The rule that it breaks. */
  type: string
}

/** A service that works. */
export interface Health {
  status: HealthStatus
  /** Which service answered. */
  service: string
  version: string
  timestamp: Timestamp
  dependencies: HealthDependencies
}

/** Each thing that the service depends on, such as `database`, `redis`, `storage` or `email`, and how it is. */
export interface HealthDependencies {
  [key: string]: HealthStatus
}

/** A problem that says which dependency is at fault. */
export interface HealthProblem {
  /** Names the kind of problem. */
  type: string
  /** The kind of problem in a few words. */
  title: string
  /** The HTTP status. */
  status: 503
  /** What happened this time and what to do next. */
  detail: string
  /** A stable machine word. */
  code: string
  /** The same as `X-Request-ID`. */
  request_id: string
  dependencies: HealthDependencies
}

/** Degraded does less than it should; unhealthy does nothing. */
export type HealthStatus = 'healthy' | 'degraded' | 'unhealthy'

/** The job still runs. Every 10 seconds. */
export interface Heartbeat {
  type: 'heartbeat'
  job_id: Id
  timestamp: Timestamp
}

/** Identifies a resource; never reused. */
export type Id = number

/** The generation of one document. */
export interface Job {
  id: Id
  user_id: Id
  document_id: Id
  payment_id: Id
  status: JobStatus
  /** In per cent; never falls. */
  progress: number
  /** One for each page, and never more than 50. */
  total_sections: number
  /** Sections that passed the quality gates. */
  completed_sections: number
  /** Sections that no attempt brought through the quality gates. */
  failed_sections: number
  /** One for each failed section: `Section 9 failed quality checks after 3 attempts`. */
  quality_warnings: string[]
  /** Null unless the job failed. */
  error: JobError | null
  created_at: Timestamp
  /** Null while it is queued. */
  started_at: string | null
  /** Null until it has ended. */
  finished_at: string | null
  updated_at: Timestamp
}

/** The document is delivered. */
export interface JobCompleted {
  type: 'job_completed'
  job_id: Id
  timestamp: Timestamp
  document_id: Id
  status: 'completed' | 'completed_with_warnings'
  /** One for each section that failed. */
  quality_warnings: string[]
}

/** Why a job did not deliver. */
export interface JobError {
  /** A stable machine word: `all_providers_failed`, `failed_quality`. */
  code: string
  /** What happened, for people. */
  detail: string
}

/** The document is not delivered. */
export interface JobFailed {
  type: 'job_failed'
  job_id: Id
  timestamp: Timestamp
  error: JobError
  /** Whether the payment was given back. */
  refunded: boolean
}

/** A page of jobs. */
export interface JobPage {
  items: Job[]
  total: number
  page: number
  per_page: number
}

/** The last stored step of a job; what a client polls when its socket is gone. */
export interface JobProgress {
  job_id: Id
  document_id: Id
  status: JobStatus
  /** In per cent; never falls. */
  progress: number
  /** The section in work, counted from 1; 0 before the first. */
  current_section: number
  total_sections: number
  /** What is being done: `queued`, `generating_section_3_of_10`, and at the end the status. */
  stage: string
  /** Seconds that are left. */
  estimated_seconds: number
  last_updated: Timestamp
  /** Null unless the job failed. */
  error: JobError | null
}

/** A worker has begun to write the document. */
export interface JobStarted {
  type: 'job_started'
  job_id: Id
  timestamp: Timestamp
  document_id: Id
  total_sections: number
}

/** Where the job is. At least 85 % of the sections: delivered, as completed or, when some failed, completed_with_warnings. Fewer: failed_quality, and the payment is refunded. failed: the work could not be done. */
export type JobStatus = 'queued' | 'running' | 'completed' | 'completed_with_warnings' | 'failed' | 'failed_quality'

/** The process is alive. */
export interface Liveness {
  status: 'alive'
}

/** What else to revoke. */
export interface Logout {
  refresh_token?: string
}

/** Whom to send a link. */
export interface MagicLinkRequest {
  email: string
}

/** What stands in the link. */
export interface MagicLinkVerification {
  token: string
}

/** The same words for every address. */
export interface MailAccepted {
  /** For people. */
  message: string
}

/** Whose password is to be chosen anew. */
export interface PasswordForgotten {
  email: string
}

/** The token of the link and the new password. */
export interface PasswordReset {
  token: string
  password: string
}

/** What a user paid, or is about to pay, for a document. */
export interface Payment {
  id: Id
  user_id: Id
  document_id: Id
  payment_intent_id: PaymentIntentId
  amount: Amount
  /** How much of it was given back, in minor units. */
  amount_refunded: number
  currency: Currency
  status: PaymentStatus
  /** The generation job; null until the payment is completed. */
  job_id: number | null
  /** Null unless the payment failed. */
  failure: PaymentFailure | null
  /** The card holder has disputed the charge. */
  disputed: boolean
  created_at: Timestamp
  updated_at: Timestamp
  /** Null until it is paid. */
  completed_at: string | null
}

/** Why the last attempt to pay did not succeed. */
export interface PaymentFailure {
  /** Stripe's word for it: `card_declined`, `payment_intent_authentication_failure`; or `canceled`. */
  code: string
  /** What happened, for people. */
  detail: string
}

/** What to pay for. */
export interface PaymentIntentCreate {
  document_id: Id
}

/** What a client needs to open Stripe's form. */
export interface PaymentIntentCreated {
  payment_id: Id
  payment_intent_id: PaymentIntentId
  /** Lets the browser pay this intent and nothing else. */
  client_secret: string
  amount: Amount
  currency: Currency
  status: PaymentIntentStatus
}

/** Stripe's id of an intent. */
export type PaymentIntentId = string

/** Where the intent is at Stripe. */
export type PaymentIntentStatus = 'requires_payment_method' | 'requires_confirmation' | 'requires_action' | 'processing' | 'requires_capture' | 'canceled' | 'succeeded'

/** A page of payments. */
export interface PaymentPage {
  items: Payment[]
  total: number
  page: number
  per_page: number
}

/** Where the payment is. failed: the last attempt was declined, or the intent was canceled. A declined intent can still be paid, which completes the payment; a canceled one cannot, and the next `create-intent` makes a new payment. */
export type PaymentStatus = 'pending' | 'completed' | 'failed' | 'refunded' | 'partially_refunded'

/** Asks whether the server is there. */
export interface Ping {
  type: 'ping'
}

/** What holds for everybody. */
export interface PlatformSettings {
  /** Where users are sent for help. */
  support_email: string
  /** Shown to every user; null shows nothing. */
  announcement: string | null
  /** After how many days activity is forgotten. */
  activity_retention_days: number
}

/** The answer to a ping. */
export interface Pong {
  type: 'pong'
}

/** RFC 9457. `code` is the stable machine word; `detail` is for people. */
export interface Problem {
  /** Names the kind of problem. */
  type: string
  /** The kind of problem in a few words. */
  title: string
  /** The HTTP status. */
  status: number
  /** What happened this time and what to do next. */
  detail: string
  /** A stable machine word, such as `document_not_found`. */
  code: string
  /** The same as `X-Request-ID`. */
  request_id: string
}

/** How far the job is. */
export interface Progress {
  type: 'progress'
  job_id: Id
  timestamp: Timestamp
  /** In per cent; never falls. */
  progress: number
  /** What is being done: `queued`, `generating_section_3_of_10`. */
  stage: string
  /** The section in work, counted from 1; 0 before the first. */
  current_section: number
  total_sections: number
  /** Seconds that are left. */
  estimated_time: number
}

/** A section failed the quality gates, or a gate could not be asked. */
export interface QualityWarning {
  type: 'quality_warning'
  job_id: Id
  timestamp: Timestamp
  /** Counted from 1. */
  section_index: number
  message: string
}

/** The service takes requests. */
export interface Readiness {
  status: 'ready'
}

/** Money that a user asks back, or got back. */
export interface Refund {
  id: Id
  payment_id: Id
  user_id: Id
  amount: Amount
  currency: Currency
  /** Why, in the user's words. */
  reason: string
  status: RefundStatus
  /** What the administrator said: the note of an approval, the reason of a rejection. */
  review_note: string | null
  /** Null until it is reviewed. */
  reviewed_at: string | null
  created_at: Timestamp
  updated_at: Timestamp
}

/** What the user is told beside the good news. */
export interface RefundApproval {
  note?: string
}

/** What to refund, and why. */
export interface RefundCreate {
  payment_id: Id
  /** Why, in the user's words. */
  reason: string
}

/** A page of refunds. */
export interface RefundPage {
  items: Refund[]
  total: number
  page: number
  per_page: number
}

/** Why no money comes back; the user reads it. */
export interface RefundRejection {
  reason: string
}

/** Where the refund is. approved: an administrator agreed and Stripe was asked; processed: Stripe has given the money back. */
export type RefundStatus = 'pending' | 'approved' | 'processed' | 'rejected'

/** A new account. */
export interface Registration {
  email: string
  password: string
  name: string
}

/** Money of one currency. */
export interface Revenue {
  amount: Amount
  currency: Currency
}

/** A written part of a document and what the quality gates said of it. */
export interface Section {
  id: Id
  document_id: Id
  /** Counted from 1. */
  section_index: number
  title: string
  /** Null when no attempt passed. */
  content: string | null
  status: 'completed' | 'failed'
  attempts: number
  grammar_score: number | null
  plagiarism_score: number | null
  ai_detection_score: number | null
  warning: string | null
  created_at: Timestamp
}

/** A section passed the quality gates. */
export interface SectionCompleted {
  type: 'section_completed'
  job_id: Id
  timestamp: Timestamp
  /** Counted from 1. */
  section_index: number
  title: string
  attempts: number
}

/** A page of sections. */
export interface SectionPage {
  items: Section[]
  total: number
  page: number
  per_page: number
}

/** All that the server says. */
export type ServerMessage = JobStarted | Progress | Heartbeat | SectionCompleted | QualityWarning | JobCompleted | JobFailed | Pong

/** The tokens and the user whose they are. */
export interface SignedIn {
  /** Goes into the Authorization header. */
  access_token: string
  /** Works once and lives 7 days. */
  refresh_token: string
  token_type: 'bearer'
  /** Seconds until the access token expires. */
  expires_in: number
  user: User
}

/** The part of Stripe's charge that the platform reads. */
export interface StripeCharge {
  id: string
  object: 'charge'
  amount: Amount
  /** In minor units; less than `amount` for a part. */
  amount_refunded: number
  currency: Currency
  /** The intent that it belongs to. */
  payment_intent: string | null
  /** Whether all of it was given back. */
  refunded: boolean
  /** Unix seconds. */
  created: number
  /** False for test keys. */
  livemode: boolean
  /** What the platform noted at Stripe: `document_id`, `payment_id`, `user_id`. */
  metadata: Record<string, string>
}

/** Money was given back. */
export interface StripeChargeRefundedEvent {
  /** The same for every copy of the event. */
  id: string
  object: 'event'
  type: 'charge.refunded'
  /** Unix seconds. */
  created: number
  /** False for test keys. */
  livemode: boolean
  /** What it happened to. */
  data: {
    object: StripeCharge
  }
}

/** The part of Stripe's dispute that the platform reads. */
export interface StripeDispute {
  id: string
  object: 'dispute'
  amount: Amount
  currency: Currency
  /** The disputed charge. */
  charge: string
  /** The intent that it belongs to. */
  payment_intent: string | null
  /** What the card holder says: `fraudulent`, `product_not_received`. */
  reason: string
  /** How far the dispute is: `needs_response`. */
  status: string
  /** Unix seconds. */
  created: number
  /** False for test keys. */
  livemode: boolean
  /** What the platform noted at Stripe: `document_id`, `payment_id`, `user_id`. */
  metadata: Record<string, string>
}

/** The card holder disputes a charge. */
export interface StripeDisputeCreatedEvent {
  /** The same for every copy of the event. */
  id: string
  object: 'event'
  type: 'charge.dispute.created'
  /** Unix seconds. */
  created: number
  /** False for test keys. */
  livemode: boolean
  /** What it happened to. */
  data: {
    object: StripeDispute
  }
}

/** Any event of Stripe, known to the platform or not. Stripe adds members at will. */
export interface StripeEvent {
  /** The same for every copy of the event. */
  id: string
  object: 'event'
  /** What happened: `payment_intent.succeeded`. */
  type: string
  /** Unix seconds. */
  created: number
  /** What it happened to. */
  data: {
    /** The thing as it was when the event was made. */
    object: {
      /** Its kind: `payment_intent`, `charge`, `dispute`. */
      object: string
      [key: string]: unknown
    }
  }
}

/** The part of Stripe's intent that the platform reads. */
export interface StripePaymentIntent {
  id: PaymentIntentId
  object: 'payment_intent'
  amount: Amount
  amount_received?: number
  currency: Currency
  status: PaymentIntentStatus
  /** Unix seconds. */
  created: number
  /** False for test keys. */
  livemode: boolean
  /** The id of the last charge. */
  latest_charge?: string | null
  /** Why the last attempt failed. */
  last_payment_error?: {
    type: string
    code?: string
    decline_code?: string
    message?: string
  } | null
  /** What the platform noted at Stripe: `document_id`, `payment_id`, `user_id`. */
  metadata: Record<string, string>
}

/** An intent was canceled. */
export interface StripePaymentIntentCanceledEvent {
  /** The same for every copy of the event. */
  id: string
  object: 'event'
  type: 'payment_intent.canceled'
  /** Unix seconds. */
  created: number
  /** False for test keys. */
  livemode: boolean
  /** What it happened to. */
  data: {
    object: StripePaymentIntent
  }
}

/** An intent was made. */
export interface StripePaymentIntentCreatedEvent {
  /** The same for every copy of the event. */
  id: string
  object: 'event'
  type: 'payment_intent.created'
  /** Unix seconds. */
  created: number
  /** False for test keys. */
  livemode: boolean
  /** What it happened to. */
  data: {
    object: StripePaymentIntent
  }
}

/** An attempt to pay failed. */
export interface StripePaymentIntentFailedEvent {
  /** The same for every copy of the event. */
  id: string
  object: 'event'
  type: 'payment_intent.payment_failed'
  /** Unix seconds. */
  created: number
  /** False for test keys. */
  livemode: boolean
  /** What it happened to. */
  data: {
    object: StripePaymentIntent
  }
}

/** An intent is being paid. */
export interface StripePaymentIntentProcessingEvent {
  /** The same for every copy of the event. */
  id: string
  object: 'event'
  type: 'payment_intent.processing'
  /** Unix seconds. */
  created: number
  /** False for test keys. */
  livemode: boolean
  /** What it happened to. */
  data: {
    object: StripePaymentIntent
  }
}

/** An intent was paid. */
export interface StripePaymentIntentSucceededEvent {
  /** The same for every copy of the event. */
  id: string
  object: 'event'
  type: 'payment_intent.succeeded'
  /** Unix seconds. */
  created: number
  /** False for test keys. */
  livemode: boolean
  /** What it happened to. */
  data: {
    object: StripePaymentIntent
  }
}

/** An event that the platform acts on. */
export type StripeWebhookEvent = StripePaymentIntentCreatedEvent | StripePaymentIntentProcessingEvent | StripePaymentIntentSucceededEvent | StripePaymentIntentFailedEvent | StripePaymentIntentCanceledEvent | StripeChargeRefundedEvent | StripeDisputeCreatedEvent

/** Asks for the current state of a job. */
export interface Subscribe {
  type: 'subscribe'
  job_id: Id
}

/** ISO 8601 in UTC. */
export type Timestamp = string

/** What a signed-in client keeps. */
export interface TokenPair {
  /** Goes into the Authorization header. */
  access_token: string
  /** Works once and lives 7 days. */
  refresh_token: string
  token_type: 'bearer'
  /** Seconds until the access token expires. */
  expires_in: number
}

/** The token to trade in. */
export interface TokenRefresh {
  refresh_token: string
}

/** A person with an account. */
export interface User {
  id: Id
  email: string
  /** What stands before the @ until the user gives another. */
  name: string
  role: UserRole
  /** Whether the user has proved that the address is theirs. */
  email_verified: boolean
  created_at: Timestamp
  updated_at: Timestamp
}

/** A new account. */
export interface UserCreate {
  email: string
  name: string
  role?: UserRole
}

/** A page of users. */
export interface UserPage {
  items: User[]
  total: number
  page: number
  per_page: number
}

/** What the user may do; `admin` opens the operations under /admin. */
export type UserRole = 'user' | 'admin'

/** How the user wants the platform. */
export interface UserSettings {
  /** ISO 639-1. */
  language: string
  /** A name of the IANA database, such as `Europe/Berlin`. */
  timezone: string
  /** Mails about one's own documents and payments. */
  email_notifications: boolean
  /** Everything else. */
  marketing_emails: boolean
}

/** The profile. */
export interface UserUpdate {
  name: string
}

/** A problem that names every field at fault. */
export interface ValidationProblem {
  /** Names the kind of problem. */
  type: string
  /** The kind of problem in a few words. */
  title: string
  /** The HTTP status. */
  status: 422
  /** What happened this time and what to do next. */
  detail: string
  /** A stable machine word. */
  code: string
  /** The same as `X-Request-ID`. */
  request_id: string
  /** Every reason, in the order of the request. */
  errors: FieldError[]
}

/** An order and what became of it. */
export interface Video {
  id: Id
  user_id: Id
  channel_id: Id
  task_id: string
  title: string
  topic: string
  duration_seconds: number
  priority: VideoPriority
  status: VideoStatus
  /** In per cent of its components; never falls. */
  progress: number
  /** What is being done: `queued`, then the component in work, and at the end the status. */
  stage: string
  /** What is said in it; null until it is written. */
  script: string | null
  /** Null unless the video failed. */
  error: VideoError | null
  created_at: Timestamp
  /** Null while it is queued. */
  started_at: string | null
  /** Null until it has ended. */
  finished_at: string | null
  updated_at: Timestamp
}

/** What a video is made of, in the order in which it is bought. */
export type VideoComponent = 'script' | 'voice' | 'visuals' | 'music' | 'thumbnail' | 'rendering'

/** What a video has cost so far, and for what. */
export interface VideoCost {
  video_id: Id
  /** The sum of the components. */
  amount: number
  /** ISO 4217, lower case. */
  currency: 'usd'
  /** The amount at which the user is alerted. */
  alert_amount: 250
  /** The most that a video may cost. */
  limit_amount: 300
  /** When the user was alerted; null unless the amount has reached `alert_amount`. */
  alerted_at: string | null
  /** In the order in which they were bought. */
  components: BoughtComponent[]
  updated_at: Timestamp
}

/** Why a video could not be made. */
export interface VideoError {
  /** A stable machine word. */
  code: 'budget_exceeded' | 'all_providers_failed'
  /** What happened. */
  detail: string
}

/** What to make, and for which channel. */
export interface VideoOrder {
  channel_id: Id
  title: string
  topic: string
  /**
   * How long it is to be.
   * @defaultValue 360
   */
  duration_seconds?: number
  /** @defaultValue normal */
  priority?: VideoPriority
}

/** A page of videos. */
export interface VideoPage {
  items: Video[]
  total: number
  page: number
  per_page: number
}

/** How urgent it is: of the videos that wait, the more urgent ones are begun first, and among equals the older ones. */
export type VideoPriority = 'high' | 'normal' | 'low'

/** Where the video is in its life. */
export type VideoStatus = 'queued' | 'processing' | 'ready_for_upload' | 'failed'

/** Under which ids the video is made. */
export interface VideoTask {
  video_id: Id
  /** Names the message in the work queue. */
  task_id: string
}

/** Tells Stripe not to send the event again. */
export interface WebhookReceipt {
  received: true
}
