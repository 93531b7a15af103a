import type { AdminStats, Refund } from '@concord/sdk/types'
import type { AdminBehaviours } from '../../generated/admin.ts'
import type { World } from '../../world/world.ts'
import { userView } from '../accounts/accounts.ts'
import { activityOf, logActivity } from '../accounts/activity-log.ts'
import { notify, written } from '../mail/mails.ts'
import { newestPageOf } from '../pages.ts'
import { paymentView } from '../payments/payments.ts'
import { StripeRefused, StripeUnavailable } from '../payments/stripe-client.ts'
import { askStripe, changeRefund } from '../refunds/refunding.ts'
import { documents, jobs, type PaymentRow, payments, type RefundRow, refunds, users } from '../rows.ts'
import { settingsBehaviours } from './admin-settings.ts'

const minute = 60_000

/** What administrators see and decide. */
export const adminBehaviours: AdminBehaviours = {
  ...settingsBehaviours,

  'admin.stats': (call) => call.reply(200, stats(call.world)),

  'admin.listUsers': (call) => {
    const { role } = call.query
    const found = role === undefined ? users(call.world).all() : users(call.world).where({ role })
    return call.reply(200, newestPageOf(found, call.query, userView))
  },

  'admin.listDocuments': (call) => {
    const { status } = call.query
    const found = status === undefined ? documents(call.world).all() : documents(call.world).where({ status })
    return call.reply(200, newestPageOf(found, call.query))
  },

  'admin.listPayments': (call) => {
    const { status } = call.query
    const found = status === undefined ? payments(call.world).all() : payments(call.world).where({ status })
    const view = (row: PaymentRow) => paymentView(call.world, row)
    return call.reply(200, newestPageOf(found, call.query, view))
  },

  'admin.listRefunds': (call) => {
    const { status } = call.query
    const found = status === undefined ? refunds(call.world).all() : refunds(call.world).where({ status })
    return call.reply(200, newestPageOf(found, call.query))
  },

  'admin.listActivityLogs': (call) => {
    const { action } = call.query
    const found = activityOf(call.world, action === undefined ? {} : { action })
    return call.reply(200, newestPageOf(found, call.query))
  },

  'admin.approveRefund': async (call) => {
    const refund = await call.world.serialised(`refund:${call.path.refund_id}`, async () => {
      const pending = pendingRefund(call)
      try {
        await askStripe(call.world, pending)
      } catch (error) {
        if (error instanceof StripeUnavailable) {
          throw call.problem('payment_provider_unavailable', { headers: { 'retry-after': '30' } })
        }
        // The money went back another way meanwhile, or the bank decides over it: there is nothing left to approve.
        if (error instanceof StripeRefused) throw call.problem('refund_already_reviewed')
        throw error
      }
      return review(call.world, pending, 'approved', call.body?.note ?? null)
    })
    call.world.scheduler.after(minute, 'refunds.process', { refund_id: refund.id, tries: 1 })
    logActivity(call.world, call.caller.userId, 'refund.approved', 'refund', refund.id)
    notify(call.world, users(call.world).get(refund.user_id), 'refund_approved', {
      amount: written(refund.amount, refund.currency),
      note: refund.review_note ?? '',
    })
    return call.reply(200, refund)
  },

  'admin.rejectRefund': async (call) => {
    const refund = await call.world.serialised(`refund:${call.path.refund_id}`, () =>
      review(call.world, pendingRefund(call), 'rejected', call.body.reason),
    )
    logActivity(call.world, call.caller.userId, 'refund.rejected', 'refund', refund.id)
    notify(call.world, users(call.world).get(refund.user_id), 'refund_rejected', {
      amount: written(refund.amount, refund.currency),
      reason: refund.review_note ?? '',
    })
    return call.reply(200, refund)
  },
}

function pendingRefund(call: {
  readonly world: World
  readonly path: { readonly refund_id: number }
  problem(code: string): Error
}): RefundRow {
  const refund = refunds(call.world).get(call.path.refund_id)
  if (!refund) throw call.problem('refund_not_found')
  if (refund.status !== 'pending') throw call.problem('refund_already_reviewed')
  return refund
}

const review = (world: World, refund: RefundRow, status: 'approved' | 'rejected', note: string | null): Refund =>
  changeRefund(world, refund.id, { status, review_note: note, reviewed_at: world.clock.iso() })

function stats(world: World): AdminStats {
  const documentsByStatus = {
    draft: 0,
    payment_pending: 0,
    generating: 0,
    completed: 0,
    failed: 0,
    failed_quality: 0,
    refunded: 0,
  }
  for (const { status } of documents(world).all()) documentsByStatus[status]++
  const revenue = new Map<string, number>()
  for (const { completed_at, amount, amount_refunded, currency } of payments(world).all()) {
    if (completed_at) revenue.set(currency, (revenue.get(currency) ?? 0) + amount - amount_refunded)
  }
  return {
    users_total: users(world).size,
    documents_total: documents(world).size,
    documents_by_status: documentsByStatus,
    jobs_running: jobs(world).where({ status: 'running' }).length,
    payments_completed: payments(world).where({ status: 'completed' }).length,
    refunds_pending: refunds(world).where({ status: 'pending' }).length,
    revenue: Array.from(revenue, ([currency, amount]) => ({ amount, currency })),
    counted_at: world.clock.iso(),
  }
}
