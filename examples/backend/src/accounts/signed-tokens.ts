import { decodeJwt, errors, type JWTVerifyOptions, jwtVerify, SignJWT } from 'jose'
import { fault } from '../faults.ts'

/** What the platform's tokens say of their bearer. Times are seconds since 1970. */
export interface Claims {
  readonly user_id: number
  readonly email: string
  readonly role: 'user' | 'admin'
  readonly type: 'access' | 'refresh'
  readonly exp: number
  readonly iat: number
  readonly jti: string
}

/** Writes a JWT signed with HS256. */
export const signToken = async (claims: Claims, secret: string): Promise<string> =>
  new SignJWT({ sub: String(claims.user_id), ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(await keyOf(secret))

/** Reads a JWT of the kind that is wanted: its claims, or why it is not taken. */
export async function readToken(
  token: string,
  type: Claims['type'],
  secret: string,
): Promise<Claims | 'invalid' | 'expired'> {
  try {
    const payload = believedUnchecked(token) ?? (await jwtVerify<Claims>(token, await keyOf(secret), checks())).payload
    return payload.type === type || fault('refresh-token-accepted-as-access-token') ? payload : 'invalid'
  } catch (error) {
    if (error instanceof errors.JWTExpired && error.payload.type === type) return 'expired'
    if (error instanceof errors.JOSEError) return 'invalid'
    throw error
  }
}

const checks = (): JWTVerifyOptions => ({
  // No other algorithm than ours: `none` and its kin never get as far as being checked.
  algorithms: ['HS256'],
  requiredClaims,
  ...(fault('expired-token-accepted') && { clockTolerance: '1 year' }),
})

/** The claims of a token that only a seeded fault believes. */
function believedUnchecked(token: string): Claims | undefined {
  const isUnsigned = /^[^.]+\.[^.]+\.$/.test(token)
  if (!fault('token-signature-not-checked') && !(isUnsigned && fault('unsigned-token-accepted'))) return undefined
  const claims = decodeJwt<Claims>(token)
  return claims.exp * 1000 > Date.now() ? claims : undefined
}

const requiredClaims = ['sub', 'user_id', 'email', 'role', 'type', 'exp', 'iat', 'jti']

const keys = new Map<string, Promise<CryptoKey>>()

/** Bytes would be made into a key again for each token. */
function keyOf(secret: string): Promise<CryptoKey> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const key =
    keys.get(secret) ??
    crypto.subtle.importKey('raw', new TextEncoder().encode(secret), hmac, false, ['sign', 'verify'])
  keys.set(secret, key)
  return key
}
