import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { WebhookSender } from '../engine/effects.ts'

/** What Stripe and the platform share, so that the platform knows Stripe's events from anybody else's. */
export const webhookSecret = 'whsec_concord_sandbox'

const minute = 60
const hour = 60 * minute

/** How Stripe sends webhooks: signed over the raw body, and again and again for three days until they are accepted. */
export const stripeSender: WebhookSender = {
  provider: 'stripe',
  platformPath: '/api/v1/payment/webhook',
  platformSecret: webhookSecret,
  sign: (body, secret, at) => {
    const time = Math.floor(at / 1000)
    const bytes = hmac(sha256, encoder.encode(secret), encoder.encode(`${time}.${body}`))
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    return { 'stripe-signature': `t=${time},v1=${hex}` }
  },
  retrySchedule: [
    5 * minute,
    30 * minute,
    2 * hour,
    5 * hour,
    10 * hour,
    22 * hour,
    34 * hour,
    46 * hour,
    58 * hour,
    70 * hour,
  ],
}

const encoder = new TextEncoder()
