import * as fc from 'fast-check'
import { type DirectedSchema, isSchema, type ServiceContract } from '../service/service-contract.ts'

/** The schemas that a reference may mean. */
export type Definitions = ServiceContract['schemas']['request']

const LONGEST = 200
const MOST = 3
const WIDEST = 1_000_000

/**
 * Values that satisfy a schema. Texts have letters of several scripts, but neither controls nor blank ends: what a backend makes of those no
 * schema says.
 */
export function validValues(schema: DirectedSchema, definitions: Definitions): fc.Arbitrary<unknown> {
  const again = (inner: unknown) => validValues(isSchema(inner) ? inner : {}, definitions)
  const { $ref, oneOf, anyOf, allOf, type } = schema
  if (typeof $ref === 'string') return again(definitions[$ref])
  if ('const' in schema) return fc.constant(schema.const)
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum)
  const branches = Array.isArray(oneOf) ? oneOf : Array.isArray(anyOf) ? anyOf : []
  if (branches.length > 0) return fc.oneof(...branches.map(again))
  if (Array.isArray(allOf)) return again(merged([schema, ...allOf], definitions))
  if (Array.isArray(type)) return fc.oneof(...type.map((one) => again({ ...schema, type: one })))
  switch (type) {
    case 'string':
      return texts(schema)
    case 'integer':
    case 'number':
      return fc.integer(bounds(schema))
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(again(schema.items), {
        minLength: numberIn(schema, 'minItems') ?? 0,
        maxLength: Math.max(numberIn(schema, 'minItems') ?? 0, Math.min(numberIn(schema, 'maxItems') ?? MOST, MOST)),
      })
    default:
      return isSchema(schema.properties) ? objects(schema, definitions) : fc.constant({})
  }
}

function objects(schema: DirectedSchema, definitions: Definitions): fc.Arbitrary<unknown> {
  const properties = isSchema(schema.properties) ? schema.properties : {}
  const required = Array.isArray(schema.required) ? schema.required.map(String) : []
  const fields: Record<string, fc.Arbitrary<unknown>> = {}
  for (const [name, inner] of Object.entries(properties)) {
    fields[name] = validValues(isSchema(inner) ? inner : {}, definitions)
  }
  const least = numberIn(schema, 'minProperties') ?? 0
  return fc
    .record(fields, { requiredKeys: required.filter((name) => name in properties) })
    .filter((object) => Object.keys(object).length >= least)
}

function texts(schema: DirectedSchema): fc.Arbitrary<string> {
  const least = numberIn(schema, 'minLength') ?? 0
  const most = Math.max(least, Math.min(numberIn(schema, 'maxLength') ?? LONGEST, LONGEST))
  if (typeof schema.pattern === 'string') {
    return fc
      .stringMatching(new RegExp(schema.pattern))
      .filter((text) => [...text].length >= least && [...text].length <= most && !/\p{C}/u.test(text))
  }
  const known = formats[String(schema.format)]
  if (known !== undefined) return known
  const letters = fc.constantFrom(...'abcdefghijkmnopqrstuvwxyz', 'é', 'ß', 'ж', '蜂', ' ', '-')
  const plain = fc.constantFrom(...'abcdefghijkmnopqrstuvwxyz')
  if (most === 0) return fc.constant('')
  const middle = fc.array(letters, {
    minLength: Math.max(0, least - 2),
    maxLength: Math.max(0, Math.min(most, 40) - 2),
  })
  const between = fc
    .tuple(plain, middle, plain)
    .map(([first, inside, last]) => (most === 1 ? first : `${first}${inside.join('')}${last}`))
  // Its own bounds are where a rule is most often wrong by one.
  return fc.oneof(
    { arbitrary: between, weight: 4 },
    { arbitrary: fc.constantFrom('a'.repeat(Math.max(least, 1)), 'z'.repeat(most)), weight: 1 },
  )
}

const formats: Readonly<Record<string, fc.Arbitrary<string>>> = {
  email: fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/).map((name) => `${name}@example.test`),
  'date-time': fc
    .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2035-01-01T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString().replace(/\.\d+Z$/, 'Z')),
  date: fc
    .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2035-01-01T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  uri: fc.stringMatching(/^[a-z]{1,12}$/).map((path) => `https://example.test/${path}`),
  uuid: fc.uuid(),
}

function bounds(schema: DirectedSchema): { min: number; max: number } {
  const step = numberIn(schema, 'multipleOf') ?? 1
  const least = numberIn(schema, 'minimum') ?? (numberIn(schema, 'exclusiveMinimum') ?? -step) + step
  const most = numberIn(schema, 'maximum') ?? (numberIn(schema, 'exclusiveMaximum') ?? WIDEST + step) - step
  return { min: Math.ceil(least), max: Math.max(Math.ceil(least), Math.floor(most)) }
}

/** What several schemas for one value say together, for objects: the fields of all. */
function merged(parts: readonly unknown[], definitions: Definitions): DirectedSchema {
  const properties: Record<string, unknown> = {}
  const required: unknown[] = []
  const whole: Record<string, unknown> = {}
  for (const part of parts.filter(isSchema)) {
    const { allOf: _parts, ...said } = typeof part.$ref === 'string' ? (definitions[part.$ref] ?? {}) : part
    Object.assign(whole, said)
    if (isSchema(said.properties)) Object.assign(properties, said.properties)
    if (Array.isArray(said.required)) required.push(...said.required)
  }
  return { ...whole, properties, required }
}

const numberIn = (schema: DirectedSchema, keyword: string): number | undefined =>
  typeof schema[keyword] === 'number' ? schema[keyword] : undefined
