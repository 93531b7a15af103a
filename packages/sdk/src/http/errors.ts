import type { Problems } from '../generated/services.ts'

/** Shared by every copy of this package in a process, so that guards work where `instanceof` does not. */
const brand = Symbol.for('concord.error')

/** What every error says of the call that it ended. */
export interface CallFacts {
  /** `documents.create`. */
  readonly operation: string
  /** The key of the call. Send it again to resume without doing the work twice. */
  readonly idempotencyKey?: string | undefined
  /** How often the request was sent. */
  readonly attempts: number
}

/**
 * What every failure of a call is. `code` is a stable machine word: the problem's own, or `network`, `timeout`, `aborted`, `decode`,
 * `session`, `request`.
 */
export class ConcordError extends Error implements CallFacts {
  readonly code: string
  readonly operation: string
  readonly idempotencyKey?: string | undefined
  readonly attempts: number

  constructor(name: string, code: string, message: string, facts: CallFacts, cause?: unknown) {
    super(`${facts.operation}: ${message}`, cause === undefined ? undefined : { cause })
    Object.defineProperty(this, brand, { value: name })
    this.name = name
    this.code = code
    this.operation = facts.operation
    this.idempotencyKey = facts.idempotencyKey
    this.attempts = facts.attempts
  }
}

/** No answer came: no connection, a broken one, or a refusal by the browser (CORS). `cause` is what `fetch` said. */
export class NetworkError extends ConcordError {
  declare readonly code: 'network'
  constructor(facts: CallFacts, cause?: unknown) {
    super('NetworkError', 'network', 'no answer came. Check the connection and the base URL.', facts, cause)
  }
}

/** An attempt took longer than `timeout`, or the call longer than `deadline`. */
export class TimeoutError extends ConcordError {
  declare readonly code: 'timeout'
  constructor(facts: CallFacts, limit: 'timeout' | 'deadline', milliseconds: number) {
    super('TimeoutError', 'timeout', `not finished within the ${limit} of ${milliseconds} ms.`, facts)
  }
}

/** The caller's signal ended the call. `cause` is the signal's reason. */
export class AbortedError extends ConcordError {
  declare readonly code: 'aborted'
  constructor(facts: CallFacts, cause?: unknown) {
    super('AbortedError', 'aborted', 'ended by its signal.', facts, cause)
  }
}

/** A successful answer could not be read, or does not satisfy the schema that it was checked against. */
export class DecodeError extends ConcordError {
  declare readonly code: 'decode'
  constructor(facts: CallFacts, what: string, cause?: unknown) {
    super('DecodeError', 'decode', what, facts, cause)
  }
}

/** No token could be had: the provider of tokens failed, or the session could not be refreshed. `cause` says why. */
export class SessionError extends ConcordError {
  declare readonly code: 'session'
  constructor(facts: CallFacts, cause: unknown) {
    super('SessionError', 'session', 'no access token could be had; `cause` says why.', facts, cause)
  }
}

/** The request could not be written: an empty id, a value that JSON cannot hold. Nothing was sent. */
export class RequestError extends ConcordError {
  declare readonly code: 'request'
  constructor(facts: CallFacts, what: string, cause?: unknown) {
    super('RequestError', 'request', what, facts, cause)
  }
}

/** What can end any call without an answer that the contract documents. */
export type TransportError = NetworkError | TimeoutError | AbortedError | DecodeError | SessionError | RequestError

/**
 * The answer was an error. `status`, `code` and `body` belong together: narrowing one narrows the others.
 *
 * An answer without a problem in it (a proxy's page, an empty body) has the code `http_STATUS` and its text as the body.
 */
export class ApiError<
  Operation extends string = string,
  Status extends number = number,
  Code extends string = string,
  Body = unknown,
> extends ConcordError {
  declare readonly operation: Operation
  declare readonly code: Code
  readonly status: Status
  readonly body: Body
  /** `X-Request-ID`: what support asks for. */
  readonly requestId: string | undefined
  /** What `Retry-After` asked for, in milliseconds. */
  readonly retryAfterMs: number | undefined

  constructor(
    facts: CallFacts,
    answer: {
      status: Status
      code: Code
      body: Body
      detail: string
      requestId?: string | undefined
      retryAfterMs?: number | undefined
    },
  ) {
    super('ApiError', answer.code, `${answer.status} ${answer.code}${answer.detail && `: ${answer.detail}`}`, facts)
    this.status = answer.status
    this.body = answer.body
    this.requestId = answer.requestId
    this.retryAfterMs = answer.retryAfterMs
  }
}

/**
 * Tells an answered error from everything else, and with an operation's name narrows it to what that operation documents. Works across
 * copies of this package (ESM and CommonJS, two versions, another realm).
 *
 * @example
 * try {
 *   await concord.documents.create(body)
 * } catch (error) {
 *   if (isApiError(error, 'documents.create') && error.status === 422) show(error.body.errors)
 *   else throw error
 * }
 */
export function isApiError<Id extends keyof Problems>(error: unknown, operation: Id): error is Problems[Id]
export function isApiError(error: unknown): error is ApiError
export function isApiError(error: unknown, operation?: string): boolean {
  const branded = error as { [brand]?: string; operation?: string } | null | undefined
  return branded?.[brand] === 'ApiError' && (!operation || branded.operation === operation)
}

/** Tells any error of this package from everything else; across copies, too. */
export function isConcordError(error: unknown): error is ConcordError {
  return Boolean((error as { [brand]?: string } | null | undefined)?.[brand])
}
