import type { WebhookEvents } from '../generated/webhooks.ts'
import { keyOf, parseSignature, signedContent } from './signature.ts'

export type { WebhookEvents } from '../generated/webhooks.ts'

/** Every event that the contract knows, narrowed by `type`. Others may come, too: pass over them. */
export type WebhookEvent = WebhookEvents[keyof WebhookEvents]

/** Why a webhook is not to be believed. */
export type WebhookProblem =
  | 'signature_missing'
  | 'signature_malformed'
  | 'signature_mismatch'
  | 'timestamp_outside_tolerance'
  | 'body_malformed'

/** The webhook is not to be believed: answer 400 and do nothing. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError'
  readonly code: WebhookProblem

  constructor(code: WebhookProblem, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}

/** What may be set otherwise for one verification. */
export interface VerifyOptions {
  /** How old, or how far ahead, a signature may be; 300 when absent. It cannot be switched off: without it every old event could be sent again. */
  readonly toleranceSeconds?: number
  /** Milliseconds since the epoch; the system's time when absent. */
  readonly now?: number
  /** The header that carries the signature; `stripe-signature` when absent. */
  readonly header?: string
}

type HeadersLike = Pick<Headers, 'get'> | Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * Proves that a webhook comes from who holds the secret, and is fresh. Works in every runtime that has WebCrypto.
 *
 * An event may come more than once and in any order: use its `id` to take it once.
 *
 * @param rawBody - The body exactly as it came, before any parser touched it.
 * @param from - The request's headers, or the signature itself.
 * @param secrets - The secret, or several while it is being replaced: any of them will do.
 * @returns The event.
 * @throws WebhookError when the webhook is not to be believed; its `code` says why.
 * @throws RangeError when there is no secret or the tolerance is not a positive number of seconds.
 * @example
 * export async function POST(request: Request) {
 *   const event = await verify(await request.text(), request.headers, [newSecret, oldSecret])
 *   if (event.type === 'payment_intent.succeeded') await startJob(event.id)
 *   return Response.json({ received: true })
 * }
 */
export async function verify<Event = WebhookEvent>(
  rawBody: string | Uint8Array | ArrayBuffer,
  from: HeadersLike | string,
  secrets: string | readonly string[],
  { toleranceSeconds = 300, now = Date.now(), header = 'stripe-signature' }: VerifyOptions = {},
): Promise<Event> {
  const usable = [secrets].flat().filter((secret) => secret !== '')
  if (usable.length === 0) throw new RangeError('verify() needs the secret of the webhook endpoint.')
  if (!(toleranceSeconds > 0 && toleranceSeconds < Infinity)) {
    throw new RangeError(`toleranceSeconds must be a positive number of seconds, not ${toleranceSeconds}.`)
  }
  const text = typeof from === 'string' ? from : headerOf(from, header)
  if (!text) throw new WebhookError('signature_missing', `There is no ${header} header.`)
  const signature = parseSignature(text)
  if (!signature)
    throw new WebhookError('signature_malformed', `The ${header} header is not of the form t=SECONDS,v1=SIGNATURE.`)
  const body = bytesOf(rawBody)
  if (!(await matches(signature.candidates, usable, signedContent(signature.timestamp, body)))) {
    throw new WebhookError(
      'signature_mismatch',
      'No secret gives this signature for this body. Is it the raw body, and the secret of this endpoint?',
    )
  }
  // Checked after the signature: the time in an unsigned header proves nothing.
  const age = now / 1000 - signature.timestamp
  if (Math.abs(age) > toleranceSeconds) {
    throw new WebhookError(
      'timestamp_outside_tolerance',
      `The signature is ${Math.round(age)} seconds old; ${toleranceSeconds} are allowed.`,
    )
  }
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch (cause) {
    throw new WebhookError('body_malformed', 'The body is signed but is not JSON.', cause)
  }
}

/** WebCrypto compares in constant time. Every pair is tried, so that the time does not tell which secret is in use. */
async function matches(
  candidates: readonly Uint8Array<ArrayBuffer>[],
  secrets: readonly string[],
  content: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const checks = secrets.flatMap(async (secret) => {
    const key = await keyOf(secret, 'verify')
    return Promise.all(candidates.map((candidate) => crypto.subtle.verify('HMAC', key, candidate, content)))
  })
  return (await Promise.all(checks)).flat().includes(true)
}

function headerOf(headers: HeadersLike, name: string): string | null | undefined {
  if (isHeaders(headers)) return headers.get(name)
  for (const key in headers) {
    const value = headers[key]
    if (key.toLowerCase() === name.toLowerCase()) return typeof value === 'string' ? value : value?.join(',')
  }
  return undefined
}

const isHeaders = (headers: HeadersLike): headers is Pick<Headers, 'get'> => typeof headers.get === 'function'

function bytesOf(body: string | Uint8Array | ArrayBuffer): Uint8Array {
  if (typeof body === 'string') return new TextEncoder().encode(body)
  if (body instanceof Uint8Array) return body
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  throw new TypeError('verify() needs the raw body, as text or bytes: a parsed one can no longer be checked.')
}
