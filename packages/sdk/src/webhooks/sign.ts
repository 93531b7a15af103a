import { keyOf, signedContent } from './signature.ts'

/**
 * Signs a body as a provider does: for tests of a webhook handler.
 *
 * @param timestamp - Seconds since the epoch; now when absent.
 * @returns The value of the signature header.
 * @example
 * const body = JSON.stringify(event)
 * await handler(new Request(url, { method: 'POST', body, headers: { 'stripe-signature': await signPayload(body, secret) } }))
 */
export async function signPayload(
  body: string | Uint8Array,
  secret: string,
  timestamp = Math.floor(Date.now() / 1000),
): Promise<string> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const signature = await crypto.subtle.sign('HMAC', await keyOf(secret, 'sign'), signedContent(timestamp, bytes))
  const hex = Array.from(new Uint8Array(signature), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `t=${timestamp},v1=${hex}`
}
