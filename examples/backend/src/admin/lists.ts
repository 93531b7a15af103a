import type { adminContract } from '@concord/contracts/ts-rest/admin'
import type { Activity, Refund } from '@concord/sdk/types'
import { forgetOldActivity } from '../accounts/activity.ts'
import { type UserRow, userView } from '../accounts/users.ts'
import { type DocumentRow, documentView } from '../documents/documents.ts'
import type { Handlers } from '../http/service.ts'
import { type PaymentRow, paymentView } from '../payments/payments.ts'
import type { Platform } from '../platform.ts'
import { pageOf } from '../storage/pages.ts'

type Lists = Pick<
  Handlers<typeof adminContract>,
  'listUsers' | 'listDocuments' | 'listPayments' | 'listRefunds' | 'listActivityLogs'
>

/** Everybody's, newest first. */
export const everybodysLists = ({ database }: Platform): Lists => ({
  listUsers: ({ query }) => {
    const { role = null } = query
    const page = pageOf(
      query,
      database.one`select count(*) as total from users where ${role} is null or role = ${role}`,
      ({ limit, offset }) => database.all<UserRow>`
        select * from users where ${role} is null or role = ${role} order by id desc limit ${limit} offset ${offset}`,
    )
    return { status: 200, body: { ...page, items: page.items.map(userView) } }
  },

  listDocuments: ({ query }) => {
    const { status = null } = query
    const page = pageOf(
      query,
      database.one`select count(*) as total from documents where ${status} is null or status = ${status}`,
      ({ limit, offset }) => database.all<DocumentRow>`
        select * from documents where ${status} is null or status = ${status}
        order by id desc limit ${limit} offset ${offset}`,
    )
    return { status: 200, body: { ...page, items: page.items.map(documentView) } }
  },

  listPayments: ({ query }) => {
    const { status = null } = query
    const page = pageOf(
      query,
      database.one`select count(*) as total from payments where ${status} is null or status = ${status}`,
      ({ limit, offset }) => database.all<PaymentRow>`
        select * from payments where ${status} is null or status = ${status}
        order by id desc limit ${limit} offset ${offset}`,
    )
    return { status: 200, body: { ...page, items: page.items.map((row) => paymentView(database, row)) } }
  },

  listRefunds: ({ query }) => {
    const { status = null } = query
    const page = pageOf(
      query,
      database.one`select count(*) as total from refunds where ${status} is null or status = ${status}`,
      ({ limit, offset }) => database.all<Refund>`
        select * from refunds where ${status} is null or status = ${status}
        order by id desc limit ${limit} offset ${offset}`,
    )
    return { status: 200, body: page }
  },

  listActivityLogs: ({ query }) => {
    const { action = null } = query
    forgetOldActivity(database)
    const page = pageOf(
      query,
      database.one`select count(*) as total from activities where ${action} is null or action = ${action}`,
      ({ limit, offset }) => database.all<Activity>`
        select * from activities where ${action} is null or action = ${action}
        order by id desc limit ${limit} offset ${offset}`,
    )
    return { status: 200, body: page }
  },
})
