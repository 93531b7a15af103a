import { effectsOf } from '../engine/effects-of.ts'
import type { World } from '../world/world.ts'
import { type EventSubject, events, stripeId, stripeNow } from './stripe-objects.ts'
import { forgetOldestEvents } from './stripe-retention.ts'

export const apiVersion = '2025-09-30.clover'

/**
 * What the platform's own endpoint asked Stripe for. It takes `payment_intent.created` too, but has no use for it: it made the
 * intent itself.
 */
export const platformEvents: readonly string[] = [
  'payment_intent.processing',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'charge.refunded',
  'charge.dispute.created',
]

/** Notes that something happened, and sends it to whoever asked for such events. */
export function emit(world: World, type: string, object: EventSubject): void {
  const { webhooks } = effectsOf(world)
  forgetOldestEvents(world)
  const event = events(world).insert({
    id: stripeId(world, 'evt'),
    object: 'event',
    api_version: apiVersion,
    created: stripeNow(world),
    data: { object },
    livemode: false,
    pending_webhooks: webhooks.listeners('stripe', type),
    request: { id: null, idempotency_key: null },
    type,
  })
  webhooks.emit({ id: event.id, provider: 'stripe', type, payload: event })
}

/** Whether a list of event types has this one: by name, `charge.*`, or everything. */
export function wants(enabled: readonly string[], type: string): boolean {
  return enabled.some(
    (name) => name === '*' || name === type || (name.endsWith('*') && type.startsWith(name.slice(0, -1))),
  )
}
