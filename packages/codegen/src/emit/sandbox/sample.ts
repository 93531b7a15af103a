import type { ApiModel, JsonSchema } from '../../model.ts'
import { dereference } from '../../references.ts'

/**
 * A small value that satisfies a schema, for specs without examples: what the schema gives as an example, else the least that it asks
 * for. Always the same.
 */
export function sampleOf(schema: JsonSchema, api: ApiModel, depth = 0): unknown {
  const whole = dereference(schema, api)
  if ('example' in whole) return whole.example
  if (Array.isArray(whole.examples) && whole.examples.length > 0) return whole.examples[0]
  if ('const' in whole) return whole.const
  if ('default' in whole) return whole.default
  if (Array.isArray(whole.enum)) return whole.enum[0]
  const parts = listOf(whole.allOf).map((part) => sampleOf(part as JsonSchema, api, depth))
  const [branch] = [...listOf(whole.oneOf), ...listOf(whole.anyOf)]
  if (branch !== undefined) parts.push(sampleOf(branch as JsonSchema, api, depth))
  const own = ownSample(whole, api, depth)
  if (parts.length === 0) return own
  return [own, ...parts].every((part) => part === undefined || isObject(part))
    ? Object.assign({}, own, ...parts)
    : parts[0]
}

function ownSample(schema: JsonSchema, api: ApiModel, depth: number): unknown {
  const type = Array.isArray(schema.type)
    ? schema.type[0]
    : (schema.type ?? ('properties' in schema ? 'object' : undefined))
  switch (type) {
    case 'object':
      return objectSample(schema, api, depth)
    case 'array': {
      const few = typeof schema.minItems === 'number' ? schema.minItems : 0
      const items = isObject(schema.items) ? schema.items : {}
      return depth > 6
        ? []
        : Array.from({ length: Math.max(few, depth < 3 ? 1 : 0) }, () => sampleOf(items, api, depth + 1))
    }
    case 'integer':
    case 'number':
      return numberSample(schema, type)
    case 'boolean':
      return true
    case 'string':
      return stringSample(schema)
    default:
      return type === 'null' ? null : undefined
  }
}

function objectSample(schema: JsonSchema, api: ApiModel, depth: number): Record<string, unknown> {
  const properties = isObject(schema.properties) ? schema.properties : {}
  const required = new Set(listOf(schema.required))
  const sample: Record<string, unknown> = {}
  for (const [name, property] of Object.entries(properties)) {
    if (!isObject(property) || property.writeOnly === true || (!required.has(name) && depth > 1) || depth > 6) continue
    const value = sampleOf(property, api, depth + 1)
    if (value !== undefined) sample[name] = value
  }
  return sample
}

function numberSample(schema: JsonSchema, type: 'integer' | 'number'): number {
  const step = type === 'integer' ? 1 : 0.5
  const lowest = numberOf(schema.minimum) ?? (numberOf(schema.exclusiveMinimum) ?? 0) + step
  const highest = numberOf(schema.maximum) ?? (numberOf(schema.exclusiveMaximum) ?? Number.POSITIVE_INFINITY) - step
  const multiple = numberOf(schema.multipleOf)
  const value = Math.min(Math.max(lowest, Math.min(1, highest)), highest)
  return multiple === undefined ? value : Math.ceil(value / multiple) * multiple
}

const formatted: Readonly<Record<string, string>> = {
  'date-time': '2026-01-01T00:00:00Z',
  date: '2026-01-01',
  time: '00:00:00Z',
  email: 'ada@example.test',
  uri: 'https://example.test/',
  url: 'https://example.test/',
  'uri-reference': '/',
  uuid: '0b8f6c1e-6d0b-4a43-9f6e-6d1c3f1f6a11',
  hostname: 'example.test',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
}

function stringSample(schema: JsonSchema): string {
  const text = formatted[String(schema.format)] ?? 'text'
  const padded = text.padEnd(numberOf(schema.minLength) ?? 0, 'x')
  return padded.slice(0, numberOf(schema.maxLength) ?? padded.length)
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const isObject = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
