import { type DirectedSchema, isSchema } from '../service/service-contract.ts'
import type { Definitions } from './valid-values.ts'

/** A value that a schema does not allow, and why not. */
export interface InvalidValue {
  readonly value: unknown
  /** `is shorter than 1`. */
  readonly because: string
}

/**
 * Values that break a schema in one place each, one for each of its constraints. Only what is wrong by itself: nothing that a lenient
 * reader could rightly take, such as `"5"` for 5 in a query.
 *
 * @param asText whether the value travels as text (in a path, a query, a header), where every type is spelled
 */
export function invalidValues(
  schema: DirectedSchema,
  definitions: Definitions,
  asText = false,
): readonly InvalidValue[] {
  const { $ref, type } = schema
  if (typeof $ref === 'string') return invalidValues(definitions[$ref] ?? {}, definitions, asText)
  const types = Array.isArray(type) ? type.map(String) : typeof type === 'string' ? [type] : []
  const found: InvalidValue[] = []
  if (Array.isArray(schema.enum)) found.push({ value: 'none-of-these', because: 'is none of the enumeration' })
  if ('const' in schema) found.push({ value: 'another', because: `is not ${JSON.stringify(schema.const)}` })
  if (types.includes('integer') || types.includes('number')) found.push(...wrongNumbers(schema, types))
  if (types.includes('string') && !Array.isArray(schema.enum)) found.push(...wrongTexts(schema))
  if (types.includes('boolean')) found.push({ value: 'perhaps', because: 'is no truth value' })
  if (asText) return found
  if (types.length > 0 && !types.includes('null')) found.push({ value: null, because: 'is null' })
  const other = types.length > 0 ? wrongType(types) : undefined
  if (other !== undefined) found.push(other)
  if (types.includes('array')) found.push(...wrongLists(schema, definitions))
  if (types.includes('object') || isSchema(schema.properties)) found.push(...wrongFields(schema))
  return found
}

function wrongType(types: readonly string[]): InvalidValue | undefined {
  const candidates: readonly (readonly [type: string, value: unknown])[] = [
    ['object', { un: 'expected' }],
    ['array', ['unexpected']],
    ['boolean', true],
  ]
  const found = candidates.find(([type]) => !types.includes(type))
  return found && { value: found[1], because: `is of the type ${found[0]}, not ${types.join(' or ')}` }
}

function wrongNumbers(schema: DirectedSchema, types: readonly string[]): InvalidValue[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema
  return [
    ...(typeof minimum === 'number' ? [{ value: minimum - 1, because: `is less than ${minimum}` }] : []),
    ...(typeof maximum === 'number' ? [{ value: maximum + 1, because: `is more than ${maximum}` }] : []),
    ...(typeof exclusiveMinimum === 'number'
      ? [{ value: exclusiveMinimum, because: `is not more than ${exclusiveMinimum}` }]
      : []),
    ...(typeof exclusiveMaximum === 'number'
      ? [{ value: exclusiveMaximum, because: `is not less than ${exclusiveMaximum}` }]
      : []),
    ...(types.includes('integer') ? [{ value: 1.5, because: 'is no whole number' }] : []),
    { value: 'many', because: 'is no number' },
  ]
}

function wrongTexts(schema: DirectedSchema): InvalidValue[] {
  const { minLength, maxLength, pattern, format } = schema
  return [
    ...(typeof minLength === 'number' && minLength > 1
      ? [{ value: 'a'.repeat(minLength - 1), because: `is shorter than ${minLength}` }]
      : []),
    ...(minLength === 1 ? [{ value: '', because: 'is empty' }] : []),
    ...(typeof maxLength === 'number' && maxLength < 10_000
      ? [{ value: 'a'.repeat(maxLength + 1), because: `is longer than ${maxLength}` }]
      : []),
    ...(typeof pattern === 'string' && !new RegExp(pattern, 'u').test('~ ~')
      ? [{ value: '~ ~', because: `does not match ${pattern}` }]
      : []),
    ...(typeof format === 'string' && /^(email|date-time|date|uri|uuid)$/.test(format)
      ? [{ value: `not a ${format}`, because: `is not of the format ${format}` }]
      : []),
  ]
}

function wrongLists(schema: DirectedSchema, definitions: Definitions): readonly InvalidValue[] {
  const { minItems } = schema
  const items = isSchema(schema.items) ? invalidValues(schema.items, definitions) : []
  return [
    ...(typeof minItems === 'number' && minItems > 0
      ? [{ value: [], because: `has fewer than ${minItems} items` }]
      : []),
    ...items.slice(0, 2).map(({ value, because }) => ({ value: [value], because: `has an item that ${because}` })),
  ]
}

/** An object that lacks all that it must have; single fields are the affair of {@link brokenBodies}. */
function wrongFields({ required }: DirectedSchema): readonly InvalidValue[] {
  return Array.isArray(required) && required.length > 0 ? [{ value: {}, because: `lacks ${required.join(', ')}` }] : []
}

/** A whole object that is right but for one place. */
export interface BrokenBody extends InvalidValue {
  /** `$.title`. */
  readonly place: string
}

/**
 * Bodies that are right but for one place each.
 *
 * @param body one that is right
 */
export function brokenBodies(
  schema: DirectedSchema,
  definitions: Definitions,
  body: unknown,
  place = '$',
): readonly BrokenBody[] {
  const whole = typeof schema.$ref === 'string' ? (definitions[schema.$ref] ?? {}) : schema
  const properties = isSchema(whole.properties) ? whole.properties : undefined
  if (properties === undefined || !isSchema(body)) {
    return invalidValues(whole, definitions).map((invalid) => ({ ...invalid, place }))
  }
  const required = Array.isArray(whole.required) ? whole.required.map(String) : []
  const lacking = required
    .filter((name) => name in body)
    .map((name) => {
      const { [name]: _gone, ...rest } = body
      return { value: rest, because: 'is missing', place: `${place}.${name}` }
    })
  const within = Object.entries(properties).flatMap(([name, inner]) =>
    isSchema(inner)
      ? brokenBodies(inner, definitions, body[name], `${place}.${name}`).map((broken) => ({
          ...broken,
          value: { ...body, [name]: broken.value },
        }))
      : [],
  )
  const other = place === '$' ? [{ value: [body], because: 'is a list, not an object', place }] : []
  return [...lacking, ...within, ...other]
}
