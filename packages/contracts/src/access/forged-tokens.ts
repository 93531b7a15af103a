const HOUR = 3600

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/**
 * A token as it is, but without its signature and saying that it needs none (RFC 8725 §2.1). Its claims are true, so that nothing else is
 * there to refuse it for. For one that is no JWT, a JWT that claims to be an administrator.
 */
export function unsignedToken(token: string): string {
  const [, payload, signature] = token.split('.')
  const head = encode({ alg: 'none', typ: 'JWT' })
  if (payload !== undefined && signature !== undefined) return `${head}.${payload}.`
  const now = Math.floor(Date.now() / 1000)
  return `${head}.${encode({ sub: '1', user_id: 1, role: 'admin', type: 'access', iat: now, exp: now + HOUR })}.`
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
