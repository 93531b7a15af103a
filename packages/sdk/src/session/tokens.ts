/** What a server answers a sign-in with. */
export interface TokenPair {
  readonly access_token: string
  readonly refresh_token?: string | undefined
  /** Seconds that the access token lives. */
  readonly expires_in?: number | undefined
}

/** The tokens of a signed-in user, as a store keeps them. */
export interface Tokens extends TokenPair {
  /** When the access token ends, in milliseconds of the local clock, however wrong that is. */
  readonly expires_at?: number | undefined
}

/** What a JSON Web Token says. It is not verified: that is the server's business. Nothing when it is none. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const payload = (token.split('.')[1] as string).replace(/-/g, '+').replace(/_/g, '/')
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0))
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return claims && typeof claims === 'object' ? { ...claims } : undefined
  } catch {
    return
  }
}

/**
 * Turns tokens into what is kept. The end is counted from now, by `expires_in` or by the difference of `exp` and `iat`, so that it does not
 * matter what time the local clock believes it to be. What was counted before stays.
 */
export function kept(tokens: Tokens, now: number): Tokens {
  const { access_token, refresh_token, expires_at } = tokens
  const claims = tokens.expires_in === undefined ? claimsOf(access_token) : undefined
  const expires_in = tokens.expires_in ?? Number(claims?.exp) - Number(claims?.iat)
  return Number.isNaN(expires_in)
    ? { access_token, refresh_token }
    : { access_token, refresh_token, expires_in, expires_at: expires_at ?? now + expires_in * 1000 }
}
