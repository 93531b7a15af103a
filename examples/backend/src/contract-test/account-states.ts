import { z } from 'zod'
import { logActivity } from '../accounts/activity.ts'
import { identityProviders } from '../accounts/identity-providers.ts'
import { noteFailure } from '../accounts/lock-out.ts'
import { issueOneUse, spend } from '../accounts/one-use-tokens.ts'
import { hashPassword } from '../accounts/passwords.ts'
import { issueToken, issueTokens, refreshLifetime, rotate } from '../accounts/sessions.ts'
import { startSignIn } from '../accounts/sign-in-elsewhere.ts'
import { createUser, type UserRow, userByEmail, userById, verifiedUser } from '../accounts/users.ts'
import type { Platform } from '../platform.ts'
import { consent } from './identity-stand-in.ts'
import { type ProviderStates, type StateContext, type StateValues, state } from './states.ts'

const ada = 'ada@example.test'
const newcomer = 'newcomer@example.test'
const password = 'correct horse battery staple'

const nothing = z.object({})
const condition = z.object({ condition: z.enum(['fresh', 'expired', 'used']).default('fresh') })

/** Who is there, and how they are signed in. */
export const accountStates: ProviderStates = {
  'a signed-in user': state(
    z.object({ email: z.email().default(ada) }),
    ['user_id', 'access_token', 'refresh_token'],
    (context, { email }) => signedIn(context, verifiedUser(context.platform.database, email)),
  ),

  'a signed-in administrator': state(nothing, ['user_id', 'access_token'], async (context) => {
    const { database } = context.platform
    const user = verifiedUser(database, 'admin@example.test')
    database.run`update users set role = 'admin' where id = ${user.id}`
    const { user_id, access_token } = await signedIn(context, userById(database, user.id) ?? user)
    return { user_id, access_token }
  }),

  'an expired access token': state(nothing, ['user_id', 'access_token'], async ({ platform, user }) => ({
    user_id: user().id,
    access_token: await issueToken(platform, user(), 'access', -1),
  })),

  'a registered user': state(
    z.object({ email: z.email().default(ada), password: z.string().min(12).default(password) }),
    ['user_id', 'email', 'password'],
    async ({ platform }, { email, password }) => {
      const user = await registered(platform, email, password)
      return { user_id: user.id, email: user.email, password }
    },
  ),

  'an unused e-mail address': state(nothing, ['email'], () => ({ email: newcomer })),

  'a locked account': state(nothing, ['email', 'password'], async ({ platform }) => {
    const { email } = await registered(platform, ada, password)
    for (let failure = 0; failure < 5; failure++) noteFailure(platform.database, email)
    return { email, password }
  }),

  'a magic link': state(
    condition.extend({ email: z.email().default(ada) }),
    ['email', 'token'],
    ({ platform }, { condition, email }) => mailed(platform, 'magic_link', email, condition),
  ),

  'a password reset link': state(condition, ['email', 'token'], async ({ platform }, { condition }) => {
    const { email } = await registered(platform, ada, password)
    return mailed(platform, 'reset_password', email, condition)
  }),

  'an e-mail verification': state(condition, ['email', 'token'], ({ platform }, { condition }) => {
    createUser(platform.database, { email: newcomer })
    return mailed(platform, 'verify_email', newcomer, condition)
  }),

  'a refresh token': state(
    z.object({ condition: z.enum(['fresh', 'expired', 'reused']).default('fresh') }),
    ['user_id', 'refresh_token'],
    async ({ platform, user }, { condition }) => {
      const lifetime = condition === 'expired' ? -1 : refreshLifetime
      const refresh_token = await issueToken(platform, user(), 'refresh', lifetime)
      if (condition === 'reused') await rotate(platform, refresh_token)
      return { user_id: user().id, refresh_token }
    },
  ),

  'an allowed redirect address': state(nothing, ['redirect_uri'], ({ platform }) => ({
    redirect_uri: `${platform.settings.allowedOrigins[0]}/auth/callback`,
  })),

  'a started sign-in': state(
    z.object({ provider: z.enum(identityProviders).default('google') }),
    ['code', 'state'],
    ({ platform, selfUrl }, { provider }) => consent(startSignIn(platform, provider, selfUrl), ada),
  ),

  'another user': state(
    z.object({ email: z.email().default('grace@example.test') }),
    ['user_id'],
    ({ platform }, { email }) => ({ user_id: verifiedUser(platform.database, email).id }),
  ),

  'a user who opens a socket': state(nothing, ['user_id', 'token'], async ({ platform, user }) => ({
    user_id: user().id,
    token: (await issueTokens(platform, user())).access_token,
  })),

  'recent activity': state(nothing, [], ({ platform, user }) => {
    logActivity(platform.database, user().id, 'user.signed_in', { type: 'user', id: user().id })
    return {}
  }),
}

async function signedIn({ platform, become }: StateContext, user: UserRow) {
  become(user)
  const { access_token, refresh_token } = await issueTokens(platform, user)
  return { user_id: user.id, access_token, refresh_token }
}

async function registered({ database, settings }: Platform, email: string, secret: string): Promise<UserRow> {
  createUser(database, { email, passwordHash: await hashPassword(secret, settings.passwordMemory) })
  const user = userByEmail(database, email)
  if (!user) throw new Error(`${email} has no account.`)
  return verifiedUser(database, user.email)
}

function mailed(
  { database }: Platform,
  purpose: 'magic_link' | 'reset_password' | 'verify_email',
  email: string,
  condition: 'fresh' | 'expired' | 'used',
): StateValues {
  const token = issueOneUse(database, purpose, { email, ...(condition === 'expired' && { lifetime: -1 }) })
  if (condition === 'used') spend(database, purpose, token)
  return { email, token }
}
