import type { Refund } from '@concord/sdk/types'
import { fault } from '../faults.ts'
import { paymentById } from '../payments/payments.ts'
import { StripeRefused, StripeUnavailable } from '../payments/stripe-account.ts'
import type { Platform } from '../platform.ts'
import { minutes, timestamp } from '../storage/clock.ts'
import { noteRefundedAmount } from './refunded-amounts.ts'
import { insertRefund, refundById, review } from './refunds.ts'

const longestWait = 60 * minutes

/**
 * Asks Stripe to give back what a refund says, and never more than is left of what was captured.
 *
 * @throws StripeUnavailable, StripeRefused; nothing was changed then
 */
export async function askStripe({ database, stripe }: Platform, refund: Refund): Promise<void> {
  const payment = paymentById(database, refund.payment_id)
  if (!payment) throw new Error(`Refund ${refund.id} is of payment ${refund.payment_id}, which does not exist.`)
  // Some or all may have gone back since it was asked for.
  const left = Math.min(refund.amount, payment.amount - payment.amount_refunded)
  if (left > 0 && !fault('approved-refund-moves-no-money'))
    await stripe.refund(payment.payment_intent_id, left, `refund-${payment.payment_intent_id}-${refund.id}-${left}`)
}

/**
 * Decides to give back all that is left of a payment, without anybody having asked. The money follows, however often Stripe has to be
 * asked.
 *
 * @returns the refund, or undefined when there is nothing left to give back
 */
export function decideFullRefund(platform: Platform, paymentId: number, reason: string): Refund | undefined {
  const { database } = platform
  const payment = paymentById(database, paymentId)
  if (!payment || payment.amount_refunded >= payment.amount) return undefined
  const asked = database.one<Refund>`
    select * from refunds where payment_id = ${paymentId} and status <> 'rejected'`
  return asked === undefined
    ? insertRefund(database, payment, { reason, status: 'approved', note: reason })
    : (review(database, asked.id, 'approved', reason) ?? asked)
}

/** Sees an approved refund through: now, and again while Stripe is down. */
export function processSoon(platform: Platform, refundId: number, tries = 0): void {
  const wait = tries === 0 ? 0 : Math.min(longestWait, minutes * 2 ** (tries - 1))
  platform.background.start(`refund ${refundId}, try ${tries}`, wait, async () => {
    try {
      await processRefund(platform, refundId)
    } catch (error) {
      if (!(error instanceof StripeUnavailable)) throw error
      processSoon(platform, refundId, tries + 1)
    }
  })
}

/**
 * Asks Stripe under the same key as before, so no money moves twice, and then looks how much went back: its event may come before or
 * after this, or never.
 *
 * @throws StripeUnavailable
 */
export async function processRefund(platform: Platform, refundId: number): Promise<Refund | undefined> {
  const { database, stripe } = platform
  const refund = refundById(database, refundId)
  const payment = refund && paymentById(database, refund.payment_id)
  if (refund?.status !== 'approved' || !payment) return refund
  try {
    await askStripe(platform, refund)
  } catch (error) {
    if (!(error instanceof StripeRefused)) throw error
    console.error(`Stripe refuses refund ${refund.id}: ${error.message}`)
  }
  noteRefundedAmount(platform, payment.payment_intent_id, await stripe.amountRefunded(payment.payment_intent_id))
  database.run`
    update refunds set status = 'processed', updated_at = ${timestamp()}
    where id = ${refund.id} and status = 'approved'
      and (select amount_refunded from payments where id = ${payment.id}) >= amount`
  return refundById(database, refund.id)
}

/** Takes up what an earlier process left behind. */
export function resumeRefunds(platform: Platform): void {
  const left = platform.database.all<Refund>`select * from refunds where status = 'approved'`
  for (const { id } of left) processSoon(platform, id)
}
