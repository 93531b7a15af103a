import type { ApiRequest } from './request.ts'

/**
 * An operation as the pipeline sees it. The generated files hold one for each, written as short as it can be, because an
 * application pays for every byte of it.
 */
export interface Operation extends OperationFeatures {
  /** `documents.create`: what errors and events are called by. */
  readonly id: string
  readonly method: string
  /** With its templates: `/api/v1/documents/{document_id}`. */
  readonly path: string
  /** The sum of the `flag` values that apply. */
  readonly flags: number
}

/** What only some operations need. Each is a function in a file of its own, so that a bundle holds only those it uses. */
export interface OperationFeatures {
  /** Media type that is asked for; JSON when absent. */
  readonly accept?: string
  /** Writes the query where its styles differ from `form` with `explode`. */
  readonly query?: (query: object) => string
  /** Turns the body into what is sent, and may add headers; JSON when absent. */
  readonly encode?: (body: unknown, request: ApiRequest, headers: Record<string, string>) => ApiRequest['body']
  /** Reads a successful answer; JSON when absent. */
  readonly decode?: (response: Response, request: ApiRequest) => unknown
  /** What to do with redirects; `follow` when absent. */
  readonly redirect?: RequestRedirect
  /** Set where the answer outlives the call: a stream. */
  readonly open?: true
}

/** Numbers and not an enumeration of strings: five characters less for every operation. */
export const flag = {
  /** Takes a body. */
  body: 1,
  /** Takes a query. */
  query: 2,
  /** Takes an `Idempotency-Key`. */
  keyed: 4,
  /** Needs no token. */
  open: 8,
  /** Answers with the tokens of a session. */
  signsIn: 16,
  /** Ends the session. */
  signsOut: 32,
  /** May succeed without a body, with another status than 204. */
  empty: 64,
} as const
