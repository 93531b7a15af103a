import type { PaymentIntentStatus } from '@concord/sdk/types'
import type { UpstreamReply } from '../../engine/effects.ts'
import { effectsOf } from '../../engine/effects-of.ts'
import type { World } from '../../world/world.ts'

/** A payment intent as Stripe tells of it, in an event or when asked. */
export interface IntentNews {
  readonly id: string
  readonly status: PaymentIntentStatus
  readonly last_payment_error?: { readonly code?: string; readonly message?: string } | null
  readonly amount?: number
  readonly currency?: string
  /** What the platform wrote on the intent, or on the one that it was copied from. */
  readonly metadata?: Readonly<Record<string, string>>
}

/** What the platform reads of an intent that it made. */
export interface StripeIntent extends IntentNews {
  readonly client_secret: string
  readonly amount: number
  readonly currency: string
}

/** The platform's own key. */
const secretKey = 'sk_test_concord'

/** Stripe could not be reached, or failed. Nothing was changed there as far as the platform knows. */
export class StripeUnavailable extends Error {
  override readonly name = 'StripeUnavailable'
}

/** Stripe understood, and refused. */
export class StripeRefused extends Error {
  override readonly name = 'StripeRefused'
}

/**
 * Makes an intent. The key makes it safe to ask again when the answer was lost.
 *
 * @throws StripeUnavailable, StripeRefused
 */
export const createStripeIntent = (
  world: World,
  fields: { amount: number; currency: string; metadata: Record<string, string> },
  idempotencyKey: string,
): Promise<StripeIntent> => call(world, 'POST', '/v1/payment_intents', fields, idempotencyKey)

/** Reads an intent. @throws StripeUnavailable, StripeRefused */
export const readStripeIntent = (world: World, id: string): Promise<StripeIntent> =>
  call(world, 'GET', `/v1/payment_intents/${id}`)

/** Ends an intent. @throws StripeUnavailable; StripeRefused when it was paid before */
export const cancelStripeIntent = (world: World, id: string): Promise<StripeIntent> =>
  call(world, 'POST', `/v1/payment_intents/${id}/cancel`, {})

/** Gives money back. @throws StripeUnavailable, StripeRefused */
export const createStripeRefund = (
  world: World,
  fields: { payment_intent: string; amount: number },
  idempotencyKey: string,
): Promise<{ readonly id: string; readonly status: string }> =>
  call(world, 'POST', '/v1/refunds', fields, idempotencyKey)

/** How much of what was paid with an intent went back, in all. @throws StripeUnavailable, StripeRefused */
export async function readRefundedAmount(world: World, intentId: string): Promise<number> {
  const path = `/v1/charges?payment_intent=${intentId}`
  const { data } = await call<{ data: readonly { amount_refunded: number }[] }>(world, 'GET', path)
  return data.reduce((sum, charge) => sum + charge.amount_refunded, 0)
}

async function call<T>(
  world: World,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
  idempotencyKey?: string,
): Promise<T> {
  let reply: UpstreamReply
  try {
    reply = await effectsOf(world).upstream('stripe', {
      method,
      path,
      headers: {
        authorization: `Bearer ${secretKey}`,
        ...(body && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
      },
      ...(body && { body: formOf(body) }),
    })
  } catch (error) {
    throw new StripeUnavailable(`${method} ${path}: no answer`, { cause: error })
  }
  if (reply.status >= 500 || reply.status === 429) throw new StripeUnavailable(`${method} ${path}: ${reply.status}`)
  if (reply.status >= 400) throw new StripeRefused(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`)
  return reply.body as T
}

/** As Stripe takes it: `amount=1000&metadata[document_id]=42`. */
function formOf(fields: object): string {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'object') form.set(name, String(value))
    else for (const [key, inner] of Object.entries(value ?? {})) form.set(`${name}[${key}]`, String(inner))
  }
  return form.toString()
}
