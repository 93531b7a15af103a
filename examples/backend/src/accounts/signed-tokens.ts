import { errors, jwtVerify, SignJWT } from 'jose'

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
export const signToken = (claims: Claims, secret: string): Promise<string> =>
  new SignJWT({ sub: String(claims.user_id), ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(keyOf(secret))

/** Reads a JWT of the kind that is wanted: its claims, or why it is not taken. */
export async function readToken(
  token: string,
  type: Claims['type'],
  secret: string,
): Promise<Claims | 'invalid' | 'expired'> {
  try {
    // No other algorithm than ours: `none` and its kin never get as far as being checked.
    const { payload } = await jwtVerify<Claims>(token, keyOf(secret), { algorithms: ['HS256'], requiredClaims })
    return payload.type === type ? payload : 'invalid'
  } catch (error) {
    if (error instanceof errors.JWTExpired && error.payload.type === type) return 'expired'
    if (error instanceof errors.JOSEError) return 'invalid'
    throw error
  }
}

const requiredClaims = ['sub', 'user_id', 'email', 'role', 'type', 'exp', 'iat', 'jti']

const keyOf = (secret: string): Uint8Array => new TextEncoder().encode(secret)
