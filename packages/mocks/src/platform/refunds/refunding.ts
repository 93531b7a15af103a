import type { TaskHandler } from '../../world/task-handler.ts'
import type { World } from '../../world/world.ts'
import { createStripeRefund, readRefundedAmount, StripeRefused, StripeUnavailable } from '../payments/stripe-client.ts'
import { type PaymentRow, payments, type RefundRow, refunds } from '../rows.ts'
import { noteRefundedAmount } from './refunded-amounts.ts'

const minute = 60_000

/**
 * Asks Stripe to give back what a refund says.
 *
 * @throws StripeUnavailable, StripeRefused; nothing was changed then.
 */
export async function askStripe(world: World, refund: RefundRow): Promise<void> {
  const { payment_intent_id, amount, amount_refunded } = paymentOf(world, refund)
  // Some or all may have gone back since it was asked for.
  const left = Math.min(refund.amount, amount - amount_refunded)
  if (left === 0) return
  const key = `concord-refund-${refund.id}-${left}`
  await createStripeRefund(world, { payment_intent: payment_intent_id, amount: left }, key)
}

/**
 * Looks at Stripe how much went back, and notes that this refund is done. Stripe's event says the same and may come before or
 * after, or never; so what counts is the sum at Stripe and not what is added here.
 *
 * @throws StripeUnavailable, StripeRefused
 */
export async function settle(world: World, refund: RefundRow): Promise<void> {
  const { id, payment_intent_id } = paymentOf(world, refund)
  noteRefundedAmount(world, id, await readRefundedAmount(world, payment_intent_id))
  changeRefund(world, refund.id, { status: 'processed' })
}

/**
 * Gives back all that is left of a payment, without anybody asking. While Stripe is down the refund stands as approved, and the
 * platform tries again until it is through.
 *
 * @returns whether the money is back already.
 */
export async function refundInFull(world: World, paymentId: number, reason: string): Promise<boolean> {
  const payment = payments(world).get(paymentId)
  if (!payment || payment.amount_refunded >= payment.amount) return payment !== undefined
  const asked = refunds(world)
    .where({ payment_id: paymentId })
    .find(({ status }) => status !== 'rejected')
  if (asked && asked.status !== 'pending') return asked.status === 'processed'
  const review = { status: 'approved', review_note: reason, reviewed_at: world.clock.iso() } as const
  const refund = asked
    ? changeRefund(world, asked.id, review)
    : insertRefund(world, {
        payment_id: payment.id,
        user_id: payment.user_id,
        amount: payment.amount - payment.amount_refunded,
        currency: payment.currency,
        reason,
        ...review,
      })
  return attempt(world, refund, 1)
}

/** Adds a refund. */
export function insertRefund(world: World, fields: Omit<RefundRow, 'id' | 'created_at' | 'updated_at'>): RefundRow {
  const now = world.clock.iso()
  return refunds(world).insert({ ...fields, id: refunds(world).nextId(), created_at: now, updated_at: now })
}

/** Changes a refund and says when. */
export const changeRefund = (world: World, id: number, change: Partial<Omit<RefundRow, 'id'>>): RefundRow =>
  refunds(world).update(id, { ...change, updated_at: world.clock.iso() })

/** What the scheduler carries out of refunds. */
export const refundTasks: Readonly<Record<string, TaskHandler>> = {
  // Asking again under the same key gives no money twice, and settles what Stripe's event would have settled.
  'refunds.process': async (world, { refund_id, tries }: { refund_id: number; tries: number }) => {
    const refund = refunds(world).get(refund_id)
    if (refund?.status === 'approved') await attempt(world, refund, tries)
  },
  'refunds.in-full': async (world, { payment_id, reason }: { payment_id: number; reason: string }) => {
    await refundInFull(world, payment_id, reason)
  },
}

async function attempt(world: World, refund: RefundRow, tries: number): Promise<boolean> {
  try {
    await askStripe(world, refund)
    await settle(world, refund)
    return true
  } catch (error) {
    // Refused means that the money went back another way, or is disputed: trying again would not change it.
    if (error instanceof StripeRefused) return false
    if (!(error instanceof StripeUnavailable)) throw error
    const delay = minute * 2 ** Math.min(tries - 1, 6)
    world.scheduler.after(delay, 'refunds.process', { refund_id: refund.id, tries: tries + 1 })
    return false
  }
}

function paymentOf(world: World, refund: RefundRow): PaymentRow {
  const payment = payments(world).get(refund.payment_id)
  if (!payment) throw new Error(`Refund ${refund.id} is of payment ${refund.payment_id}, which does not exist`)
  return payment
}
