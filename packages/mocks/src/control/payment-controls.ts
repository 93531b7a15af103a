import type { SandboxReply, SandboxRequest } from '../engine/call.ts'
import { authenticateIntent, UnexpectedState } from '../providers/stripe-machine.ts'
import type { World } from '../world/world.ts'
import { ControlProblem } from './control-problem.ts'

/** What came of a payment that the user confirmed in Stripe's form. */
export interface PaymentOutcome {
  readonly payment_intent_id: string
  /** The payment intent's status, as Stripe has it. */
  readonly status: string
  /** Why the card was refused; null when it was not. */
  readonly error: { readonly code: string; readonly message: string } | null
}

/** The card that is always good. */
export const goodCard = '4242424242424242'

/**
 * Plays the user in Stripe's form: confirms the payment intent with a card, at Stripe's own face.
 *
 * @throws ControlProblem 404 when Stripe has no such intent, 409 when it cannot be confirmed any more
 */
export async function confirmPayment(
  handle: (request: SandboxRequest) => SandboxReply | Promise<SandboxReply>,
  origin: string,
  paymentIntentId: string,
  card: string = goodCard,
): Promise<PaymentOutcome> {
  const reply = await handle({
    method: 'POST',
    path: `/providers/stripe/v1/payment_intents/${encodeURIComponent(paymentIntentId)}/confirm`,
    query: '',
    origin,
    headers: { authorization: 'Bearer sk_test_concord', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      'payment_method_data[type]': 'card',
      'payment_method_data[card][number]': card,
    }).toString(),
  })
  const body = typeof reply.body === 'string' ? (JSON.parse(reply.body) as StripeAnswer) : {}
  if (reply.status === 200) return { payment_intent_id: paymentIntentId, status: body.status ?? 'unknown', error: null }
  const { code = 'unknown', message = `Stripe's face answered ${reply.status}.` } = body.error ?? {}
  if (reply.status === 402) {
    return {
      payment_intent_id: paymentIntentId,
      status: body.error?.payment_intent?.status ?? 'requires_payment_method',
      error: { code, message },
    }
  }
  const status = reply.status === 404 ? 404 : reply.status >= 500 ? 503 : 409
  throw new ControlProblem(
    status,
    'payment_not_confirmed',
    'Payment not confirmed',
    `Stripe says "${message}" (${code}).`,
  )
}

/**
 * Plays the user whose bank asks whether they want to pay: an intent that waits for them goes on, or is declined.
 *
 * @throws ControlProblem 404 when Stripe has no such intent, 409 when nothing was asked
 */
export function authenticatePayment(world: World, paymentIntentId: string, agrees: boolean): PaymentOutcome {
  try {
    const intent = authenticateIntent(world, paymentIntentId, agrees)
    if (intent === undefined) {
      throw new ControlProblem(
        404,
        'payment_not_found',
        'No such payment',
        `Stripe has no intent "${paymentIntentId}".`,
      )
    }
    const { status, last_payment_error } = intent
    const { code = 'unknown', message = 'The payment did not succeed.' } = last_payment_error ?? {}
    return { payment_intent_id: paymentIntentId, status, error: last_payment_error ? { code, message } : null }
  } catch (error) {
    if (!(error instanceof UnexpectedState)) throw error
    throw new ControlProblem(409, 'payment_not_waiting', 'Nothing to authenticate', error.message)
  }
}

interface StripeAnswer {
  readonly status?: string
  readonly error?: {
    readonly code?: string
    readonly message?: string
    readonly payment_intent?: { readonly status?: string }
  }
}
