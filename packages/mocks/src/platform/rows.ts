import type {
  BoughtComponent,
  Channel,
  Citation,
  Document,
  JobStatus,
  PaymentIntentStatus,
  PaymentStatus,
  RefundStatus,
  Section,
  UserSettings,
  Video,
} from '@concord/sdk/types'
import type { Collection, Row } from '../world/store.ts'
import type { World } from '../world/world.ts'

/** Somebody with an account. Times without `_at` in their name are virtual milliseconds. */
export interface UserRow extends Row {
  readonly id: number
  readonly email: string
  readonly name: string
  readonly role: 'user' | 'admin'
  /** Null for those who only ever came by a link or another provider. */
  readonly password_hash: string | null
  readonly email_verified: boolean
  readonly settings: UserSettings
  readonly created_at: string
  readonly updated_at: string
}

/** Wrong passwords in a row, by e-mail address: kept whether or not the address has an account. */
export interface FailedLoginRow extends Row {
  readonly id: string
  readonly failures: number
  readonly locked_until: number
}

/** A token that was handed out, by its `jti`. All that descend from one sign-in are a family. */
export interface TokenRow extends Row {
  readonly id: string
  readonly family: string
  readonly user_id: number
  readonly kind: 'access' | 'refresh'
  readonly used: boolean
  readonly revoked: boolean
  readonly expires: number
}

/** Something that is good once: a link, a code, the state of a sign-in elsewhere. */
export interface OneUseRow extends Row {
  readonly id: string
  readonly purpose: OneUsePurpose
  /** Whose it is; empty for the state of a sign-in elsewhere, which does not know yet. */
  readonly email: string
  readonly used: boolean
  readonly expires: number
  readonly redirect_uri?: string
  readonly provider?: string
}

export type OneUsePurpose = 'magic_link' | 'verify_email' | 'reset_password' | 'oauth_state' | 'oauth_code'

export interface FileRow extends Row {
  readonly id: string
  readonly document_id: number
  readonly filename: string
  readonly format: 'docx' | 'pdf'
  readonly ready: number
  readonly expires: number
}

/** A generation. What is in it is the checkpoint: a worker that takes it over needs nothing else. */
export interface JobRow extends Row {
  readonly id: number
  readonly document_id: number
  readonly user_id: number
  readonly payment_id: number
  readonly status: JobStatus
  readonly progress: number
  /** The section in work, counted from 1. */
  readonly current_section: number
  readonly total_sections: number
  readonly completed_sections: number
  readonly failed_sections: number
  readonly quality_warnings: readonly string[]
  readonly stage: string
  /** Goes up when another worker takes over, so that what an earlier one left behind does nothing. */
  readonly worker: number
  readonly error: { readonly code: string; readonly detail: string } | null
  readonly created_at: string
  readonly started_at: string | null
  readonly finished_at: string | null
  readonly updated_at: string
}

export interface PaymentRow extends Row {
  readonly id: number
  readonly user_id: number
  readonly document_id: number
  readonly payment_intent_id: string
  readonly client_secret: string
  readonly amount: number
  readonly amount_refunded: number
  readonly currency: string
  readonly status: PaymentStatus
  /** What Stripe last said of the intent. */
  readonly intent_status: PaymentIntentStatus
  readonly failure: { readonly code: string; readonly detail: string } | null
  readonly disputed: boolean
  readonly created_at: string
  readonly updated_at: string
  readonly completed_at: string | null
}

export interface RefundRow extends Row {
  readonly id: number
  readonly payment_id: number
  readonly user_id: number
  readonly amount: number
  readonly currency: string
  readonly reason: string
  readonly status: RefundStatus
  readonly review_note: string | null
  readonly reviewed_at: string | null
  readonly created_at: string
  readonly updated_at: string
}

/** A webhook that was taken, by the provider's event id. */
export interface ReceivedEventRow extends Row {
  readonly id: string
  readonly type: string
  readonly received_at: string
}

/** Something that somebody did, or that happened to what is theirs. */
export interface ActivityRow extends Row {
  readonly id: number
  readonly user_id: number
  readonly action: string
  readonly resource_type: string | null
  readonly resource_id: string | null
  readonly created_at: string
}

/** A video in the making. What is in it is all that whoever works on it needs to know. */
export interface VideoRow extends Video {
  readonly bought: readonly BoughtComponent[]
  readonly alerted_at: string | null
  /** Where it stands in the work queue; null outside it. */
  readonly task: 'waiting' | 'in_work' | null
  /** What its components come to together, in cents, where something makes them dearer or cheaper than they are. */
  readonly price: number | null
}

export const users = (world: World): Collection<UserRow> =>
  world.store.collection<UserRow>('users', { indexes: ['email'] })

export const failedLogins = (world: World): Collection<FailedLoginRow> =>
  world.store.collection<FailedLoginRow>('failed_logins')

export const tokens = (world: World): Collection<TokenRow> =>
  world.store.collection<TokenRow>('tokens', { indexes: ['family', 'user_id'] })

export const oneUse = (world: World): Collection<OneUseRow> => world.store.collection<OneUseRow>('one_use')

export const documents = (world: World): Collection<Document> =>
  world.store.collection<Document>('documents', { indexes: ['user_id'] })

export const sections = (world: World): Collection<Section> =>
  world.store.collection<Section>('sections', { indexes: ['document_id'] })

export const citations = (world: World): Collection<Citation> =>
  world.store.collection<Citation>('citations', { indexes: ['document_id'] })

export const files = (world: World): Collection<FileRow> =>
  world.store.collection<FileRow>('files', { indexes: ['document_id'] })

export const jobs = (world: World): Collection<JobRow> =>
  world.store.collection<JobRow>('jobs', { indexes: ['document_id', 'user_id', 'payment_id'] })

export const payments = (world: World): Collection<PaymentRow> =>
  world.store.collection<PaymentRow>('payments', { indexes: ['user_id', 'document_id', 'payment_intent_id'] })

export const refunds = (world: World): Collection<RefundRow> =>
  world.store.collection<RefundRow>('refunds', { indexes: ['user_id', 'payment_id'] })

export const receivedEvents = (world: World): Collection<ReceivedEventRow> =>
  world.store.collection<ReceivedEventRow>('received_events')

export const activities = (world: World): Collection<ActivityRow> =>
  world.store.collection<ActivityRow>('activities', { indexes: ['user_id'] })

export const channels = (world: World): Collection<Channel> =>
  world.store.collection<Channel>('channels', { indexes: ['user_id'] })

export const videos = (world: World): Collection<VideoRow> =>
  world.store.collection<VideoRow>('videos', { indexes: ['user_id', 'channel_id', 'task'] })
