import { type ProblemCode, problemWords } from './problem-words.ts'

/** More than the code says. */
export interface ProblemOptions {
  /** Seconds. */
  readonly retryAfter?: number
  readonly detail?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Members beyond those of RFC 9457. */
  readonly extra?: Readonly<Record<string, unknown>>
}

/**
 * Ends a request with a problem.
 *
 * @example throw new Problem('account_locked', { retryAfter: 900 })
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  readonly options: ProblemOptions

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(options.detail ?? problemWords[code].detail)
    this.code = code
    this.options = options
  }

  get status(): number {
    return problemWords[this.code].status
  }

  get headers(): Readonly<Record<string, string>> {
    const { headers, retryAfter } = this.options
    return { ...headers, ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }) }
  }

  /** As `application/problem+json` has it. */
  body(requestId: string): Readonly<Record<string, unknown>> {
    const { status, title } = problemWords[this.code]
    return {
      type: `/problems/${this.code}`,
      title,
      status,
      detail: this.message,
      code: this.code,
      request_id: requestId,
      ...this.options.extra,
    }
  }
}
