import { decodeJwt } from 'jose'
import { z } from 'zod'
import type { Settings } from '../settings.ts'

/** Who can vouch for a user. */
export const identityProviders = ['google', 'apple', 'facebook'] as const
export type IdentityProvider = (typeof identityProviders)[number]

/** Whom a provider vouched for. */
export interface Identity {
  readonly email: string
  readonly name: string | undefined
}

interface Addresses {
  readonly consent: string
  readonly token: string
  /** For one that gives no ID token. */
  readonly me?: string
  readonly scope: string
}

/** Where the providers are; in a contract test, in the backend itself where the sandbox does not play one. */
export function addressesOf(provider: IdentityProvider, settings: Settings, selfUrl: string): Addresses {
  const standIn = `${selfUrl}/_contract/identity/${provider}`
  switch (provider) {
    case 'google': {
      const google = `${settings.providersUrl}/providers/google`
      return { consent: `${google}/o/oauth2/v2/auth`, token: `${google}/token`, scope: 'openid email profile' }
    }
    case 'apple': {
      const token = settings.contractTest ? `${standIn}/token` : 'https://appleid.apple.com/auth/token'
      return { consent: 'https://appleid.apple.com/auth/authorize', token, scope: 'name email' }
    }
    case 'facebook': {
      const graph = settings.contractTest ? standIn : 'https://graph.facebook.com/v21.0'
      const [token, me] = settings.contractTest
        ? [`${graph}/token`, `${graph}/me`]
        : [`${graph}/oauth/access_token`, `${graph}/me?fields=email,name`]
      return { consent: 'https://www.facebook.com/v21.0/dialog/oauth', token, me, scope: 'email' }
    }
  }
}

/** The page on which the user agrees. */
export function consentPage({ consent, scope }: Addresses, redirectUri: string, state: string): string {
  const page = new URL(consent)
  page.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    scope,
    redirect_uri: redirectUri,
    state,
    // Apple gives a name or an address only to a form that it posts.
    ...(consent.includes('appleid') && { response_mode: 'form_post' }),
  }).toString()
  return page.href
}

/** Trades a code for an identity. Undefined when the provider does not know the code, or has no verified address for the user. */
export async function redeem(
  { token, me }: Addresses,
  code: string,
  redirectUri: string,
): Promise<Identity | undefined> {
  const form = {
    grant_type: 'authorization_code',
    client_id: clientId,
    client_secret: clientSecret,
    code,
    redirect_uri: redirectUri,
  }
  const answer = await fetch(token, {
    method: 'POST',
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(10_000),
  })
  const tokens = Tokens.safeParse(await answer.json().catch(() => undefined))
  if (!answer.ok || !tokens.success) return undefined
  const { id_token, access_token } = tokens.data
  // It comes straight from the provider, over a connection that the provider's certificate vouches for; so its signature adds nothing.
  const claims = id_token === undefined ? await profile(me, access_token) : decodeJwt(id_token)
  const person = Person.safeParse(claims)
  return person.success && person.data.email_verified ? { email: person.data.email, name: person.data.name } : undefined
}

async function profile(address: string | undefined, accessToken: string): Promise<unknown> {
  if (address === undefined) return undefined
  const headers = { authorization: `Bearer ${accessToken}` }
  const answer = await fetch(address, { headers, signal: AbortSignal.timeout(10_000) })
  return answer.json().catch(() => undefined)
}

const clientId = 'tesigo'
const clientSecret = 'tesigo-secret'

const Tokens = z.object({ access_token: z.string(), id_token: z.string().optional() })
const Person = z.object({
  email: z.email(),
  // Apple writes it as text; Facebook gives verified addresses only and does not say so.
  email_verified: z.union([z.boolean(), z.stringbool()]).default(true),
  name: z.string().min(1).max(100).optional(),
})
