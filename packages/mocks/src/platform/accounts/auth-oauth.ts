import { effectsOf } from '../../engine/effects-of.ts'
import type { AuthBehaviours } from '../../generated/auth.ts'
import type { World } from '../../world/world.ts'
import { oneUse, users } from '../rows.ts'
import { createAccount, normalised, userByEmail } from './accounts.ts'
import { logActivity } from './activity-log.ts'
import { issueOneUse, spend } from './one-use.ts'
import { issueTokens } from './sessions.ts'

/** Who can vouch for a user. */
export const identityProviders = ['google', 'apple', 'facebook'] as const
export type IdentityProvider = (typeof identityProviders)[number]

/** Where a provider may send users back to, besides the callback itself: the places where a frontend is developed. */
const allowedRedirects = [3000, 4173, 5173, 8080].flatMap((port) =>
  ['localhost', '127.0.0.1'].map((host) => `http://${host}:${port}/auth/callback`),
)

/** An address of the application that stands on the allow-list. */
export const anAllowedRedirect = allowedRedirects[0] as string

/** Sign-in through Google, Apple and Facebook. */
export const oauthBehaviours = {
  'auth.startGoogle': start('google'),
  'auth.startApple': start('apple'),
  'auth.startFacebook': start('facebook'),
  'auth.finishGoogle': (call) => finish(call, 'google', call.query),
  'auth.finishFacebook': (call) => finish(call, 'facebook', call.query),
  'auth.finishApple': (call) => finish(call, 'apple', call.body),
} satisfies AuthBehaviours

/** What the identity provider sends back with. */
export interface Consent {
  readonly code: string
  readonly state: string
  readonly redirect_uri: string
}

/**
 * The user agrees on the provider's consent page: gives the code that the provider sends them back with. `state` is the one in
 * the page's address; an unknown one gives nothing.
 *
 * @example grantConsent(world, state, 'ada@example.test')?.code // 'ac_…'
 */
export function grantConsent(world: World, state: string, email: string): Consent | undefined {
  const row = oneUse(world).get(state)
  if (row?.purpose !== 'oauth_state' || !row.provider) return undefined
  const { id } = issueOneUse(world, 'oauth_code', { email: normalised(email), provider: row.provider })
  return { code: id, state, redirect_uri: row.redirect_uri ?? '' }
}

/** Starts a sign-in: keeps the state, and gives the address of the consent page that the sandbox plays. */
export function startSignIn(
  world: World,
  provider: IdentityProvider,
  redirectUri?: string,
): { state: string; url: string } {
  const { origin } = effectsOf(world)
  const target = redirectUri ?? `${origin}/api/v1/auth/${provider}/callback`
  const { id } = issueOneUse(world, 'oauth_state', { provider, redirect_uri: target })
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'concord',
    scope: 'openid email profile',
    redirect_uri: target,
    state: id,
  })
  return { state: id, url: `${origin}/__sandbox/consent/${provider}?${query}` }
}

function start(provider: IdentityProvider): NonNullable<AuthBehaviours['auth.startGoogle']> {
  return (call) => {
    const redirect = call.query.redirect_uri
    const own = `${effectsOf(call.world).origin}/api/v1/auth/${provider}/callback`
    if (redirect !== undefined && redirect !== own && !allowedRedirects.includes(redirect)) {
      throw call.problem('redirect_uri_not_allowed')
    }
    return call.reply(302, undefined, { location: startSignIn(call.world, provider, redirect).url })
  }
}

function finish(
  call:
    | Parameters<NonNullable<AuthBehaviours['auth.finishGoogle']>>[0]
    | Parameters<NonNullable<AuthBehaviours['auth.finishApple']>>[0],
  provider: IdentityProvider,
  answer: { readonly state: string; readonly code?: string; readonly error?: string },
): ReturnType<typeof call.reply> {
  const { world } = call
  const state = spend(world, 'oauth_state', answer.state)
  if (typeof state === 'string' || state.provider !== provider) throw call.problem('oauth_state_invalid')
  const [refusal] = world.faults.strike({ on: 'action', operation: 'auth.consent', type: provider })
  if (answer.error !== undefined || refusal?.kind === 'deny') throw call.problem('oauth_denied')
  const code = answer.code === undefined ? 'invalid' : spend(world, 'oauth_code', answer.code)
  if (typeof code === 'string' || code.provider !== provider) throw call.problem('oauth_code_invalid')
  const known = userByEmail(world, code.email)
  // The identity provider has verified the address, which is what makes it safe to join an account that exists.
  const user = known
    ? users(world).update(known.id, { email_verified: true })
    : createAccount(world, { email: code.email, verified: true })
  logActivity(world, user.id, 'user.signed_in', 'user', user.id)
  return call.reply(200, issueTokens(world, user))
}
