import type { Call } from '../engine/call.ts'
import type { StripeBehaviours } from '../generated/providers/stripe.ts'
import type { PaymentIntent } from '../generated/providers/stripe-types.ts'
import type { World } from '../world/world.ts'
import { cardRefused, inState, missing, refused } from './stripe-errors.ts'
import { listOf } from './stripe-lists.ts'
import { cancelIntent, confirmIntent, createIntent, updateIntent } from './stripe-machine.ts'
import { afterPayment, cardToCharge } from './stripe-mishaps.ts'
import { charges, type IntentRow, intents } from './stripe-objects.ts'
import { answered } from './stripe-replies.ts'

const smallest = 50
const largest = 99_999_999

/** Currencies that this account can take. */
const currencies: ReadonlySet<string> = new Set(['eur', 'usd', 'gbp', 'chf', 'czk', 'dkk', 'nok', 'pln', 'sek', 'uah'])

/** Payment intents and charges. */
export const intentBehaviours = {
  'stripe.createPaymentIntent': (call) => {
    const { body, world } = call
    checkMoney(call, body.amount, body.currency)
    const card = cardOf(body)
    const intent = createIntent(world, { ...body, currency: body.currency.toLowerCase(), hasCard: card !== undefined })
    const after = body.confirm ? pay(call, intent, card, body) : intent
    return call.reply(200, shown(world, after, body.expand), answered(call))
  },

  'stripe.listPaymentIntents': (call) => {
    // This Stripe knows no customers, so nobody's intents are none.
    const rows = call.query.customer === undefined ? intents(call.world).all() : []
    const list = listOf(call, rows, '/v1/payment_intents')
    return call.reply(200, { ...list, data: list.data.map((row) => shown(call.world, row)) }, answered(call))
  },

  'stripe.retrievePaymentIntent': (call) =>
    call.reply(200, shown(call.world, intentOf(call), call.query.expand), answered(call)),

  'stripe.updatePaymentIntent': (call) => {
    const { body = {}, world } = call
    const before = intentOf(call)
    if (body.amount !== undefined || body.currency !== undefined) {
      checkMoney(call, body.amount ?? before.amount, body.currency ?? before.currency)
    }
    const changed = inState(call, () => updateIntent(world, before, { ...body, hasCard: cardOf(body) !== undefined }))
    return call.reply(200, shown(world, changed, body.expand), answered(call))
  },

  'stripe.confirmPaymentIntent': (call) => {
    const { body = {}, world } = call
    const after = pay(call, intentOf(call), cardOf(body), body)
    return call.reply(200, shown(world, after, body.expand), answered(call))
  },

  'stripe.cancelPaymentIntent': (call) => {
    const { body = {}, world } = call
    const intent = intentOf(call)
    const canceled = inState(call, () => cancelIntent(world, intent, body.cancellation_reason ?? null))
    return call.reply(200, shown(world, canceled, body.expand), answered(call))
  },

  'stripe.listCharges': (call) => {
    const { payment_intent } = call.query
    const all = charges(call.world)
    const rows = payment_intent === undefined ? all.all() : all.where({ payment_intent })
    return call.reply(200, listOf(call, rows, '/v1/charges'), answered(call))
  },

  'stripe.retrieveCharge': (call) => {
    const charge = charges(call.world).get(call.path.charge)
    if (!charge) throw missing(call, 'charge', call.path.charge, 'charge')
    return call.reply(200, charge, answered(call))
  },
} satisfies StripeBehaviours

interface HowToPay {
  readonly payment_method?: string
  readonly payment_method_data?: { readonly card?: { readonly number?: string; readonly token?: string } }
  readonly return_url?: string
  readonly off_session?: boolean
  readonly error_on_requires_action?: boolean
}

/** A card's number, or the name of its payment method. A kind of payment without details is a good card. */
const cardOf = ({ payment_method, payment_method_data: data }: HowToPay): string | undefined =>
  data ? (data.card?.number ?? data.card?.token ?? 'pm_card_visa') : payment_method

function pay(
  call: Pick<Call, 'problem' | 'world'>,
  intent: IntentRow,
  given: string | undefined,
  how: HowToPay,
): IntentRow {
  const card = given ?? intent.payment_method ?? undefined
  if (card === undefined) {
    throw refused(call, 'payment_intent_unexpected_state', {
      message: "You cannot confirm this PaymentIntent because it's missing a payment method.",
      payment_intent: intent,
    })
  }
  const holderIsAway = how.off_session === true || how.error_on_requires_action === true
  const after = inState(call, () =>
    confirmIntent(call.world, intent, cardToCharge(call.world, card), { returnUrl: how.return_url, holderIsAway }),
  )
  if (after.last_payment_error) throw cardRefused(call, after)
  if (after.status === 'succeeded') afterPayment(call.world, after)
  return after
}

/** The intent of the path. */
function intentOf(call: Pick<Call, 'problem' | 'world'> & { readonly path: { readonly intent: string } }): IntentRow {
  const intent = intents(call.world).get(call.path.intent)
  if (!intent) throw missing(call, 'payment_intent', call.path.intent, 'intent')
  return intent
}

function checkMoney(call: Pick<Call, 'problem'>, amount: number, currency: string): void {
  if (!currencies.has(currency.toLowerCase())) {
    throw refused(call, 'invalid_currency', { message: `Invalid currency: ${currency.toLowerCase()}.` })
  }
  if (amount < smallest) throw call.problem('amount_too_small')
  if (amount > largest) throw call.problem('amount_too_large')
}

/** With the charge in place of its id where the request asks for it. */
function shown(world: World, intent: IntentRow, expand: readonly string[] = []): PaymentIntent {
  const charge = expand.includes('latest_charge') ? charges(world).get(intent.latest_charge ?? '') : undefined
  return charge ? { ...intent, latest_charge: charge } : intent
}
