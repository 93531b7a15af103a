import type { TaskHandler } from '../world/task-handler.ts'
import type { World } from '../world/world.ts'
import { confirmIntent, createIntent, disputeIntent } from './stripe-machine.ts'
import { type IntentRow, intents } from './stripe-objects.ts'

const declinedCard = '4000000000000002'

/** Test cards by what they are refused for. */
const cardsByReason: Readonly<Record<string, string>> = {
  card_declined: declinedCard,
  insufficient_funds: '4000000000009995',
  expired_card: '4000000000000069',
  incorrect_cvc: '4000000000000127',
}

const askingCard = '4000002500003155'

/** The card that is really charged: the rules can put a declined one, or one that needs its holder, in place of any other. */
export function cardToCharge(world: World, card: string): string {
  const [mishap] = world.faults.strike({ on: 'action', operation: 'stripe.charge' })
  if (mishap?.kind === 'authenticate') return askingCard
  if (mishap?.kind === 'decline') return cardsByReason[String(mishap.code)] ?? declinedCard
  return card
}

/** What follows a payment that went through, if the rules say so. */
export function afterPayment(world: World, intent: IntentRow): void {
  for (const { kind, seconds } of world.faults.strike({ on: 'action', operation: 'stripe.paid' })) {
    const delay = (typeof seconds === 'number' ? seconds : 0) * 1000
    if (kind === 'pay-again') world.scheduler.after(delay, 'stripe.pay-again', { intent: intent.id })
    if (kind === 'dispute') world.scheduler.after(delay, 'stripe.dispute', { intent: intent.id })
  }
}

/** What the scheduler carries out at Stripe. */
export const mishapTasks: Readonly<Record<string, TaskHandler>> = {
  /** The user has paid in another tab as well: for the same thing, with an intent of its own. */
  'stripe.pay-again': (world, { intent }: { intent: string }) => {
    const paid = intents(world).get(intent)
    if (!paid) return
    const { amount, currency, metadata } = paid
    const second = createIntent(world, { amount, currency, metadata, hasCard: true })
    confirmIntent(world, second, 'pm_card_visa', { holderIsAway: false })
  },
  'stripe.dispute': (world, { intent }: { intent: string }) => {
    disputeIntent(world, intent)
  },
}
