import { effectsOf } from '../engine/effects-of.ts'
import type { Dispute } from '../generated/providers/stripe-types.ts'
import type { World } from '../world/world.ts'
import { holderNeeded, notAuthenticated, outcomeOfCard } from './stripe-cards.ts'
import { emit } from './stripe-event-log.ts'
import {
  type ChargeRow,
  charges,
  type IntentError,
  type IntentRow,
  type IntentStatus,
  intents,
  type RefundRow,
  stripeId,
  stripeNow,
  stripeRefunds,
} from './stripe-objects.ts'
import { forgetAbandonedIntents } from './stripe-retention.ts'

/** The intent is in a state in which this cannot be done. */
export class UnexpectedState extends Error {
  override readonly name = 'UnexpectedState'
  readonly intent: IntentRow

  constructor(intent: IntentRow, doing: string) {
    super(`You cannot ${doing} this PaymentIntent because it has a status of ${intent.status}.`)
    this.intent = intent
  }
}

/** What an intent is made of. Much else that Stripe takes is accepted and means nothing here. */
export interface IntentFields {
  readonly amount?: number
  readonly currency?: string
  readonly description?: string
  readonly receipt_email?: string
  readonly payment_method?: string
  readonly payment_method_types?: readonly string[]
  readonly metadata?: Readonly<Record<string, string>>
  readonly hasCard: boolean
}

/** Makes an intent. */
export function createIntent(
  world: World,
  fields: IntentFields & { readonly amount: number; readonly currency: string },
): IntentRow {
  forgetAbandonedIntents(world)
  const id = stripeId(world, 'pi')
  const intent = intents(world).insert({
    id,
    object: 'payment_intent',
    amount: fields.amount,
    amount_received: 0,
    canceled_at: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${world.random('stripe').token(24)}`,
    created: stripeNow(world),
    currency: fields.currency,
    description: fields.description ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: fields.metadata ?? {},
    next_action: null,
    payment_method: fields.payment_method ?? null,
    payment_method_types: [...(fields.payment_method_types ?? ['card'])],
    receipt_email: fields.receipt_email ?? null,
    status: fields.hasCard ? 'requires_confirmation' : 'requires_payment_method',
  })
  emit(world, 'payment_intent.created', intent)
  return intent
}

const confirmable: readonly IntentStatus[] = ['requires_payment_method', 'requires_confirmation', 'requires_action']
const cancelable: readonly IntentStatus[] = [...confirmable, 'requires_capture', 'processing']

/** Changes what is given. @throws UnexpectedState when the intent has ended */
export function updateIntent(world: World, intent: IntentRow, fields: IntentFields): IntentRow {
  if (!confirmable.includes(intent.status)) throw new UnexpectedState(intent, 'update')
  const { amount, currency, description, receipt_email, payment_method, metadata, hasCard } = fields
  const merged = Object.entries({ ...intent.metadata, ...metadata }).filter(([, value]) => value !== '')
  return intents(world).update(intent.id, {
    ...(amount !== undefined && { amount }),
    ...(currency !== undefined && { currency: currency.toLowerCase() }),
    ...(description !== undefined && { description }),
    ...(receipt_email !== undefined && { receipt_email }),
    ...(payment_method !== undefined && { payment_method }),
    ...(hasCard && { status: 'requires_confirmation' as const }),
    metadata: Object.fromEntries(merged),
  })
}

/**
 * Pays an intent with a card: the intent as it is afterwards, succeeded, declined or waiting for its holder.
 *
 * @param card a number, or the id of a payment method
 * @throws UnexpectedState when it cannot be paid any more
 */
export function confirmIntent(
  world: World,
  intent: IntentRow,
  card: string,
  how: { readonly returnUrl?: string | undefined; readonly holderIsAway: boolean },
): IntentRow {
  if (!confirmable.includes(intent.status)) throw new UnexpectedState(intent, 'confirm')
  const outcome = outcomeOfCard(card)
  const method = card.startsWith('pm_') ? card : stripeId(world, 'pm')
  if (outcome.kind === 'succeeds') return succeed(world, intent, method)
  if (outcome.kind === 'declines') return decline(world, intent, method, outcome.error)
  if (how.holderIsAway) return decline(world, intent, method, holderNeeded)
  const url = `${effectsOf(world).origin}/__sandbox/payments/${intent.id}/authenticate`
  const waiting = intents(world).update(intent.id, {
    status: 'requires_action',
    payment_method: method,
    last_payment_error: null,
    next_action: { type: 'redirect_to_url', redirect_to_url: { url, return_url: how.returnUrl ?? null } },
  })
  emit(world, 'payment_intent.requires_action', waiting)
  return waiting
}

/**
 * The holder of the card answers their bank's question about an intent that waits for it.
 *
 * @throws UnexpectedState when nothing was asked
 */
export function authenticateIntent(world: World, id: string, agrees: boolean): IntentRow | undefined {
  const intent = intents(world).get(id)
  if (!intent) return undefined
  if (intent.status !== 'requires_action') throw new UnexpectedState(intent, 'authenticate')
  const method = intent.payment_method ?? stripeId(world, 'pm')
  return agrees ? succeed(world, intent, method) : decline(world, intent, method, notAuthenticated)
}

/** Where the page that asked for the payment wants its user back, while the intent waits for them. */
export const returnAddress = (world: World, id: string): string | undefined =>
  intents(world).get(id)?.next_action?.redirect_to_url?.return_url ?? undefined

/** Ends an intent. @throws UnexpectedState when it was paid or canceled before */
export function cancelIntent(world: World, intent: IntentRow, reason: string | null): IntentRow {
  if (!cancelable.includes(intent.status)) throw new UnexpectedState(intent, 'cancel')
  const canceled = intents(world).update(intent.id, {
    status: 'canceled',
    canceled_at: stripeNow(world),
    cancellation_reason: reason,
    next_action: null,
  })
  emit(world, 'payment_intent.canceled', canceled)
  return canceled
}

/** Gives back some of a charge; the caller has made sure that there is so much left. */
export function refundCharge(
  world: World,
  charge: ChargeRow,
  amount: number,
  reason: RefundRow['reason'],
  metadata: Record<string, string>,
): RefundRow {
  const refund = stripeRefunds(world).insert({
    id: stripeId(world, 're'),
    object: 'refund',
    amount,
    charge: charge.id,
    created: stripeNow(world),
    currency: charge.currency,
    metadata,
    payment_intent: charge.payment_intent,
    reason,
    status: 'succeeded',
  })
  const amount_refunded = charge.amount_refunded + amount
  const changed = charges(world).update(charge.id, { amount_refunded, refunded: amount_refunded === charge.amount })
  emit(world, 'refund.created', refund)
  emit(world, 'charge.refunded', changed)
  return refund
}

/** What a cardholder says of a charge. */
export type DisputeReason = Dispute['reason']

/** The cardholder disputes the last charge of an intent. */
export function disputeIntent(world: World, id: string, reason: DisputeReason = 'fraudulent'): boolean {
  const charge = charges(world).get(intents(world).get(id)?.latest_charge ?? '')
  if (!charge?.paid || charge.disputed) return false
  charges(world).update(charge.id, { disputed: true })
  emit(world, 'charge.dispute.created', {
    id: stripeId(world, 'du'),
    object: 'dispute',
    amount: charge.amount - charge.amount_refunded,
    charge: charge.id,
    created: stripeNow(world),
    currency: charge.currency,
    livemode: false,
    metadata: {},
    payment_intent: id,
    reason,
    status: 'needs_response',
  })
  return true
}

function succeed(world: World, intent: IntentRow, method: string): IntentRow {
  const charge = addCharge(world, intent, method, null)
  const paid = intents(world).update(intent.id, {
    status: 'succeeded',
    amount_received: intent.amount,
    latest_charge: charge.id,
    last_payment_error: null,
    next_action: null,
    payment_method: method,
  })
  emit(world, 'charge.succeeded', charge)
  emit(world, 'payment_intent.succeeded', paid)
  return paid
}

function decline(world: World, intent: IntentRow, method: string, error: IntentError): IntentRow {
  const charge = addCharge(world, intent, method, error)
  const failed = intents(world).update(intent.id, {
    status: 'requires_payment_method',
    latest_charge: charge.id,
    last_payment_error: { ...error, charge: charge.id },
    next_action: null,
    payment_method: null,
  })
  emit(world, 'charge.failed', charge)
  emit(world, 'payment_intent.payment_failed', failed)
  return failed
}

function addCharge(world: World, intent: IntentRow, method: string, error: IntentError | null): ChargeRow {
  return charges(world).insert({
    id: stripeId(world, 'ch'),
    object: 'charge',
    amount: intent.amount,
    amount_refunded: 0,
    created: stripeNow(world),
    currency: intent.currency,
    disputed: false,
    failure_code: error?.code ?? null,
    failure_message: error?.message ?? null,
    livemode: false,
    metadata: { ...intent.metadata },
    paid: !error,
    payment_intent: intent.id,
    payment_method: method,
    refunded: false,
    status: error ? 'failed' : 'succeeded',
  })
}
