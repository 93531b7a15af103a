import { isConcordError } from './errors.ts'
import type { Middleware, Reply } from './request.ts'
import { retryAfter } from './retry-after.ts'

/** When and how often a call is sent again. */
export interface RetryOptions {
  /** Attempts in all; 3 when absent. */
  readonly attempts?: number
  /** Upper bound of the first pause in milliseconds; doubles for each further one. 400 when absent. */
  readonly base?: number
  /** Upper bound of every pause that the client chooses, in milliseconds; 10,000 when absent. */
  readonly longest?: number
  /**
   * The longest `Retry-After` that is waited for, in milliseconds; 60,000 when absent. Beyond it the error is thrown at once and says how
   * long in `retryAfterMs`: an answer now is worth more than one in an hour.
   */
  readonly patience?: number
  /**
   * Retries for each answered call, over the life of the client; 0.2 when absent. Ten are allowed before it counts. When a service is down,
   * this keeps its clients from multiplying the load.
   */
  readonly budget?: number
}

/** The methods that change nothing, or the same thing however often they come. A repeated DELETE would answer 404 for its own success. */
const repeatable = /^(GET|HEAD|OPTIONS|PUT)$/

/** Repeats what is safe to repeat: full jitter between attempts, `Retry-After` obeyed, never past the deadline. */
export function retry(options: RetryOptions = {}): Middleware {
  const { attempts = 3, base = 400, longest = 10_000, patience = 60_000, budget = 0.2 } = options
  const reserve = 10
  let allowance = reserve
  return async (request, next) => {
    const { call, method, body } = request
    const { clock, random, onEvent } = call.core
    const limit =
      (call.idempotencyKey || repeatable.test(method)) && !(body instanceof ReadableStream)
        ? (call.options.attempts ?? attempts)
        : 1
    for (let made = 1; ; made++) {
      let reply: Reply | undefined
      let error: unknown
      try {
        reply = await next(request)
        const { status } = reply
        if (status < 500 && status !== 429 && status !== 408) {
          allowance = Math.min(reserve, allowance + budget)
          return reply
        }
      } catch (thrown) {
        error = thrown
        if (!(isConcordError(thrown) && /^(network|timeout)$/.test(thrown.code))) throw thrown
      }
      const asked = reply && retryAfter(reply.headers, clock.now())
      const pause = asked ?? random() * Math.min(longest, base * 2 ** (made - 1))
      if (
        made >= limit ||
        call.ended ||
        allowance < 1 ||
        pause > Math.max(patience, longest) ||
        clock.now() + pause >= call.endsAt
      ) {
        if (reply) return reply
        throw error
      }
      allowance--
      onEvent?.({ type: 'retry', operation: call.operation, attempt: made + 1, pause, status: reply?.status })
      await call.wait<void>((resolve) => clock.after(pause, resolve))
    }
  }
}
