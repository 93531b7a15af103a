import type { SendPort } from '../engine/webhook-deliveries.ts'

/** How long Stripe waits for an answer. Real milliseconds: a backend needs the same time however fast the sandbox's clock runs. */
export const stripePatience = 20_000

/** How long a test waits, whose clock stands still meanwhile. */
export const testPatience = 2_000

type Post = (
  url: string,
  init: RequestInit,
) => Promise<{ readonly status: number; readonly body: ReadableStream | null }>

/**
 * Posts webhooks to real addresses. A redirect is an answer like any other and is not followed.
 *
 * @param patience how long an answer may take, in real milliseconds
 */
export function webhookPost(post: Post, patience: number): SendPort {
  return async ({ url, headers, body }) => {
    const signal = AbortSignal.timeout(patience)
    try {
      const response = await post(url, { method: 'POST', headers, body, redirect: 'manual', signal })
      // Whatever else it says does not matter, even if it never ends.
      response.body?.cancel().catch(() => {})
      return { status: response.status }
    } catch (error) {
      throw new Error(signal.aborted ? `No answer came within ${patience / 1000} s.` : reasonOf(error), {
        cause: error,
      })
    }
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : undefined
  switch (code) {
    case 'ECONNREFUSED':
      return 'The connection was refused: nobody listens there (ECONNREFUSED).'
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
      return 'The connection broke before an answer came (ECONNRESET).'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `There is no such host (${code}).`
    default:
      return `The request failed: ${cause instanceof Error ? cause.message : String(cause)}${code === undefined ? '' : ` (${code})`}.`
  }
}
