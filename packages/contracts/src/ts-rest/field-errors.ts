import type { FieldError } from '@concord/sdk/types'

/** What a schema found, in the words of Standard Schema; Zod adds the rule that was broken as `code`. */
interface Fault {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
  readonly code?: unknown
}

interface Faults {
  readonly issues: readonly Fault[]
}

/** What is wrong with a request, place by place: ts-rest's `RequestValidationError` is one. */
export interface RequestFaults {
  readonly pathParams: Faults | null
  readonly query: Faults | null
  readonly headers: Faults | null
  readonly body: Faults | null
}

const places = [
  ['pathParams', 'path'],
  ['query', 'query'],
  ['headers', 'header'],
  ['body', 'body'],
] as const

/**
 * The `errors` of a `validation_failed` problem, in the order of the request.
 *
 * @example
 * fieldErrors(error) // [{ loc: ['body', 'target_pages'], msg: 'Too big: expected number to be <=200', type: 'too_big' }]
 */
export const fieldErrors = (faults: RequestFaults): FieldError[] =>
  places.flatMap(([property, place]) =>
    (faults[property]?.issues ?? []).map(({ path = [], message, code }) => ({
      loc: [place, ...path.map(step)],
      msg: message,
      type: typeof code === 'string' ? code : 'invalid',
    })),
  )

const step = (part: PropertyKey | { readonly key: PropertyKey }): string | number => {
  const key = typeof part === 'object' ? part.key : part
  return typeof key === 'number' ? key : String(key)
}
