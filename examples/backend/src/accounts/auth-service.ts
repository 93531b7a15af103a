import { authContract } from '@concord/contracts/ts-rest/auth'
import type { FastifyInstance } from 'fastify'
import { fault } from '../faults.ts'
import { Problem } from '../http/problems.ts'
import { type Handlers, serve } from '../http/service.ts'
import { MailUnavailable } from '../mail/mail.ts'
import type { Platform } from '../platform.ts'
import { timestamp } from '../storage/clock.ts'
import { logActivity } from './activity.ts'
import { lockedFor, noteFailure, unlock } from './lock-out.ts'
import { issueOneUse, spend } from './one-use-tokens.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import { endSignIn, issueTokens, revokeAll, revokeRefreshToken, rotate } from './sessions.ts'
import { signInElsewhere } from './sign-in-elsewhere.ts'
import { createUser, normalised, userByEmail, userView, verifiedUser, verifyEmail } from './users.ts'

/** Signing in, staying signed in and signing out. */
export const serveAuth = (app: FastifyInstance, platform: Platform): void =>
  serve(app, platform, authContract, authHandlers(platform))

function authHandlers(platform: Platform): Handlers<typeof authContract> {
  const { database, mail, settings } = platform
  return {
    ...signInElsewhere(platform),

    requestMagicLink: async ({ body }) => {
      // An address without an account gets its link too, and its account when the link is used: nothing tells them apart.
      const email = normalised(body.email)
      await handedOver(sendLink(platform, 'magic_link', email, '/auth/magic-link'))
      return { status: 202, body: { message: 'If the address can receive mail, a sign-in link is on its way.' } }
    },

    verifyMagicLink: async ({ body }) => {
      const link = spend(database, 'magic_link', body.token)
      if (typeof link === 'string') throw new Problem(`magic_link_${link}`)
      const user = verifiedUser(database, link.email)
      logActivity(database, user.id, 'user.signed_in', { type: 'user', id: user.id })
      return { status: 200, body: { ...(await issueTokens(platform, user)), user: userView(user) } }
    },

    register: async ({ body: { email, password, name } }) => {
      if (fault('registrations-race') && userByEmail(database, email)) throw new Problem('email_taken')
      const passwordHash = await hashPassword(password, settings.passwordMemory)
      const user = createUser(database, { email, name, passwordHash })
      if (!user)
        throw fault('registrations-race') ? new Error('The address was taken meanwhile.') : new Problem('email_taken')
      logActivity(database, user.id, 'user.registered', { type: 'user', id: user.id })
      // The account stands even if no mail goes out: signing in by a link proves the address later.
      await sendLink(platform, 'verify_email', user.email, '/auth/verify-email', user.name).catch(ifMailIsDown)
      return { status: 201, body: userView(user) }
    },

    login: async ({ body }) => {
      const email = normalised(body.email)
      assertNotLocked(platform, email)
      const user = userByEmail(database, email)
      const matches = await passwordMatches(body.password, user?.password_hash ?? null, settings.passwordMemory)
      // While the password was being checked, others may have guessed wrongly too often.
      if (!fault('lock-out-races')) assertNotLocked(platform, email)
      if (!user && fault('login-tells-unknown-addresses')) throw new Problem('user_not_found')
      if (!user || (!matches && !fault('wrong-password-accepted'))) {
        noteFailure(database, email)
        throw new Problem('invalid_credentials')
      }
      unlock(database, email)
      logActivity(database, user.id, 'user.signed_in', { type: 'user', id: user.id })
      return { status: 200, body: await issueTokens(platform, user) }
    },

    refresh: async ({ body }) => {
      const pair = await rotate(platform, body.refresh_token)
      if (typeof pair === 'string') throw new Problem(`refresh_token_${pair}`)
      return { status: 200, body: pair }
    },

    logout: async ({ caller, body }) => {
      if (!fault('logout-keeps-access-token')) endSignIn(platform, caller.jti)
      if (body?.refresh_token) await revokeRefreshToken(platform, body.refresh_token, caller.userId)
      logActivity(database, caller.userId, 'user.signed_out', { type: 'user', id: caller.userId })
      return { status: 204, body: undefined }
    },

    forgotPassword: async ({ body }) => {
      const email = normalised(body.email)
      // Without an account there is no mail, but neither an outage nor the time it takes may show which address has one.
      const known = userByEmail(database, email) !== undefined
      await handedOver(
        known
          ? sendLink(platform, 'reset_password', email, '/auth/reset-password')
          : mail.sendToOurselves('reset_password'),
      )
      return { status: 202, body: { message: 'If there is an account with this address, a link is on its way.' } }
    },

    resetPassword: async ({ body }) => {
      const passwordHash = await hashPassword(body.password, settings.passwordMemory)
      const link = spend(database, 'reset_password', body.token)
      if (typeof link === 'string') throw new Problem(`reset_token_${link}`)
      const user = userByEmail(database, link.email)
      if (!user) throw new Problem('reset_token_invalid')
      database.run`
        update users set password_hash = ${passwordHash}, email_verified = 1, updated_at = ${timestamp()}
        where id = ${user.id}`
      unlock(database, user.email)
      if (!fault('password-reset-keeps-sign-ins')) revokeAll(platform, user.id)
      logActivity(database, user.id, 'user.password_changed', { type: 'user', id: user.id })
      return { status: 204, body: undefined }
    },

    verifyEmail: ({ body }) => {
      const link = spend(database, 'verify_email', body.token)
      if (typeof link === 'string') throw new Problem(`verification_token_${link}`)
      const user = userByEmail(database, link.email)
      if (!user) throw new Problem('verification_token_invalid')
      verifyEmail(database, user)
      return { status: 204, body: undefined }
    },
  }
}

function assertNotLocked({ database }: Platform, email: string): void {
  const locked = lockedFor(database, email)
  if (locked > 0) throw new Problem('account_locked', { retryAfter: locked })
}

async function sendLink(
  { database, mail }: Platform,
  purpose: 'magic_link' | 'verify_email' | 'reset_password',
  email: string,
  path: string,
  name = '',
): Promise<void> {
  const token = issueOneUse(database, purpose, { email })
  await mail.send(email, purpose, { name, link: mail.link(`${path}?token=${token}`), code: token })
}

const ifMailIsDown = (error: unknown): void => {
  if (!(error instanceof MailUnavailable)) throw error
}

async function handedOver(sending: Promise<void>): Promise<void> {
  try {
    await sending
  } catch (error) {
    ifMailIsDown(error)
    throw new Problem('email_unavailable', { retryAfter: 60 })
  }
}
