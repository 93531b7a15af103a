import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Caller, SandboxRequest } from '../engine/call.ts'
import type { WebhookSender } from '../engine/effects.ts'
import type { Face } from '../engine/face.ts'
import { ProblemError } from '../engine/problems.ts'
import { operations } from '../generated/providers/stripe.ts'
import type { World } from '../world/world.ts'
import { renderStripeProblem } from './stripe-errors.ts'
import { platformEvents } from './stripe-event-log.ts'
import { intentBehaviours } from './stripe-intents.ts'
import { mishapTasks } from './stripe-mishaps.ts'
import { refundBehaviours } from './stripe-refunds.ts'
import { webhookSecret } from './stripe-secret.ts'
import { webhookBehaviours } from './stripe-webhooks.ts'

/** Stripe, as far as the platform uses it: its official client libraries work against it. */
export const stripeFace: Face = {
  name: 'stripe',
  prefix: '/providers/stripe',
  services: [
    {
      name: 'stripe',
      operations,
      behaviours: { ...intentBehaviours, ...refundBehaviours, ...webhookBehaviours },
      tasks: mishapTasks,
    },
  ],
  authenticate,
  renderProblem: renderStripeProblem,
}

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** How Stripe sends webhooks: signed over the raw body, and again and again for three days until they are accepted. */
export const stripeSender: WebhookSender = {
  provider: 'stripe',
  platformPath: '/api/v1/payment/webhook',
  platformSecret: webhookSecret,
  platformTypes: platformEvents,
  headers: {
    accept: '*/*; q=0.5, application/xml',
    'cache-control': 'no-cache',
    'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
  },
  sign: (body, secret, at) => {
    const time = Math.floor(at / 1000)
    const signature = bytesToHex(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(`${time}.${body}`)))
    return { 'stripe-signature': `t=${time},v1=${signature}` }
  },
  retrySchedule: [5 * minute, 30 * minute, ...[2, 5, 10, 22, 34, 46, 58, 70].map((hours) => hours * hour)],
  // What the warning says that Stripe mails to whoever registered the endpoint.
  disableAfter: 9 * day,
}

/** A secret key as a bearer token, or as the user name of basic authentication. It is always test mode. */
function authenticate(_world: World, request: SandboxRequest): Caller {
  const [, scheme = '', given = ''] = /^(\S+) +(\S+) *$/.exec(request.headers.authorization ?? '') ?? []
  if (given === '') throw new ProblemError('token_missing')
  const key = scheme.toLowerCase() === 'basic' ? userName(given) : given
  if (!/^(sk|rk)_test_\w+$/.test(key)) {
    const hidden = `${key.slice(0, 8)}${'*'.repeat(8)}`
    throw new ProblemError('token_invalid', { extra: { message: `Invalid API Key provided: ${hidden}` } })
  }
  return { userId: 0, role: 'account', claims: { key } }
}

function userName(credentials: string): string {
  try {
    return atob(credentials).split(':', 1)[0] ?? ''
  } catch {
    return ''
  }
}
