import type { SandboxReply } from '../engine/call.ts'
import type { FieldError, ProblemDescription } from '../engine/face.ts'

/** Errors as Anthropic's client libraries read them. */
export function renderAnthropicProblem(problem: ProblemDescription): SandboxReply {
  const { status, headers, requestId, example, extra, errors, detail } = problem
  const known = errors === undefined ? example?.error : undefined
  const error = errors?.[0]
    ? { type: 'invalid_request_error', message: complaint(errors[0]) }
    : { type: typeOf(status), message: detail, ...(known ?? {}), ...extra }
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json', 'request-id': requestId },
    body: JSON.stringify({ type: 'error', error, request_id: requestId }),
  }
}

function typeOf(status: number): string {
  if (status === 529 || status === 503) return 'overloaded_error'
  if (status >= 500) return 'api_error'
  if (status === 404) return 'not_found_error'
  return status === 413 ? 'request_too_large' : 'invalid_request_error'
}

/** `messages.0.role: Field required` */
function complaint({ loc: [place, ...path], msg, type }: FieldError): string {
  if (type === 'json_invalid') return `The request body ${msg}`
  if (place === 'header') return `${path.join('.')}: header is required`
  return `${path.join('.') || 'body'}: ${type === 'required' ? 'Field required' : msg}`
}
