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

/** Money in minor units (cents). */
export type Amount = number

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
  /**  */
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
export type HealthDependencies = Record<string, HealthStatus>

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

/** Why a job did not deliver. */
export interface JobError {
  /** A stable machine word: `all_providers_failed`, `failed_quality`. */
  code: string
  /** What happened */
  detail: string
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

/** Where the job is. At least 85 % of the sections: delivered, as completed or, when some failed, completed_with_warnings. Fewer: failed_quality, and the payment is refunded. failed: the work could not be done. */
export type JobStatus = 'queued' | 'running' | 'completed' | 'completed_with_warnings' | 'failed' | 'failed_quality'

/** The process is alive. */
export interface Liveness {
  /**  */
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

/** The service takes requests. */
export interface Readiness {
  /**  */
  status: 'ready'
}

/** A new account. */
export interface Registration {
  email: string
  password: string
  name: string
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
  /**  */
  status: 'completed' | 'failed'
  attempts: number
  grammar_score: number | null
  plagiarism_score: number | null
  ai_detection_score: number | null
  warning: string | null
  created_at: Timestamp
}

/** A page of sections. */
export interface SectionPage {
  items: Section[]
  total: number
  page: number
  per_page: number
}

/** The tokens and the user whose they are. */
export interface SignedIn {
  /** Goes into the Authorization header. */
  access_token: string
  /** Works once and lives 7 days. */
  refresh_token: string
  /**  */
  token_type: 'bearer'
  /** Seconds until the access token expires. */
  expires_in: number
  user: User
}

/** ISO 8601 in UTC. */
export type Timestamp = string

/** What a signed-in client keeps. */
export interface TokenPair {
  /** Goes into the Authorization header. */
  access_token: string
  /** Works once and lives 7 days. */
  refresh_token: string
  /**  */
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
