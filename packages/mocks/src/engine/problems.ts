import type { WorldReplaced } from '../world/activity.ts'
import type { ProblemOptions, SandboxReply } from './call.ts'
import type { Face, FieldError, ProblemDescription } from './face.ts'
import { summary } from './field-errors.ts'
import type { OperationEntry, ProblemTable } from './operation-table.ts'
import { replyEntry } from './reply-entry.ts'

/** Ends a call with a problem. Thrown; never seen outside of the engine. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: string
  readonly options: ProblemOptions
  readonly errors: readonly FieldError[] | undefined
  /** What the engine itself refuses has a status even where the spec does not document it. */
  readonly status: number | undefined

  constructor(
    code: string,
    options: ProblemOptions = {},
    more: { errors?: readonly FieldError[]; status?: number } = {},
  ) {
    // It is an answer and not a mistake: nobody reads where it came from, and writing that down costs more than all the rest.
    const limit = Error.stackTraceLimit
    Error.stackTraceLimit = 0
    super(`Problem: ${code}`)
    Error.stackTraceLimit = limit
    this.code = code
    this.options = options
    this.errors = more.errors
    this.status = more.status
  }
}

/** The sandbox itself is wrong: it was about to say what the spec does not allow, or it broke. */
export class SandboxFault extends Error {
  override readonly name = 'SandboxFault'
  /** The rule of the spec that was broken, if one was. */
  readonly rule: string
  /** JSON pointer into the answer. */
  readonly pointer: string

  constructor(message: string, rule: string, pointer = '') {
    super(message)
    this.rule = rule
    this.pointer = pointer
  }
}

/** The request does not satisfy the spec. */
export function validationFailed(errors: readonly FieldError[]): ProblemError {
  return new ProblemError('validation_failed', { detail: summary(errors) }, { errors, status: 422 })
}

/** Nobody is at fault: the world went away under the request. */
export const worldReplaced = ({ message: detail }: WorldReplaced): ProblemError =>
  new ProblemError('service_unavailable', { detail, headers: { 'retry-after': '1' } }, { status: 503 })

/** Finds the words for a problem: in the operation, else among those of the gateway. */
export function describeProblem(
  error: ProblemError,
  operation: OperationEntry | undefined,
  gateway: ProblemTable,
  requestId: string,
): ProblemDescription {
  const known = operation?.problems[error.code] ?? gateway[error.code]
  if (known === undefined && error.status === undefined) {
    throw new SandboxFault(
      `"${error.code}" is not a problem that ${operation?.id ?? 'the gateway'} documents. ` +
        `It documents: ${Object.keys(operation?.problems ?? gateway).join(', ') || 'none'}.`,
      'problems',
    )
  }
  const { detail, headers = {}, extra } = error.options
  const text = (member: string): string | undefined => {
    const value = known?.body[member]
    return typeof value === 'string' ? value : undefined
  }
  return {
    code: error.code,
    status: known?.status ?? error.status ?? 500,
    title: text('title') ?? titleOf(error.code),
    detail: detail ?? text('detail') ?? 'The request cannot be carried out.',
    headers,
    requestId,
    ...(error.errors && { errors: error.errors }),
    ...(extra && { extra }),
    ...(operation && { operation: operation.id }),
    ...(known && { example: known.body }),
  }
}

/** `validation_failed` → `Validation failed`. */
const titleOf = (code: string): string => `${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll('_', ' ')}`

/** In the shape of the face: its own, or the example of a spec that has another than RFC 9457, or that. */
export function renderProblem(
  face: Face | undefined,
  problem: ProblemDescription,
  operation?: OperationEntry,
): SandboxReply {
  if (face?.renderProblem !== undefined) return face.renderProblem(problem)
  const types = operation === undefined ? [] : (replyEntry(operation, problem.status)?.mediaTypes ?? [])
  const [own] = types
  if (own !== undefined && problem.example !== undefined && !types.includes('application/problem+json')) {
    const headers = { ...problem.headers, 'content-type': own }
    return { status: problem.status, headers, body: JSON.stringify(problem.example) }
  }
  const { code, status, title, detail, requestId, errors, extra, example } = problem
  const type = typeof example?.type === 'string' ? example.type : `/problems/${code}`
  return {
    status,
    headers: { ...problem.headers, 'content-type': 'application/problem+json' },
    body: JSON.stringify({
      type,
      title,
      status,
      detail,
      code,
      request_id: requestId,
      ...(errors && { errors }),
      ...extra,
    }),
  }
}

/** The code by which a spec says that the caller may not do this. */
export function forbiddenCode(operation: OperationEntry): string {
  return codeOf(operation.problems, 403) ?? 'not_authorized'
}

/** The first documented code of a status. */
export function codeOf(problems: ProblemTable, status: number): string | undefined {
  return Object.keys(problems).find((code) => problems[code]?.status === status)
}
