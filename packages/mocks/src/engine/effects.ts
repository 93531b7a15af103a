import type { SandboxReply } from './call.ts'
import type { Sockets } from './socket.ts'

/**
 * What a behaviour or a task can do to the rest of the world besides answering. `effectsOf(world)` gives it.
 */
export interface Effects {
  readonly sockets: Sockets
  readonly mail: Mailbox
  readonly webhooks: Webhooks
  /** Calls a provider's face as a backend would. Faults on the provider strike here; the call is on the timeline. */
  upstream(provider: string, request: UpstreamRequest): Promise<UpstreamReply>
  /** The origin under which this world is reached, for links in mails. */
  readonly origin: string
}

export interface Mailbox {
  /** Throws `MailUnavailable` when a fault on mail strikes. */
  send(mail: { to: string; from?: string; subject: string; text: string; html: string }): Mail
  list(to?: string): readonly Mail[]
}

export interface Mail {
  readonly id: string
  readonly to: string
  readonly from: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly links: readonly string[]
  readonly created_at: string
}

/**
 * Deliveries from a provider to whoever listens. Each is signed by the provider, tried until it is accepted (the schedule is the
 * provider's), and kept. Without an endpoint of its own a delivery goes to the platform's own webhook operation.
 */
export interface Webhooks {
  /** The one that `setEndpoint` set. */
  readonly endpoint: EndpointState | undefined
  /** Sets the endpoint of those who have only one; others stay. Without `enabled_events` it gets every event. */
  setEndpoint(endpoint: { url: string; secret: string; enabled_events?: readonly string[] } | undefined): void
  /** All of them, in the order in which they were set. */
  readonly endpoints: readonly EndpointState[]
  /** Adds an endpoint, in place of the one with the same id, which stays disabled if it was. */
  addEndpoint(endpoint: WebhookEndpoint): void
  /** Disables or enables one. What happens while it is disabled it never hears of. */
  switchEndpoint(id: string, enabled: boolean): void
  /** What was still to come for it is not sent any more. */
  removeEndpoint(id: string): boolean
  /** How many are told of an event of this type. */
  listeners(provider: string, type: string): number
  /** Queues an event for everybody who wants it. It leaves after the current reply, unless a fault says otherwise. */
  emit(event: WebhookEvent): void
  /** Oldest first; of those that have ended the last thousand or two. */
  readonly deliveries: readonly Delivery[]
  /** Sends an old delivery again, to its endpoint or, where that is gone, to the newest one. */
  replay(deliveryId: string): Promise<Delivery>
}

export interface WebhookEvent {
  /** `evt_…`: the same for every copy. */
  readonly id: string
  readonly provider: string
  readonly type: string
  /** JSON-safe body as the provider sends it. */
  readonly payload: unknown
}

/** Where a provider sends events, as a backend would register it. */
export interface WebhookEndpoint {
  readonly id: string
  readonly url: string
  readonly secret: string
  /** Types of events: by name, `charge.*`, or `*`. */
  readonly enabled_events: readonly string[]
}

/** What has become of an endpoint. */
export interface EndpointState extends WebhookEndpoint {
  readonly status: 'enabled' | 'disabled'
  /** ISO 8601: since when nothing was accepted; null where the last answer was one that accepts. */
  readonly failing_since: string | null
}

/** One time that a delivery was sent. */
export interface DeliveryAttempt {
  /** From 1. */
  readonly number: number
  /** ISO 8601, virtual. */
  readonly at: string
  readonly headers: Readonly<Record<string, string>>
  /** Null when none came, or none has come yet. */
  readonly response_status: number | null
  /** Why no answer came, or why it did not count. */
  readonly error: string | null
}

export interface Delivery {
  readonly id: string
  /** The endpoint's id; `platform` is the platform that the sandbox plays. */
  readonly endpoint: string
  readonly event_id: string
  readonly provider: string
  readonly type: string
  readonly url: string
  readonly attempt: number
  readonly status: 'pending' | 'delivered' | 'failed'
  readonly response_status: number | null
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly created_at: string
  readonly delivered_at: string | null
  /** Each with what was sent and what came back; the body is always the same. */
  readonly attempts: readonly DeliveryAttempt[]
  readonly next_attempt_at: string | null
  /** Why it is not tried again though nobody took it. */
  readonly given_up: string | null
}

/** How a provider sends webhooks; registered with its face. */
export interface WebhookSender {
  readonly provider: string
  /** Where deliveries go when no endpoint is set: an operation of the platform, with its own secret. */
  readonly platformPath: string
  readonly platformSecret: string
  /** The types of events that the platform asked for. Default all. */
  readonly platformTypes?: readonly string[]
  /** Sent with every delivery besides the signature. */
  readonly headers?: Readonly<Record<string, string>>
  sign(body: string, secret: string, at: number): Record<string, string>
  /** Seconds after the first attempt at which a refused delivery is tried again. */
  readonly retrySchedule: readonly number[]
  /** Seconds after which an endpoint that accepted nothing in all that time is disabled. Default never. */
  readonly disableAfter?: number
}

export interface UpstreamRequest {
  readonly method: string
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: unknown
  /** The most virtual milliseconds that the caller waits. Default: as long as it takes. */
  readonly patience?: number
  /** False where the caller does not wait here, but sees to it that as much time passes as the reply says. Default true. */
  readonly waits?: boolean
  /** What else the timeline says of the call. */
  readonly about?: Readonly<Record<string, unknown>>
}

export interface UpstreamReply {
  /** 504 where nothing came in time. */
  readonly status: number
  readonly timedOut: boolean
  /** Virtual milliseconds that the caller still has to let pass; 0 where it waited. */
  readonly took: number
  readonly headers: Readonly<Record<string, string>>
  /** Parsed where it was JSON. */
  readonly body: unknown
  readonly reply: SandboxReply
}
