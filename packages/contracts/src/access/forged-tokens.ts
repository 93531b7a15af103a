const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/**
 * A token without a signature (RFC 8725 §2.1) that claims to be somebody.
 *
 * @param userId whose id it claims
 * @param role which role it claims
 */
export function unsignedToken(userId: unknown, role: string): string {
  const hour = 3600
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    sub: String(userId),
    user_id: userId,
    role,
    type: 'access',
    iat: now,
    exp: now + hour,
    jti: 'forged',
  }
  return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`
}

/**
 * A token whose claims were changed and whose signature was not. One that is no JWT loses its first character for another.
 *
 * @example
 * tamperedToken(token, { role: 'admin' })
 */
export function tamperedToken(token: string, claims: Readonly<Record<string, unknown>>): string {
  const [header, payload, signature] = token.split('.')
  if (header === undefined || payload === undefined || signature === undefined) {
    return `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`
  }
  const said = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>
  return [header, encode({ ...said, ...claims }), signature].join('.')
}
