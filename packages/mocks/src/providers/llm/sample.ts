import type { Random } from '../../world/random.ts'
import { isObject, type JsonObject } from './prompt.ts'

const deepest = 8

/** A value that satisfies a JSON schema as models are given them, about a topic. */
export function sampleOf(random: Random, schema: JsonObject, topic: string): unknown {
  return sample({ random, root: schema, topic }, schema, 'answer', 0)
}

interface Setting {
  readonly random: Random
  readonly root: JsonObject
  readonly topic: string
}

function sample(setting: Setting, given: unknown, name: string, depth: number): unknown {
  const schema = resolved(setting.root, given)
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return setting.random.pick(schema.enum)
  if ('default' in schema) return schema.default
  const choice = schema.anyOf ?? schema.oneOf
  if (Array.isArray(choice)) return sample(setting, choice[0], name, depth)
  if (Array.isArray(schema.allOf))
    return sample(setting, Object.assign({}, schema, ...schema.allOf, { allOf: null }), name, depth)
  switch (typeOf(schema)) {
    case 'object':
      return objectOf(setting, schema, depth)
    case 'array':
      return arrayOf(setting, schema, name, depth)
    case 'integer':
    case 'number':
      return numberOf(setting.random, schema)
    case 'boolean':
      return setting.random.chance(0.5)
    case 'null':
      return null
    default:
      return stringOf(setting, schema, name)
  }
}

/** Follows a reference inside of the schema. What leads nowhere allows anything. */
function resolved(root: JsonObject, schema: unknown): JsonObject {
  if (!isObject(schema)) return {}
  if (typeof schema.$ref !== 'string') return schema
  let place: unknown = root
  for (const step of schema.$ref.split('/').slice(1)) place = isObject(place) ? place[step] : undefined
  return isObject(place) ? place : {}
}

function typeOf({ type, properties, items }: JsonObject): unknown {
  if (Array.isArray(type)) return type.find((name) => name !== 'null') ?? 'null'
  return type ?? (properties ? 'object' : items ? 'array' : 'string')
}

function objectOf(setting: Setting, { properties, required }: JsonObject, depth: number): JsonObject {
  const names = isObject(properties) ? Object.keys(properties) : []
  // A schema that contains itself would never end.
  const wanted = depth < deepest ? names : names.filter((name) => Array.isArray(required) && required.includes(name))
  if (depth > 2 * deepest) return {}
  return Object.fromEntries(
    wanted.map((name) => [name, sample(setting, (properties as JsonObject)[name], name, depth + 1)]),
  )
}

function arrayOf(setting: Setting, schema: JsonObject, name: string, depth: number): unknown[] {
  const least = typeof schema.minItems === 'number' ? schema.minItems : 0
  const most = typeof schema.maxItems === 'number' ? schema.maxItems : least + 3
  const length = depth < deepest ? Math.max(least, Math.min(most, setting.random.integer(2, 3))) : least
  return Array.from({ length }, () => sample(setting, schema.items, name, depth + 1))
}

function numberOf(random: Random, schema: JsonObject): number {
  const { minimum, maximum, exclusiveMinimum } = schema
  const from = typeof minimum === 'number' ? minimum : typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : 1
  const to = typeof maximum === 'number' ? maximum : from + 99
  return typeOf(schema) === 'integer' ? random.integer(Math.ceil(from), Math.floor(to)) : from + (to - from) / 2
}

function stringOf({ random, topic }: Setting, { format, minLength, maxLength }: JsonObject, name: string): string {
  if (format === 'date-time') return `2026-0${random.integer(1, 9)}-1${random.integer(0, 9)}T10:00:00Z`
  if (format === 'date') return `2026-0${random.integer(1, 9)}-1${random.integer(0, 9)}`
  if (format === 'email') return `${random.token(6).toLowerCase()}@example.test`
  if (format === 'uri') return `https://example.test/${random.token(6).toLowerCase()}`
  if (format === 'uuid') return random.uuid()
  const text = `${name.replaceAll('_', ' ')} of ${topic}`
  const least = typeof minLength === 'number' ? minLength : 0
  return text.padEnd(least, '.').slice(0, typeof maxLength === 'number' ? maxLength : undefined)
}
