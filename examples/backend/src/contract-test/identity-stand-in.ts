import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { UnsecuredJWT } from 'jose'

/** Codes that a consent page gave out, and for whom. */
const codes = new Map<string, string>()

/**
 * A user agrees on a provider's consent page.
 *
 * @param page its address, as a started sign-in gives it
 * @returns what the provider sends back with
 */
export async function consent(page: string, email: string): Promise<{ code: string; state: string }> {
  const { hostname, searchParams } = new URL(page)
  const state = searchParams.get('state') ?? ''
  // The sandbox plays Google and agrees at once when it is asked to.
  if (hostname !== 'appleid.apple.com' && hostname !== 'www.facebook.com') {
    const answer = await fetch(`${page}&prompt=none&login_hint=${encodeURIComponent(email)}`, { redirect: 'manual' })
    const code = new URL(answer.headers.get('location') ?? 'none:').searchParams.get('code')
    if (code === null) throw new Error(`The consent page answers ${answer.status} and gives no code.`)
    return { code, state }
  }
  const code = `ac_${randomBytes(12).toString('base64url')}`
  codes.set(code, email)
  return { code, state }
}

/** What the sandbox does not play: the token endpoints of Apple and Facebook, and what Facebook knows of a user. */
export function serveStandIns(app: FastifyInstance): void {
  app.post('/_contract/identity/:provider/token', (request, reply) => {
    const code = new URLSearchParams(String(request.body)).get('code') ?? ''
    const email = codes.get(code)
    codes.delete(code)
    if (email === undefined) return reply.status(400).send({ error: 'invalid_grant' })
    const isApple = request.url.includes('/apple/')
    const idToken = new UnsecuredJWT({ email, email_verified: 'true' }).encode()
    return reply.send({ access_token: email, token_type: 'bearer', ...(isApple && { id_token: idToken }) })
  })
  app.get('/_contract/identity/facebook/me', (request, reply) =>
    reply.send({ email: request.headers.authorization?.replace(/^Bearer /, ''), name: 'Ada' }),
  )
}
