import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { sameText } from '../accounts/signed-tokens.ts'

/** Seconds. */
const tolerance = 300

/**
 * Whether Stripe signed exactly these bytes, not long ago.
 *
 * @param now seconds since the epoch
 * @example signatureHolds(header, body, 'whsec_…', 1764603120)
 */
export function signatureHolds(header: string | undefined, body: string, secret: string, now: number): boolean {
  const parts = (header ?? '').split(',').map((part) => part.trim().split('='))
  const times = parts.filter(([name]) => name === 't').map(([, value = '']) => value)
  const [time = ''] = times
  if (times.length !== 1 || !/^\d{1,12}$/.test(time) || Math.abs(now - Number(time)) > tolerance) return false
  const wanted = stripeSignature(body, secret, time)
  return parts.some(([name, value = '']) => name === 'v1' && sameText(value, wanted))
}

/** Hex HMAC-SHA256 of the time and the body. */
export function stripeSignature(body: string, secret: string, time: string): string {
  const encoder = new TextEncoder()
  const bytes = hmac(sha256, encoder.encode(secret), encoder.encode(`${time}.${body}`))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
