import type { Call } from './call.ts'
import type { Operation } from './operation.ts'

/** A request on its way through the pipeline. A middleware hands a changed copy to `next`. */
export interface ApiRequest {
  readonly operation: Operation
  readonly method: string
  readonly url: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** A function is asked anew for each attempt: what it gives can be sent only once. */
  readonly body: BodyInit | (() => BodyInit) | undefined
  /** Milliseconds for one attempt, body included. */
  readonly timeout: number
  /** The logical call that this request belongs to; the same for each of its attempts. */
  readonly call: Call
}

/** An answer, read to its end. Statuses from 400 become errors only after the last middleware has seen them. */
export interface Reply {
  readonly status: number
  readonly headers: Pick<Headers, 'get'>
  /** What the body says: parsed JSON, text, a Blob, a stream, or nothing. */
  readonly body: unknown
  /** As `fetch` gave it. Its body is used up, unless the operation streams. */
  readonly response: Response
}

export type Next = (request: ApiRequest) => Promise<Reply>

/**
 * Sees every logical call once, whatever the number of attempts. It may change the request, answer itself, or call `next` more than once.
 *
 * @example
 * concord.use(async (request, next) => {
 *   const reply = await next({ ...request, headers: { ...request.headers, 'x-client': 'web' } })
 *   return reply
 * })
 */
export type Middleware = (request: ApiRequest, next: Next) => Promise<Reply>

/** What a single call may say differently from its client. */
export interface CallOptions {
  /** Ends the call, its back-off too, with an `AbortedError`. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds for one attempt, body included; `Infinity` is no limit. */
  readonly timeout?: number | undefined
  /** Milliseconds for the whole call, back-off included. */
  readonly deadline?: number | undefined
  /** Attempts in all: 1 means no retry. */
  readonly attempts?: number | undefined
  /** Resumes an earlier call: its error shows the key. Made for each call when absent. */
  readonly idempotencyKey?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Hears how much of an upload has left. Only operations with a file or binary body report. */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined
}

export interface UploadProgress {
  readonly sentBytes: number
  /** Absent while the length is not known. */
  readonly totalBytes?: number
}
