import type { ConcordError } from './errors.ts'

/** What a client tells of itself, for logs and traces. No event carries a token or a body. */
export type ConcordEvent =
  | { readonly type: 'request'; readonly operation: string; readonly method: string; readonly url: string }
  | {
      readonly type: 'response'
      readonly operation: string
      readonly status: number
      readonly attempts: number
      readonly milliseconds: number
    }
  | {
      readonly type: 'failure'
      readonly operation: string
      readonly error: ConcordError
      readonly milliseconds: number
    }
  | {
      readonly type: 'retry'
      readonly operation: string
      readonly attempt: number
      readonly pause: number
      readonly status: number | undefined
    }
  | { readonly type: 'session_started' | 'session_refreshed' }
  /** `refused`: the server no longer takes the refresh token. `elsewhere`: another tab signed out. */
  | { readonly type: 'session_ended'; readonly reason: 'signed_out' | 'refused' | 'elsewhere' }
  | {
      readonly type: 'invalid_response'
      readonly operation: string
      readonly issues: readonly { readonly message: string }[]
    }
