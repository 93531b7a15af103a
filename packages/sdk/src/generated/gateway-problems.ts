// Generated from specs/* by npm run generate; do not edit.

import type { ApiError } from '../http/errors.ts'
import type { Problem } from './types.ts'

/** What the gateway itself can answer, whatever the operation. */
export type GatewayProblem<Operation extends string> =
  | ApiError<Operation, 404, 'path_not_found', Problem>
  | ApiError<Operation, 405, 'method_not_allowed', Problem>
  | ApiError<Operation, 413, 'content_too_large', Problem>
  | ApiError<Operation, 415, 'unsupported_media_type', Problem>
  | ApiError<Operation, 500, 'internal_error', Problem>
  | ApiError<Operation, 503, 'service_unavailable', Problem>
