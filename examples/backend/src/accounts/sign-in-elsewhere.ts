import type { authContract } from '@concord/contracts/ts-rest/auth'
import type { TokenPair } from '@concord/sdk/types'
import { Problem } from '../http/problems.ts'
import type { Handlers } from '../http/service.ts'
import type { Platform } from '../platform.ts'
import { logActivity } from './activity.ts'
import { addressesOf, consentPage, type IdentityProvider, redeem } from './identity-providers.ts'
import { issueOneUse, spend } from './one-use-tokens.ts'
import { issueTokens } from './sessions.ts'
import { verifiedUser } from './users.ts'

type Elsewhere = Pick<
  Handlers<typeof authContract>,
  'startGoogle' | 'startApple' | 'startFacebook' | 'finishGoogle' | 'finishApple' | 'finishFacebook'
>

/** What an identity provider sends back with. */
interface Return {
  readonly state: string
  readonly code?: string | undefined
  readonly error?: string | undefined
}

/** Signing in through Google, Apple and Facebook. */
export function signInElsewhere(platform: Platform): Elsewhere {
  const start = (provider: IdentityProvider) => (call: Parameters<Elsewhere['startGoogle']>[0]) => {
    const { query, request } = call
    const location = startSignIn(platform, provider, selfUrl(request), query.redirect_uri)
    return { status: 302 as const, headers: { location }, body: undefined }
  }
  const finish = async (provider: IdentityProvider, answer: Return, self: string) => ({
    status: 200 as const,
    body: await finishSignIn(platform, provider, answer, self),
  })
  return {
    startGoogle: start('google'),
    startApple: start('apple'),
    startFacebook: start('facebook'),
    finishGoogle: ({ query, request }) => finish('google', query, selfUrl(request)),
    finishFacebook: ({ query, request }) => finish('facebook', query, selfUrl(request)),
    finishApple: ({ body, request }) => finish('apple', body, selfUrl(request)),
  }
}

/**
 * Keeps the state of a sign-in and gives the address of the provider's consent page.
 *
 * @throws Problem redirect_uri_not_allowed
 */
export function startSignIn(
  platform: Platform,
  provider: IdentityProvider,
  self: string,
  redirectUri?: string,
): string {
  const own = `${self}/api/v1/auth/${provider}/callback`
  const target = redirectUri ?? own
  if (target !== own && !isAllowedRedirect(platform, target)) throw new Problem('redirect_uri_not_allowed')
  const state = issueOneUse(platform.database, 'oauth_state', { provider, redirectUri: target })
  return consentPage(addressesOf(provider, platform.settings, self), target, state)
}

/** Character for character: whatever is like an allowed address is another address. */
const isAllowedRedirect = ({ settings }: Platform, address: string): boolean =>
  settings.allowedOrigins.some((origin) => address === `${origin}/auth/callback`)

async function finishSignIn(
  platform: Platform,
  provider: IdentityProvider,
  answer: Return,
  self: string,
): Promise<TokenPair> {
  const { database, settings } = platform
  const state = spend(database, 'oauth_state', answer.state)
  if (typeof state === 'string' || state.provider !== provider) throw new Problem('oauth_state_invalid')
  if (answer.error !== undefined) throw new Problem('oauth_denied')
  if (answer.code === undefined) throw new Problem('oauth_code_invalid')
  const addresses = addressesOf(provider, settings, self)
  const identity = await redeem(addresses, answer.code, state.redirect_uri ?? '')
  if (!identity) throw new Problem('oauth_code_invalid')
  // The provider has verified the address, which is what makes it safe to join an account that exists.
  const user = verifiedUser(database, identity.email, identity.name)
  logActivity(database, user.id, 'user.signed_in', { type: 'user', id: user.id })
  return issueTokens(platform, user)
}

const selfUrl = ({ protocol, host }: { readonly protocol: string; readonly host: string }): string =>
  `${protocol}://${host}`
