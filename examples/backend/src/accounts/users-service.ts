import { usersContract } from '@concord/contracts/ts-rest/users'
import type { Activity, UserSettings } from '@concord/sdk/types'
import type { FastifyInstance } from 'fastify'
import { fault } from '../faults.ts'
import { Problem } from '../http/problems.ts'
import { serve } from '../http/service.ts'
import type { Platform } from '../platform.ts'
import { timestamp } from '../storage/clock.ts'
import type { Database } from '../storage/database.ts'
import { pageOf } from '../storage/pages.ts'
import { forgetOldActivity, logActivity } from './activity.ts'
import { deleteAccount } from './deletion.ts'
import { createUser, type UserRow, userById, userView } from './users.ts'

/** Profiles, settings and activity. */
export function serveUsers(app: FastifyInstance, platform: Platform): void {
  const { database } = platform
  serve(app, platform, usersContract, {
    me: ({ caller }) => ({ status: 200, body: userView(self(database, caller.userId)) }),

    updateMe: ({ caller, body }) => ({ status: 200, body: userView(rename(database, caller.userId, body.name)) }),

    activity: ({ caller: { userId }, query }) => {
      forgetOldActivity(database)
      const page = pageOf(
        query,
        database.one`select count(*) as total from activities where user_id = ${userId}`,
        ({ limit, offset }) => database.all<Activity>`
          select * from activities where user_id = ${userId} order by id desc limit ${limit} offset ${offset}`,
      )
      return { status: 200, body: page }
    },

    settings: ({ caller }) => ({ status: 200, body: settingsView(self(database, caller.userId)) }),

    updateSettings: ({ caller, body: { language, timezone, email_notifications, marketing_emails } }) => {
      database.run`
        update users
        set language = ${language}, timezone = ${timezone}, email_notifications = ${email_notifications},
            marketing_emails = ${marketing_emails}, updated_at = ${timestamp()}
        where id = ${caller.userId}`
      return { status: 200, body: settingsView(self(database, caller.userId)) }
    },

    create: ({ caller, body: { email, name, role } }) => {
      const user = createUser(database, { email, name, role })
      if (!user) throw new Problem('email_taken')
      logActivity(database, caller.userId, 'user.created', { type: 'user', id: user.id })
      return { status: 201, body: userView(user) }
    },

    get: ({ caller, params }) => ({ status: 200, body: userView(selfOrAny(database, params.user_id, caller)) }),

    update: ({ caller, params, body }) => {
      const { id } = selfOrAny(database, params.user_id, caller)
      return { status: 200, body: userView(rename(database, id, body.name)) }
    },

    delete: async ({ caller, params }) => {
      const { id } = selfOrAny(database, params.user_id, caller)
      await deleteAccount(platform, id)
      if (id !== caller.userId) logActivity(database, caller.userId, 'user.deleted', { type: 'user', id })
      return { status: 204, body: undefined }
    },
  })
}

/** The caller. Whoever has a token that counts has an account. */
function self(database: Database, userId: number): UserRow {
  const user = userById(database, userId)
  if (!user) throw new Error(`User ${userId} has a token that counts, and no account.`)
  return user
}

/** The user in the path: 404 for nobody, 403 for somebody else unless an administrator asks. */
function selfOrAny(
  database: Database,
  userId: number,
  caller: { readonly userId: number; readonly role: UserRow['role'] },
): UserRow {
  const user = userById(database, userId)
  if (!user) throw new Problem('user_not_found')
  if (user.id !== caller.userId && caller.role !== 'admin' && !fault('profile-of-another-open'))
    throw new Problem('not_authorized')
  return user
}

function rename(database: Database, userId: number, name: string): UserRow {
  database.run`update users set name = ${name}, updated_at = ${timestamp()} where id = ${userId}`
  logActivity(database, userId, 'user.updated', { type: 'user', id: userId })
  return self(database, userId)
}

const settingsView = ({ language, timezone, email_notifications, marketing_emails }: UserRow): UserSettings => ({
  language,
  timezone,
  email_notifications: Boolean(email_notifications),
  marketing_emails: Boolean(marketing_emails),
})
