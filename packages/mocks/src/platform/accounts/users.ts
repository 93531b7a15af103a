import type { UsersBehaviours } from '../../generated/users.ts'
import type { World } from '../../world/world.ts'
import { newestPageOf } from '../pages.ts'
import { cancelOpenIntent } from '../payments/payment-intents.ts'
import { documents, type UserRow, users } from '../rows.ts'
import { createAccount, deleteAccount, userByEmail, userView } from './accounts.ts'
import { activityOf, logActivity } from './activity-log.ts'

/** Profiles, settings and activity. */
export const usersBehaviours: UsersBehaviours = {
  'users.me': (call) => call.reply(200, userView(self(call))),

  'users.updateMe': (call) => call.reply(200, userView(rename(call.world, self(call), call.body.name))),

  'users.activity': (call) => {
    const own = activityOf(call.world, { user_id: call.caller.userId })
    return call.reply(200, newestPageOf(own, call.query))
  },

  'users.settings': (call) => call.reply(200, self(call).settings),

  'users.updateSettings': (call) => {
    const { language, timezone, email_notifications, marketing_emails } = call.body
    const settings = { language, timezone, email_notifications, marketing_emails }
    users(call.world).update(call.caller.userId, { settings, updated_at: call.world.clock.iso() })
    return call.reply(200, settings)
  },

  'users.create': (call) => {
    const { email, name, role } = call.body
    if (userByEmail(call.world, email)) throw call.problem('email_taken')
    const user = createAccount(call.world, { email, name, role: role ?? 'user' })
    logActivity(call.world, call.caller.userId, 'user.created', 'user', user.id)
    return call.reply(201, userView(user))
  },

  'users.get': (call) => call.reply(200, userView(selfOrAny(call))),

  'users.update': (call) => call.reply(200, userView(rename(call.world, selfOrAny(call), call.body.name))),

  'users.delete': async (call) => {
    const user = selfOrAny(call)
    // Nobody may be able to pay for what is gone.
    for (const { id } of documents(call.world).where({ user_id: user.id })) await cancelOpenIntent(call.world, id)
    deleteAccount(call.world, user.id)
    if (user.id !== call.caller.userId) logActivity(call.world, call.caller.userId, 'user.deleted', 'user', user.id)
    return call.reply(204, undefined)
  },
}

interface UserCall {
  readonly world: World
  readonly caller: { readonly userId: number; readonly role: string }
  problem(code: string): Error
}

/** The caller. Whoever has a token that counts has an account. */
function self(call: UserCall): UserRow {
  const user = users(call.world).get(call.caller.userId)
  if (!user) throw new Error(`User ${call.caller.userId} has a valid token but no account`)
  return user
}

/** The user in the path: 404 for nobody, 403 for somebody else unless an administrator asks. */
function selfOrAny(call: UserCall & { readonly path: { readonly user_id: number } }): UserRow {
  const user = users(call.world).get(call.path.user_id)
  if (!user) throw call.problem('user_not_found')
  if (user.id !== call.caller.userId && call.caller.role !== 'admin') throw call.problem('not_authorized')
  return user
}

function rename(world: World, user: UserRow, name: string): UserRow {
  logActivity(world, user.id, 'user.updated', 'user', user.id)
  return users(world).update(user.id, { name, updated_at: world.clock.iso() })
}
