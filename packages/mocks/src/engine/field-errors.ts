import type { FieldError } from './face.ts'
import type { ValidatorError } from './operation-table.ts'

/** Says in words what a validator found, in the shape that FastAPI backends use. */
export function fieldErrors(
  place: 'path' | 'query' | 'header' | 'body',
  errors: readonly ValidatorError[],
): FieldError[] {
  const telling = errors.filter((error) => !aboutBranches.has(error.keyword))
  const seen = new Set<string>()
  const result: FieldError[] = []
  for (const error of telling.length > 0 ? telling : errors) {
    const found: FieldError = { loc: [place, ...steps(error)], msg: sentence(error), type: error.keyword }
    const key = JSON.stringify(found)
    if (!seen.has(key)) {
      seen.add(key)
      result.push(found)
    }
  }
  return result
}

/** `body.target_pages must be at most 200.` */
export function summary(errors: readonly FieldError[]): string {
  const [first, ...rest] = errors
  if (first === undefined) return 'The request does not satisfy the contract.'
  const more = rest.length === 0 ? '' : ` (and ${rest.length} more)`
  return `${first.loc.join('.')} ${first.msg}${more}.`
}

/** These only say that some branch failed; the errors of the branches say why. */
const aboutBranches = new Set(['oneOf', 'anyOf', 'allOf', 'if', 'not', 'propertyNames'])

function steps({ instancePath, keyword, params }: ValidatorError): (string | number)[] {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step))
  const last =
    keyword === 'required' || keyword === 'dependentRequired'
      ? params.missingProperty
      : (params.additionalProperty ??
        params.unevaluatedProperty ??
        (keyword === 'discriminator' ? params.tag : undefined))
  return typeof last === 'string' ? [...path, last] : path
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
}

const formats: Readonly<Record<string, string>> = {
  email: 'an e-mail address',
  uri: 'an absolute address such as https://example.com',
  uuid: 'a UUID',
  date: 'a date such as 2025-12-01',
  'date-time': 'a time such as 2025-12-01T15:30:00Z',
  int32: 'a whole number of 32 bits',
  int64: 'a whole number of 64 bits',
}

const count = (amount: unknown, one: string, many: string): string => `${amount} ${amount === 1 ? one : many}`

/** What is wrong with the value, to be read after its name. */
export function sentence({ keyword, params, message }: ValidatorError): string {
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return 'is required'
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'is not a field that the contract knows'
    case 'type': {
      const wanted = [params.type].flat().map((type) => kinds[String(type)] ?? String(type))
      return `must be ${wanted.join(' or ')}`
    }
    case 'minimum':
      return `must be at least ${params.limit}`
    case 'maximum':
      return `must be at most ${params.limit}`
    case 'exclusiveMinimum':
      return `must be more than ${params.limit}`
    case 'exclusiveMaximum':
      return `must be less than ${params.limit}`
    case 'multipleOf':
      return `must be a multiple of ${params.multipleOf}`
    case 'minLength':
      return params.limit === 1
        ? 'must not be empty'
        : `must have at least ${count(params.limit, 'character', 'characters')}`
    case 'maxLength':
      return `must have at most ${count(params.limit, 'character', 'characters')}`
    case 'minItems':
      return `must have at least ${count(params.limit, 'item', 'items')}`
    case 'maxItems':
      return `must have at most ${count(params.limit, 'item', 'items')}`
    case 'uniqueItems':
      return 'must not hold the same item twice'
    case 'minProperties':
      return `must have at least ${count(params.limit, 'field', 'fields')}`
    case 'maxProperties':
      return `must have at most ${count(params.limit, 'field', 'fields')}`
    case 'pattern':
      return `must match ${params.pattern}`
    case 'format':
      return `must be ${formats[String(params.format)] ?? `a valid ${params.format}`}`
    case 'const':
      return `must be ${JSON.stringify(params.allowedValue)}`
    case 'enum':
      return Array.isArray(params.allowedValues)
        ? `must be one of ${params.allowedValues.map((value) => JSON.stringify(value)).join(', ')}`
        : 'must be one of the values that the contract lists'
    case 'discriminator':
      return params.error === 'tag'
        ? 'must be text that names a kind'
        : `names no kind that the contract knows: ${JSON.stringify(params.tagValue)}`
    default:
      return message ?? `breaks the rule "${keyword}"`
  }
}
