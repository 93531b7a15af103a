import { createAccount, normalised, userByEmail } from '../../platform/accounts/accounts.ts'
import { logActivity } from '../../platform/accounts/activity-log.ts'
import { anAllowedRedirect, grantConsent, identityProviders, startSignIn } from '../../platform/accounts/auth-oauth.ts'
import { noteFailure } from '../../platform/accounts/lock-out.ts'
import { issueOneUse, spend } from '../../platform/accounts/one-use.ts'
import { accessLifetime, issueTokens, refreshLifetime, rotate } from '../../platform/accounts/sessions.ts'
import { type OneUsePurpose, type UserRow, users } from '../../platform/rows.ts'
import type { World } from '../../world/world.ts'
import { type StateContext, type StateParams, type StateSetups, type StateValues, textParam } from './state.ts'

const password = 'correct horse battery staple'

/** Who is there, and how they are signed in. */
export const signInStates: StateSetups = {
  'a signed-in user': (context, params) =>
    signedIn(context, account(context.world, textParam(params, 'email') ?? 'ada@example.test')),

  'a signed-in administrator': (context) => {
    const user = account(context.world, 'admin@example.test')
    const { user_id, access_token } = signedIn(context, users(context.world).update(user.id, { role: 'admin' }))
    return { user_id, access_token }
  },

  'an expired access token': async (context) => {
    const { user_id, access_token } = signedIn(context, context.user())
    await context.world.advance((accessLifetime + 1) * 1000)
    return { user_id, access_token }
  },

  'a registered user': ({ world }, params) => {
    const secret = textParam(params, 'password') ?? password
    const user = registered(world, textParam(params, 'email') ?? 'ada@example.test', secret)
    return { user_id: user.id, email: user.email, password: secret }
  },

  'an unused e-mail address': () => ({ email: 'newcomer@example.test' }),

  'a locked account': ({ world }) => {
    const user = registered(world, 'ada@example.test', password)
    for (let attempt = 0; attempt < 5; attempt += 1) noteFailure(world, user.email)
    return { email: user.email, password }
  },

  'a magic link': (context, params) => {
    const email = normalised(textParam(params, 'email') ?? 'ada@example.test')
    return mailedToken(context, 'magic_link', email, params)
  },

  'a password reset link': (context, params) => {
    const user = registered(context.world, 'ada@example.test', password)
    return mailedToken(context, 'reset_password', user.email, params)
  },

  'an e-mail verification': (context, params) => {
    const user = createAccount(context.world, { email: 'newcomer@example.test', password })
    return mailedToken(context, 'verify_email', user.email, params)
  },

  'a refresh token': async (context, params) => {
    const user = context.user()
    const { refresh_token } = issueTokens(context.world, user)
    if (params.condition === 'expired') await context.world.advance((refreshLifetime + 1) * 1000)
    if (params.condition === 'reused') rotate(context.world, refresh_token)
    return { user_id: user.id, refresh_token }
  },

  'an allowed redirect address': () => ({ redirect_uri: anAllowedRedirect }),

  'a started sign-in': ({ world }, params) => {
    const provider = identityProviders.find((name) => name === params.provider) ?? 'google'
    const { state } = startSignIn(world, provider)
    return { state, code: grantConsent(world, state, 'ada@example.test')?.code }
  },

  'another user': ({ world }, params) => ({
    user_id: account(world, textParam(params, 'email') ?? 'grace@example.test').id,
  }),

  'recent activity': (context) => {
    const user = context.user()
    logActivity(context.world, user.id, 'user.signed_in', 'user', user.id)
    return {}
  },
}

/** The account with this address; made where there is none. */
export function account(world: World, email: string): UserRow {
  return userByEmail(world, email) ?? createAccount(world, { email, verified: true })
}

function registered(world: World, email: string, secret: string): UserRow {
  return createAccount(world, { email, password: secret, verified: true })
}

function signedIn(context: StateContext, user: UserRow): StateValues {
  context.become(user)
  const { access_token, refresh_token } = issueTokens(context.world, user)
  return { user_id: user.id, access_token, refresh_token }
}

async function mailedToken(
  { world }: StateContext,
  purpose: OneUsePurpose,
  email: string,
  params: StateParams,
): Promise<StateValues> {
  const { id, expires } = issueOneUse(world, purpose, { email })
  if (params.condition === 'used') spend(world, purpose, id)
  if (params.condition === 'expired') await world.advance(expires - world.clock.now() + 1000)
  return { email, token: id }
}
