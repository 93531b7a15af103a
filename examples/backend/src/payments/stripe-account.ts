import { PaymentIntentStatusSchema } from '@concord/sdk/schemas'
import type { PaymentIntentStatus } from '@concord/sdk/types'
import { Stripe } from 'stripe'
import { fault } from '../faults.ts'
import type { Settings } from '../settings.ts'

/** Stripe could not be reached, or failed. As far as anybody knows nothing was changed there. */
export class StripeUnavailable extends Error {
  override readonly name = 'StripeUnavailable'
}

/** Stripe understood, and refused. */
export class StripeRefused extends Error {
  override readonly name = 'StripeRefused'
}

/** What the platform reads of an intent, whether it asked or was told. */
export interface Intent {
  readonly id: string
  readonly status: PaymentIntentStatus
  readonly amount?: number | undefined
  readonly currency?: string | undefined
  readonly client_secret?: string | null | undefined
  readonly last_payment_error?:
    | { readonly code?: string | undefined; readonly message?: string | undefined }
    | null
    | undefined
  readonly metadata?: Readonly<Record<string, string>> | undefined
}

/** A signature older than this was recorded by somebody. */
const oldestSignature = 300

/** The platform's account at Stripe. */
export class StripeAccount {
  readonly #stripe: Stripe
  readonly #webhookSecret: string

  constructor({ providersUrl, stripeWebhookSecret, stripeKey }: Settings) {
    this.#webhookSecret = stripeWebhookSecret
    this.#stripe = new Stripe(stripeKey, {
      timeout: 10_000,
      maxNetworkRetries: 1,
      telemetry: false,
      // The client takes a host and no path; the sandbox has one.
      httpClient: Stripe.createFetchHttpClient((address: URL | string | Request, options?: RequestInit) => {
        const { pathname, search } = new URL(address instanceof Request ? address.url : address)
        return fetch(`${providersUrl}/providers/stripe${pathname}${search}`, options)
      }),
    })
  }

  /**
   * @param key asking again under it gives the same intent
   * @throws StripeUnavailable, StripeRefused
   */
  createIntent(amount: number, currency: string, metadata: Record<string, string>, key: string): Promise<Intent> {
    const fields = { amount, currency, metadata, automatic_payment_methods: { enabled: true } }
    return reach(async () => intentOf(await this.#stripe.paymentIntents.create(fields, { idempotencyKey: key })))
  }

  /** @throws StripeUnavailable, StripeRefused */
  readIntent(id: string): Promise<Intent> {
    return reach(async () => intentOf(await this.#stripe.paymentIntents.retrieve(id)))
  }

  /** @throws StripeUnavailable; StripeRefused when it was paid before */
  cancelIntent(id: string): Promise<Intent> {
    return reach(async () => intentOf(await this.#stripe.paymentIntents.cancel(id)))
  }

  /**
   * Gives money back.
   *
   * @param key asking again under it gives no money twice
   * @throws StripeUnavailable, StripeRefused
   */
  async refund(intentId: string, amount: number, key: string): Promise<void> {
    await reach(() => this.#stripe.refunds.create({ payment_intent: intentId, amount }, { idempotencyKey: key }))
  }

  /** How much of what was paid with an intent went back, in all. @throws StripeUnavailable, StripeRefused */
  amountRefunded(intentId: string): Promise<number> {
    return reach(async () => {
      const { data } = await this.#stripe.charges.list({ payment_intent: intentId })
      return data.reduce((sum, charge) => sum + charge.amount_refunded, 0)
    })
  }

  /** Whether Stripe signed exactly these bytes, not long ago. */
  hasSigned(payload: Buffer, signature: string): boolean {
    try {
      const { signature: verifier } = this.#stripe.webhooks
      const oldest = fault('webhook-old-signature-accepted') ? Number.MAX_SAFE_INTEGER : oldestSignature
      return verifier?.verifyHeader(payload, signature, this.#webhookSecret, oldest) ?? false
    } catch (error) {
      if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false
      throw error
    }
  }

  /** The header that Stripe would send with this payload. */
  signatureFor(payload: string, ageSeconds: number): string {
    const timestamp = Math.floor(Date.now() / 1000) - ageSeconds
    return this.#stripe.webhooks.generateTestHeaderString({ payload, secret: this.#webhookSecret, timestamp })
  }
}

function intentOf({
  id,
  status,
  amount,
  currency,
  client_secret,
  last_payment_error,
  metadata,
}: Stripe.PaymentIntent): Intent {
  const known = PaymentIntentStatusSchema.parse(status)
  return { id, status: known, amount, currency, client_secret, last_payment_error, metadata }
}

async function reach<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    const refused =
      error instanceof Stripe.errors.StripeInvalidRequestError || error instanceof Stripe.errors.StripeCardError
    throw new (refused ? StripeRefused : StripeUnavailable)(error.message, { cause: error })
  }
}
