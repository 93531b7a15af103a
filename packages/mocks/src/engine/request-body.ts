import type { SandboxRequest } from './call.ts'
import type { FieldError } from './face.ts'
import { fieldErrors } from './field-errors.ts'
import { parseForm } from './form.ts'
import type { OperationEntry } from './operation-table.ts'
import { ProblemError, validationFailed } from './problems.ts'

const decoder = new TextDecoder()
const strictDecoder = new TextDecoder('utf-8', { fatal: true })

/** A body as the engine understood it. */
export interface ParsedBody {
  readonly value: unknown
  readonly errors: readonly FieldError[]
}

const formType = 'application/x-www-form-urlencoded'

const noBody: ParsedBody = { value: undefined, errors: [] }

/**
 * Reads and checks the body of a request.
 *
 * @param anyTypeForJson takes it for JSON whatever its content type says
 * @throws {ProblemError} `content_too_large`, `unsupported_media_type`, or `validation_failed` for JSON that is none
 */
export function readBody(
  operation: OperationEntry,
  request: SandboxRequest,
  limit: number,
  anyTypeForJson = false,
): ParsedBody {
  if (operation.requestTypes === undefined) return noBody
  const size = request.body?.length ?? 0
  if (size > limit)
    throw new ProblemError('content_too_large', {
      detail: `The body has ${size} bytes; this operation takes at most ${limit}.`,
    })
  if (request.body === undefined || size === 0) {
    if (!operation.bodyRequired) return noBody
    // A form without fields has no bytes.
    if (operation.requestTypes[0] === formType) return checked(operation, {}, true)
    return { value: undefined, errors: [{ loc: ['body'], msg: 'is required', type: 'required' }] }
  }
  const given = anyTypeForJson ? 'application/json' : request.headers['content-type']
  const type = mediaType(operation.requestTypes, given)
  assertPlain(request.headers['content-encoding'])
  if (type === formType) return checked(operation, parseForm(textOf(request.body)), true)
  if (type === 'application/json' || type.endsWith('+json'))
    return checked(operation, parseJson(jsonText(request.body)), false)
  return { value: type.startsWith('text/') ? textOf(request.body) : request.body, errors: [] }
}

/** The door knows before anybody else that a body is too large, and asks nobody who sends it. @param limit in bytes */
export const unreadBody = (limit: number): ProblemError =>
  new ProblemError('content_too_large', {
    detail: `The body is larger than ${limit / 1_048_576} MB, which is all that this sandbox takes.`,
  })

export const textOf = (body: Uint8Array | string): string => (typeof body === 'string' ? body : decoder.decode(body))

/** JSON is UTF-8. What is not would be taken with other letters than were sent. */
function jsonText(body: Uint8Array | string): string {
  if (typeof body === 'string') return body
  try {
    return strictDecoder.decode(body)
  } catch {
    throw validationFailed([{ loc: ['body'], msg: 'is not UTF-8', type: 'json_invalid' }])
  }
}

function assertPlain(encoding: string | undefined): void {
  if (encoding === undefined || /^(identity)?$/i.test(encoding.trim())) return
  throw new ProblemError('unsupported_media_type', {
    detail: `This operation takes a body as it is, not one with the content encoding ${encoding}.`,
  })
}

function mediaType(allowed: readonly string[], given: string | undefined): string {
  if (given === undefined) return allowed[0] as string
  if (allowed.includes(given)) return given
  const bare = (given.split(';', 1)[0] ?? '').trim().toLowerCase()
  const found = allowed.some(
    (type) => type === bare || type === '*/*' || (type.endsWith('/*') && bare.startsWith(type.slice(0, -1))),
  )
  if (!found) {
    throw new ProblemError('unsupported_media_type', {
      detail: `This operation takes ${allowed.join(' or ')}, not ${bare || 'a body without a type'}.`,
    })
  }
  return bare
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read'
    throw validationFailed([{ loc: ['body'], msg: `is not JSON: ${reason}`, type: 'json_invalid' }])
  }
}

function checked(operation: OperationEntry, value: unknown, form: boolean): ParsedBody {
  const validate = form ? (operation.validate.form ?? operation.validate.body) : operation.validate.body
  if (validate === undefined || validate(value)) return { value, errors: [] }
  return { value, errors: fieldErrors('body', validate.errors ?? []) }
}
