import type { adminContract } from '@concord/contracts/ts-rest/admin'
import type { Refund } from '@concord/sdk/types'
import { logActivity } from '../accounts/activity.ts'
import { userById } from '../accounts/users.ts'
import { Problem } from '../http/problems.ts'
import type { Handlers } from '../http/service.ts'
import { price } from '../mail/mail.ts'
import { StripeRefused, StripeUnavailable } from '../payments/stripe-account.ts'
import type { Platform } from '../platform.ts'
import { askStripe, processSoon } from '../refunds/refunding.ts'
import { refundById, review } from '../refunds/refunds.ts'

type Reviews = Pick<Handlers<typeof adminContract>, 'approveRefund' | 'rejectRefund'>

/** Refunds are reviewed once. */
export function refundReviews(platform: Platform): Reviews {
  const { database, mail, turns } = platform
  return {
    approveRefund: async ({ caller, params: { refund_id }, body }) => {
      pendingRefund(platform, refund_id)
      // Two administrators who click at once: the second one is told that it has been done.
      const refund = await turns.take(`refund:${refund_id}`, async () => {
        await askStripe(platform, pendingRefund(platform, refund_id)).catch(problemOf)
        return reviewed(review(database, refund_id, 'approved', body?.note ?? null))
      })
      processSoon(platform, refund.id)
      logActivity(database, caller.userId, 'refund.approved', { type: 'refund', id: refund.id })
      await mail.notify(userById(database, refund.user_id), 'refund_approved', {
        amount: price(refund.amount, refund.currency),
        note: refund.review_note ?? '',
      })
      return { status: 200, body: refund }
    },

    rejectRefund: async ({ caller, params: { refund_id }, body }) => {
      pendingRefund(platform, refund_id)
      const refund = await turns.take(`refund:${refund_id}`, () =>
        reviewed(review(database, refund_id, 'rejected', body.reason)),
      )
      logActivity(database, caller.userId, 'refund.rejected', { type: 'refund', id: refund.id })
      await mail.notify(userById(database, refund.user_id), 'refund_rejected', {
        amount: price(refund.amount, refund.currency),
        reason: body.reason,
      })
      return { status: 200, body: refund }
    },
  }
}

function pendingRefund({ database }: Platform, id: number): Refund {
  const refund = refundById(database, id)
  if (!refund) throw new Problem('refund_not_found')
  if (refund.status !== 'pending') throw new Problem('refund_already_reviewed')
  return refund
}

function reviewed(refund: Refund | undefined): Refund {
  if (!refund) throw new Problem('refund_already_reviewed')
  return refund
}

function problemOf(error: unknown): never {
  if (error instanceof StripeUnavailable) throw new Problem('payment_provider_unavailable', { retryAfter: 30 })
  // The money went back another way meanwhile, or the bank decides over it: there is nothing left to approve.
  if (error instanceof StripeRefused) throw new Problem('refund_already_reviewed')
  throw error
}
