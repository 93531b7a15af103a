import type { Call } from '../engine/call.ts'
import type { StripeBehaviours } from '../generated/providers/stripe.ts'
import { missing, refused } from './stripe-errors.ts'
import { listOf } from './stripe-lists.ts'
import { refundCharge } from './stripe-machine.ts'
import { type ChargeRow, charges, intents, stripeRefunds } from './stripe-objects.ts'
import { answered } from './stripe-replies.ts'

/** Money that goes back. */
export const refundBehaviours = {
  'stripe.createRefund': (call) => {
    const { amount, charge: id, payment_intent, reason, metadata } = call.body
    const charge = payment_intent === undefined ? chargeOf(call, id ?? '') : chargeOfIntent(call, payment_intent)
    const left = charge.amount - charge.amount_refunded
    if (left === 0) {
      throw refused(call, 'charge_already_refunded', { message: `Charge ${charge.id} has already been refunded.` })
    }
    // The bank decides over a disputed charge.
    if (!charge.paid || charge.disputed) {
      const message = charge.paid ? `Charge ${charge.id} has been charged back.` : 'This charge did not succeed.'
      throw refused(call, 'charge_not_refundable', { message })
    }
    if (amount !== undefined && amount > left) {
      const message = `Refund amount (${euros(amount)}) is greater than unrefunded amount on charge (${euros(left)})`
      throw refused(call, 'refund_amount_too_large', { message })
    }
    const refund = refundCharge(call.world, charge, amount ?? left, reason ?? null, metadata ?? {})
    return call.reply(200, refund, answered(call))
  },

  'stripe.listRefunds': (call) => {
    const { payment_intent, charge } = call.query
    const rows = stripeRefunds(call.world).where({
      ...(payment_intent !== undefined && { payment_intent }),
      ...(charge !== undefined && { charge }),
    })
    return call.reply(200, listOf(call, rows, '/v1/refunds'), answered(call))
  },

  'stripe.retrieveRefund': (call) => {
    const refund = stripeRefunds(call.world).get(call.path.refund)
    if (!refund) throw missing(call, 'refund', call.path.refund, 'refund')
    return call.reply(200, refund, answered(call))
  },
} satisfies StripeBehaviours

function chargeOf(call: Pick<Call, 'problem' | 'world'>, id: string): ChargeRow {
  const charge = charges(call.world).get(id)
  if (!charge) throw missing(call, 'charge', id, 'charge')
  return charge
}

function chargeOfIntent(call: Pick<Call, 'problem' | 'world'>, id: string): ChargeRow {
  const intent = intents(call.world).get(id)
  if (!intent) throw missing(call, 'payment_intent', id, 'payment_intent')
  const charge = charges(call.world).where({ payment_intent: id, paid: true })[0]
  if (charge) return charge
  const message = `This PaymentIntent (${id}) does not have a successful charge to refund.`
  throw refused(call, 'charge_not_refundable', { message })
}

const euros = (amount: number): string => `€${(amount / 100).toFixed(2)}`
