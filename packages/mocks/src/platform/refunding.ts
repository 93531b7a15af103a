import type { TaskHandler } from '../world/scheduler.ts'
import type { World } from '../world/world.ts'
import { noteRefundedAmount } from './refunded-amounts.ts'
import { type PaymentRow, payments, type RefundRow, refunds } from './rows.ts'
import { createStripeRefund, StripeRefused, StripeUnavailable } from './stripe-client.ts'

const minute = 60_000

/**
 * Asks Stripe to give back what a refund says.
 *
 * @throws StripeUnavailable, StripeRefused; nothing was changed then.
 */
export async function askStripe(world: World, refund: RefundRow): Promise<void> {
  const { payment_intent_id } = paymentOf(world, refund)
  const key = `concord-refund-${refund.id}`
  await createStripeRefund(world, { payment_intent: payment_intent_id, amount: refund.amount }, key)
}

/** Stripe has given the money back. Known before or not: it is noted once. */
export function settle(world: World, refund: RefundRow): void {
  if (refund.status !== 'approved') return
  const { id, amount_refunded } = paymentOf(world, refund)
  changeRefund(world, refund.id, { status: 'processed' })
  noteRefundedAmount(world, id, amount_refunded + refund.amount)
}

/**
 * Gives back all that is left of a payment, without anybody asking. While Stripe is down the refund stands as approved, and the
 * platform tries again until it is through.
 *
 * @returns whether the money is on its way already.
 */
export async function refundInFull(world: World, paymentId: number, reason: string): Promise<boolean> {
  const payment = payments(world).get(paymentId)
  if (!payment || payment.amount_refunded >= payment.amount) return false
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
  'refunds.process': async (world, { refund_id, tries }: { refund_id: number; tries: number }) => {
    const refund = refunds(world).get(refund_id)
    if (refund?.status === 'approved') await attempt(world, refund, tries)
  },
  // Stripe's event says it first, unless it was lost.
  'refunds.settle': (world, { refund_id }: { refund_id: number }) => {
    const refund = refunds(world).get(refund_id)
    if (refund) settle(world, refund)
  },
}

async function attempt(world: World, refund: RefundRow, tries: number): Promise<boolean> {
  try {
    await askStripe(world, refund)
    const asked = refunds(world).get(refund.id)
    if (asked) settle(world, asked)
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
