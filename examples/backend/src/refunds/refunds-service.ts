import { refundsContract } from '@concord/contracts/ts-rest/refunds'
import type { Refund } from '@concord/sdk/types'
import type { FastifyInstance } from 'fastify'
import { logActivity } from '../accounts/activity.ts'
import { fault } from '../faults.ts'
import { Problem } from '../http/problems.ts'
import { serve } from '../http/service.ts'
import { owned, paymentById } from '../payments/payments.ts'
import type { Platform } from '../platform.ts'
import { pageOf } from '../storage/pages.ts'
import { insertRefund, refundById } from './refunds.ts'

/** Requests for refunds, and what became of them. */
export function serveRefunds(app: FastifyInstance, platform: Platform): void {
  const { database } = platform
  serve(app, platform, refundsContract, {
    create: ({ caller, body }) => {
      const asked = paymentById(database, body.payment_id)
      const payment = owned(asked, asked && fault('refund-of-anothers-payment') ? asked.user_id : caller.userId)
      const living = database.one`select id from refunds where payment_id = ${payment.id} and status <> 'rejected'`
      if (living !== undefined) throw new Problem('refund_exists')
      const paid = payment.status === 'completed' || payment.status === 'partially_refunded'
      // A disputed payment is decided at the bank: giving it back here as well would pay twice.
      if ((!paid && !fault('refund-of-unpaid-payment')) || payment.disputed) throw new Problem('payment_not_refundable')
      const refund = insertRefund(database, payment, { reason: body.reason })
      if (!refund) throw new Problem('refund_exists')
      logActivity(database, caller.userId, 'refund.requested', { type: 'refund', id: refund.id })
      return { status: 201, body: refund }
    },

    list: ({ caller: { userId }, query }) => {
      const { payment_id: paymentId = null, status = null } = query
      const page = pageOf(
        query,
        database.one`
          select count(*) as total from refunds
          where user_id = ${userId} and (${paymentId} is null or payment_id = ${paymentId})
            and (${status} is null or status = ${status})`,
        ({ limit, offset }) => database.all<Refund>`
          select * from refunds
          where user_id = ${userId} and (${paymentId} is null or payment_id = ${paymentId})
            and (${status} is null or status = ${status})
          order by id desc limit ${limit} offset ${offset}`,
      )
      return { status: 200, body: page }
    },

    get: ({ caller, params }) => {
      const refund = refundById(database, params.refund_id)
      if (!refund) throw new Problem('refund_not_found')
      if (refund.user_id !== caller.userId && !fault('refund-of-another-open')) throw new Problem('not_authorized')
      return { status: 200, body: refund }
    },
  })
}
