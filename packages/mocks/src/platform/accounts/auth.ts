import { MailUnavailable } from '../../engine/mailbox.ts'
import type { AuthBehaviours } from '../../generated/auth.ts'
import type { World } from '../../world/world.ts'
import { appLink, mailIsDown, sendMail } from '../mail/mails.ts'
import { type OneUsePurpose, users } from '../rows.ts'
import { createAccount, freshHash, normalised, userByEmail, userView } from './accounts.ts'
import { logActivity } from './activity-log.ts'
import { oauthBehaviours } from './auth-oauth.ts'
import { bearerOf } from './bearer-token.ts'
import { lockedFor, noteFailure, unlock } from './lock-out.ts'
import { issueOneUse, spend } from './one-use.ts'
import { passwordMatches } from './passwords.ts'
import { issueTokens, revokeAll, revokeSignIn, rotate } from './sessions.ts'

/** Signing in, staying signed in and signing out. */
export const authBehaviours: AuthBehaviours = {
  ...oauthBehaviours,

  'auth.requestMagicLink': (call) => {
    // An address without an account gets its link too, and its account when the link is used: nothing tells them apart.
    const email = normalised(call.body.email)
    mailOr503(call, () => sendLink(call.world, 'magic_link', email, '/auth/magic-link'))
    return call.reply(202, { message: 'If the address can receive mail, a sign-in link is on its way.' })
  },

  'auth.verifyMagicLink': (call) => {
    const link = spend(call.world, 'magic_link', call.body.token)
    if (typeof link === 'string') throw call.problem(`magic_link_${link}`)
    const known = userByEmail(call.world, link.email)
    const user = known
      ? users(call.world).update(known.id, { email_verified: true })
      : createAccount(call.world, { email: link.email, verified: true })
    logActivity(call.world, user.id, 'user.signed_in', 'user', user.id)
    return call.reply(200, { ...issueTokens(call.world, user), user: userView(user) })
  },

  'auth.register': (call) => {
    const { world, body } = call
    if (userByEmail(world, body.email)) throw call.problem('email_taken')
    const user = createAccount(world, { email: body.email, name: body.name, password: body.password })
    logActivity(world, user.id, 'user.registered', 'user', user.id)
    try {
      sendLink(world, 'verify_email', user.email, '/auth/verify-email', user.name)
    } catch (error) {
      // The account stands all the same: signing in by a link proves the address later.
      if (!(error instanceof MailUnavailable)) throw error
    }
    return call.reply(201, userView(user))
  },

  'auth.login': (call) => {
    const { world } = call
    const email = normalised(call.body.email)
    const locked = lockedFor(world, email)
    if (locked > 0) throw call.problem('account_locked', { headers: { 'retry-after': String(locked) } })
    const user = userByEmail(world, email)
    if (!passwordMatches(call.body.password, user?.password_hash ?? null) || !user) {
      noteFailure(world, email)
      throw call.problem('invalid_credentials')
    }
    unlock(world, email)
    logActivity(world, user.id, 'user.signed_in', 'user', user.id)
    return call.reply(200, issueTokens(world, user))
  },

  'auth.refresh': (call) => {
    const pair = rotate(call.world, call.body.refresh_token)
    if (typeof pair === 'string') throw call.problem(`refresh_token_${pair}`)
    return call.reply(200, pair)
  },

  'auth.logout': (call) => {
    const { world, caller, body } = call
    revokeSignIn(world, bearerOf(call.request.headers), caller.userId)
    if (body?.refresh_token) revokeSignIn(world, body.refresh_token, caller.userId)
    logActivity(world, caller.userId, 'user.signed_out', 'user', caller.userId)
    return call.reply(204, undefined)
  },

  'auth.forgotPassword': (call) => {
    const email = normalised(call.body.email)
    mailOr503(call, () => {
      if (userByEmail(call.world, email)) sendLink(call.world, 'reset_password', email, '/auth/reset-password')
      // Without an account there is no mail, but an outage must not show which address has one.
      else if (mailIsDown(call.world, 'reset_password')) throw new MailUnavailable()
    })
    return call.reply(202, { message: 'If there is an account with this address, a link is on its way.' })
  },

  'auth.resetPassword': (call) => {
    const { world, body } = call
    const link = spend(world, 'reset_password', body.token)
    if (typeof link === 'string') throw call.problem(`reset_token_${link}`)
    const user = userByEmail(world, link.email)
    if (!user) throw call.problem('reset_token_invalid')
    users(world).update(user.id, {
      password_hash: freshHash(world, body.password),
      email_verified: true,
      updated_at: world.clock.iso(),
    })
    unlock(world, user.email)
    revokeAll(world, user.id)
    logActivity(world, user.id, 'user.password_changed', 'user', user.id)
    return call.reply(204, undefined)
  },

  'auth.verifyEmail': (call) => {
    const link = spend(call.world, 'verify_email', call.body.token)
    if (typeof link === 'string') throw call.problem(`verification_token_${link}`)
    const user = userByEmail(call.world, link.email)
    if (!user) throw call.problem('verification_token_invalid')
    users(call.world).update(user.id, { email_verified: true, updated_at: call.world.clock.iso() })
    return call.reply(204, undefined)
  },
}

function sendLink(
  world: World,
  purpose: Extract<OneUsePurpose, 'magic_link' | 'verify_email' | 'reset_password'>,
  email: string,
  path: string,
  name = '',
): void {
  const { id } = issueOneUse(world, purpose, { email })
  sendMail(world, email, purpose, { name, link: appLink(world, `${path}?token=${id}`), code: id })
}

function mailOr503(
  call: { problem(code: string, options: { headers: Record<string, string> }): Error },
  send: () => void,
): void {
  try {
    send()
  } catch (error) {
    if (!(error instanceof MailUnavailable)) throw error
    throw call.problem('email_unavailable', { headers: { 'retry-after': '60' } })
  }
}
