import { paymentsContract } from '@concord/contracts/ts-rest/payments'
import type { FastifyInstance } from 'fastify'
import { type Handlers, serve } from '../http/service.ts'
import type { Platform } from '../platform.ts'
import { pageOf } from '../storage/pages.ts'
import { intentFor, reconcile } from './intents.ts'
import { owned, type PaymentRow, paymentById, paymentByIntent, paymentView } from './payments.ts'
import { assertSigned, takeEvent } from './webhook.ts'

/** Intents, payments and Stripe's webhooks. */
export const servePayments = (app: FastifyInstance, platform: Platform): void =>
  serve(app, platform, paymentsContract, paymentsHandlers(platform), {
    receiveWebhook: (request) => assertSigned(platform, request),
  })

function paymentsHandlers(platform: Platform): Handlers<typeof paymentsContract> {
  const { database } = platform
  return {
    createIntent: async ({ caller, body }) => {
      const payment = await intentFor(platform, body.document_id, caller.userId)
      const { id, payment_intent_id, client_secret, amount, currency, intent_status } = payment
      return {
        status: 201,
        body: { payment_id: id, payment_intent_id, client_secret, amount, currency, status: intent_status },
      }
    },

    verify: async ({ caller, query }) => {
      const payment = owned(paymentByIntent(database, query.payment_intent_id), caller.userId)
      return { status: 200, body: paymentView(database, await reconcile(platform, payment)) }
    },

    list: ({ caller: { userId }, query }) => {
      const { document_id: documentId = null, status = null } = query
      const page = pageOf(
        query,
        database.one`
          select count(*) as total from payments
          where user_id = ${userId} and (${documentId} is null or document_id = ${documentId})
            and (${status} is null or status = ${status})`,
        ({ limit, offset }) => database.all<PaymentRow>`
          select * from payments
          where user_id = ${userId} and (${documentId} is null or document_id = ${documentId})
            and (${status} is null or status = ${status})
          order by id desc limit ${limit} offset ${offset}`,
      )
      return { status: 200, body: { ...page, items: page.items.map((row) => paymentView(database, row)) } }
    },

    get: ({ caller, params }) => ({
      status: 200,
      body: paymentView(database, owned(paymentById(database, params.payment_id), caller.userId)),
    }),

    receiveWebhook: ({ body }) => {
      takeEvent(platform, body)
      return { status: 200, body: { received: true } }
    },
  }
}
