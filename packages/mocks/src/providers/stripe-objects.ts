import type { Collection, Row } from '../world/store.ts'
import type { World } from '../world/world.ts'

/** Why the last attempt to pay failed. */
export interface IntentError {
  readonly type: 'card_error'
  readonly code: string
  readonly decline_code?: string
  readonly message: string
  readonly charge?: string
}

export type IntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'processing'
  | 'requires_capture'
  | 'canceled'
  | 'succeeded'

export interface IntentRow extends Row {
  readonly id: string
  readonly object: 'payment_intent'
  readonly amount: number
  readonly amount_received: number
  readonly canceled_at: number | null
  readonly cancellation_reason: string | null
  readonly client_secret: string
  readonly created: number
  readonly currency: string
  readonly description: string | null
  readonly last_payment_error: IntentError | null
  readonly latest_charge: string | null
  readonly livemode: false
  readonly metadata: Readonly<Record<string, string>>
  readonly next_action: {
    readonly type: string
    readonly redirect_to_url?: { readonly url: string; readonly return_url: string | null }
  } | null
  readonly payment_method: string | null
  readonly payment_method_types: readonly string[]
  readonly receipt_email: string | null
  readonly status: IntentStatus
}

export interface ChargeRow extends Row {
  readonly id: string
  readonly object: 'charge'
  readonly amount: number
  readonly amount_refunded: number
  readonly created: number
  readonly currency: string
  readonly disputed: boolean
  readonly failure_code: string | null
  readonly failure_message: string | null
  readonly livemode: false
  readonly metadata: Readonly<Record<string, string>>
  readonly paid: boolean
  readonly payment_intent: string
  readonly payment_method: string
  readonly refunded: boolean
  readonly status: 'succeeded' | 'failed'
}

export interface RefundRow extends Row {
  readonly id: string
  readonly object: 'refund'
  readonly amount: number
  readonly charge: string
  readonly created: number
  readonly currency: string
  readonly metadata: Readonly<Record<string, string>>
  readonly payment_intent: string
  readonly reason: string | null
  readonly status: 'succeeded'
}

export interface EventRow extends Row {
  readonly id: string
  readonly object: 'event'
  readonly api_version: string
  readonly created: number
  readonly data: { readonly object: unknown }
  readonly livemode: false
  readonly pending_webhooks: number
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null }
  readonly type: string
}

export interface EndpointRow extends Row {
  readonly id: string
  readonly object: 'webhook_endpoint'
  readonly created: number
  readonly description: string | null
  readonly enabled_events: readonly string[]
  readonly livemode: false
  readonly metadata: Readonly<Record<string, string>>
  readonly secret: string
  readonly status: 'enabled' | 'disabled'
  readonly url: string
}

export const intents = (world: World): Collection<IntentRow> =>
  world.store.collection<IntentRow>('stripe.payment_intents')

export const charges = (world: World): Collection<ChargeRow> =>
  world.store.collection<ChargeRow>('stripe.charges', { indexes: ['payment_intent'] })

export const stripeRefunds = (world: World): Collection<RefundRow> =>
  world.store.collection<RefundRow>('stripe.refunds', { indexes: ['payment_intent', 'charge'] })

export const events = (world: World): Collection<EventRow> => world.store.collection<EventRow>('stripe.events')

export const endpoints = (world: World): Collection<EndpointRow> =>
  world.store.collection<EndpointRow>('stripe.webhook_endpoints')

/** Ids as Stripe makes them: `pi_3…`. */
export const stripeId = (world: World, prefix: string): string => `${prefix}_${world.random('stripe').token(24)}`

/** Unix seconds, as everything at Stripe counts. */
export const stripeNow = (world: World): number => Math.floor(world.clock.now() / 1000)
