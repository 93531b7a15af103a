import type { Call, SandboxReply } from '../engine/call.ts'
import type { FieldError, ProblemDescription } from '../engine/face.ts'

type Refusing = Pick<Call, 'problem'>

/** There is no such model, or not for this. */
export const unknownModel = (call: Refusing, model: string): Error =>
  call.problem('model_not_found', {
    extra: { message: `The model \`${model}\` does not exist or you do not have access to it.` },
  })

/** More was said than the model reads. */
export const tooLong = (call: Refusing, most: number, given: number, param: string): Error =>
  call.problem('context_length_exceeded', {
    extra: {
      message: `This model's maximum context length is ${most} tokens. However, your messages resulted in ${given} tokens. Please reduce the length of the messages.`,
      param,
    },
  })

/** Errors as OpenAI's client libraries read them. */
export function renderOpenAiProblem(problem: ProblemDescription): SandboxReply {
  const { status, headers, requestId, example, extra, errors, detail } = problem
  const error = errors?.[0]
    ? invalidParameter(errors[0])
    : {
        message: detail,
        type: status >= 500 ? 'server_error' : 'invalid_request_error',
        param: null,
        code: status === 405 ? 'method_not_supported' : null,
      }
  const known = errors === undefined ? (example?.error ?? {}) : {}
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json', 'x-request-id': requestId },
    body: JSON.stringify({ error: { ...error, ...known, ...extra } }),
  }
}

function invalidParameter({ loc, msg, type }: FieldError): Readonly<Record<string, string | null>> {
  const [, first, ...rest] = loc
  if (first === undefined) {
    const message =
      type === 'json_invalid' ? `We could not parse the JSON body of your request. It ${msg}.` : `The JSON body ${msg}.`
    return { message, type: 'invalid_request_error', param: null, code: null }
  }
  const param = rest.reduce<string>(
    (path, step) => (typeof step === 'number' ? `${path}[${step}]` : `${path}.${step}`),
    String(first),
  )
  const kind = 'invalid_request_error'
  if (type === 'required') {
    return { message: `Missing required parameter: '${param}'.`, type: kind, param, code: 'missing_required_parameter' }
  }
  return {
    message: `Invalid value for '${param}': ${msg}`,
    type: kind,
    param,
    code: type === 'type' ? 'invalid_type' : 'invalid_value',
  }
}
