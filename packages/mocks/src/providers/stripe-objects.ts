import type {
  Charge,
  Dispute,
  EventModel,
  PaymentError,
  PaymentIntent,
  Refund,
  WebhookEndpoint,
} from '../generated/providers/stripe-types.ts'
import type { Collection } from '../world/store.ts'
import type { World } from '../world/world.ts'

/** Why an attempt to pay failed, as an intent keeps it. */
export type IntentError = PaymentError & { readonly code: string; readonly message: string }

export type IntentStatus = PaymentIntent['status']

/** Objects are kept as they are shown; where Stripe can show an object in place of an id, the id is kept. */
export type IntentRow = PaymentIntent & { readonly latest_charge: string | null }
export type ChargeRow = Charge & { readonly payment_intent: string }
export type RefundRow = Refund & { readonly charge: string; readonly payment_intent: string }
/** Whether it is enabled is known to who delivers. */
export type EndpointRow = Omit<WebhookEndpoint, 'status'> & { readonly secret: string }

/** What an event can be about. */
export type EventSubject = PaymentIntent | Charge | Refund | Dispute

export const intents = (world: World): Collection<IntentRow> =>
  world.store.collection<IntentRow>('stripe.payment_intents')

export const charges = (world: World): Collection<ChargeRow> =>
  world.store.collection<ChargeRow>('stripe.charges', { indexes: ['payment_intent'] })

export const stripeRefunds = (world: World): Collection<RefundRow> =>
  world.store.collection<RefundRow>('stripe.refunds', { indexes: ['payment_intent', 'charge'] })

export const events = (world: World): Collection<EventModel> => world.store.collection<EventModel>('stripe.events')

export const endpoints = (world: World): Collection<EndpointRow> =>
  world.store.collection<EndpointRow>('stripe.webhook_endpoints')

/** Ids as Stripe makes them: `pi_3…`. */
export const stripeId = (world: World, prefix: string): string => `${prefix}_${world.random('stripe').token(24)}`

/** Unix seconds, as everything at Stripe counts. */
export const stripeNow = (world: World): number => Math.floor(world.clock.now() / 1000)
