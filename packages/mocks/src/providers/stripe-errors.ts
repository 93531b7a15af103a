import type { Call, SandboxReply } from '../engine/call.ts'
import type { FieldError, ProblemDescription } from '../engine/face.ts'
import { UnexpectedState } from './stripe-machine.ts'
import type { IntentRow } from './stripe-objects.ts'

type AnyCall = Pick<Call, 'problem'>

/** Stripe has no such object. `param` is what the request called it. */
export const missing = (call: AnyCall, kind: string, id: string, param: string): Error =>
  call.problem('resource_missing', { extra: { param, message: `No such ${kind}: '${id}'` } })

/** What the spec's example says, with the words and members of this case. */
export const refused = (call: AnyCall, code: string, members: Readonly<Record<string, unknown>>): Error =>
  call.problem(code, { extra: members })

/** The bank said no: 402 with the intent as it is afterwards. */
export function cardRefused(call: AnyCall, intent: IntentRow): Error {
  const error = intent.last_payment_error
  const example = error?.decline_code === 'insufficient_funds' ? 'insufficient_funds' : error?.code
  return call.problem(example ?? 'card_declined', { extra: { ...error, payment_intent: intent } })
}

/** Runs what may meet an intent in the wrong state. */
export function inState<T>(call: AnyCall, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof UnexpectedState)) throw error
    throw refused(call, 'payment_intent_unexpected_state', { message: error.message, payment_intent: error.intent })
  }
}

/** Errors as Stripe's client libraries read them. */
export function renderStripeProblem(problem: ProblemDescription): SandboxReply {
  const { headers, requestId, example, extra, errors, detail } = problem
  const refusal = ofTheGateway[problem.code]
  const status = refusal?.status ?? problem.status
  const known = (example as { readonly error?: Readonly<Record<string, unknown>> } | undefined)?.error
  const error = errors?.[0]
    ? invalidParameter(errors[0])
    : {
        type: status >= 500 ? 'api_error' : 'invalid_request_error',
        message: refusal === undefined ? detail : `${refusal.words} ${detail}`,
        ...known,
        ...exampleOnly(known),
        ...extra,
      }
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json', 'request-id': requestId },
    body: JSON.stringify({ error }),
  }
}

/** What stands before the API says no more than this, and to a wrong method the same as to a wrong path. */
const ofTheGateway: Readonly<Record<string, { readonly status: number; readonly words: string }>> = {
  path_not_found: { status: 404, words: 'Unrecognized request URL.' },
  method_not_allowed: { status: 404, words: 'Unrecognized request URL.' },
  unsupported_media_type: { status: 400, words: 'Invalid request.' },
}

/** Members of an example that tell of one object and mean nothing for another. */
function exampleOnly(known: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, undefined>> {
  const names = ['payment_intent', 'charge', 'decline_code'].filter((name) => known && name in known)
  return Object.fromEntries(names.map((name) => [name, undefined]))
}

function invalidParameter({ loc, msg, type }: FieldError): Readonly<Record<string, string>> {
  const [, first = 'body', ...rest] = loc
  const param = rest.reduce<string>((path, step) => `${path}[${step}]`, String(first))
  if (type === 'required') {
    return {
      type: 'invalid_request_error',
      code: 'parameter_missing',
      param,
      message: `Missing required param: ${param}.`,
    }
  }
  const unknown = type === 'additionalProperties' || type === 'unevaluatedProperties'
  if (unknown) {
    return {
      type: 'invalid_request_error',
      code: 'parameter_unknown',
      param,
      message: `Received unknown parameter: ${param}`,
    }
  }
  const said = { type: 'invalid_request_error', param, message: `Invalid ${param}: it ${msg}.` }
  if (type === 'minLength') return { ...said, code: 'parameter_invalid_empty' }
  const isNumber = type === 'minimum' || type === 'maximum' || msg.includes('whole number')
  return isNumber ? { ...said, code: 'parameter_invalid_integer' } : said
}
