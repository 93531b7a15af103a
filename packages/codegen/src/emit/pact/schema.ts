import type { JsonSchema, SchemaModel } from '../../model.ts'

/** Schemas by name, as the model holds them. */
export type Schemas = ReadonlyMap<string, Pick<SchemaModel, 'schema'>>

/** True for an object that is no array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The schema with its own reference followed and its `allOf` branches merged into it; nested schemas stay as they are. */
export function resolve(schema: unknown, schemas: Schemas, depth = 0): JsonSchema {
  if (!isRecord(schema)) return {}
  if (depth > 32) return {}
  const { $ref, allOf, ...own } = schema
  let merged: Record<string, unknown> = {}
  if (typeof $ref === 'string') merged = { ...resolve(named($ref, schemas), schemas, depth + 1) }
  for (const branch of Array.isArray(allOf) ? allOf : []) merged = merge(merged, resolve(branch, schemas, depth + 1))
  return merge(merged, own)
}

function named($ref: string, schemas: Schemas): JsonSchema {
  const name = $ref.slice($ref.lastIndexOf('/') + 1)
  const found = schemas.get(name)
  if (found === undefined) throw new Error(`The reference ${$ref} names no schema of this API.`)
  return found.schema
}

function merge(left: Record<string, unknown>, right: JsonSchema): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...left, ...right }
  if (isRecord(left.properties) && isRecord(right.properties)) {
    merged.properties = { ...left.properties, ...right.properties }
  }
  if (Array.isArray(left.required) && Array.isArray(right.required)) {
    merged.required = [...new Set([...left.required, ...right.required])]
  }
  return merged
}

/** The alternatives of a resolved schema without null, and whether null is one of them. */
export function alternatives(
  schema: JsonSchema,
  schemas: Schemas,
): { readonly branches: readonly JsonSchema[]; readonly nullable: boolean } {
  const union = schema.oneOf ?? schema.anyOf
  if (Array.isArray(union)) {
    const { oneOf: _oneOf, anyOf: _anyOf, discriminator: _discriminator, ...shared } = schema
    const inner = union.map((branch) => alternatives(merge(shared, resolve(branch, schemas)), schemas))
    return { branches: inner.flatMap((one) => one.branches), nullable: inner.some((one) => one.nullable) }
  }
  const types = typesOf(schema)
  const some = types.filter((type) => type !== 'null')
  const nullable = types.includes('null') || schema.const === null
  if (nullable && some.length === 0) return { branches: [], nullable }
  if (Array.isArray(schema.enum) && schema.enum.includes(null)) {
    return {
      branches: [
        { ...schema, type: some.length === 1 ? some[0] : some, enum: schema.enum.filter((one) => one !== null) },
      ],
      nullable: true,
    }
  }
  if (some.length > 1) return { branches: some.map((type) => ({ ...schema, type })), nullable }
  return { branches: [some.length === 1 ? { ...schema, type: some[0] } : schema], nullable }
}

/** The types of a resolved schema, those that it implies included; empty where anything goes. */
export function typesOf(schema: JsonSchema): readonly string[] {
  const { type } = schema
  if (typeof type === 'string') return [type]
  if (Array.isArray(type)) return type.filter((one) => typeof one === 'string')
  if ('const' in schema) return [typeOfValue(schema.const)]
  if (isRecord(schema.properties)) return ['object']
  if (schema.items !== undefined) return ['array']
  if (Array.isArray(schema.enum)) return [...new Set(schema.enum.map(typeOfValue))]
  return []
}

/** The JSON Schema type of a value. */
export function typeOfValue(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

/** Whether a value can belong to a resolved branch of a union: its type, and the constants that tell branches apart. */
export function belongs(value: unknown, branch: JsonSchema, schemas: Schemas): boolean {
  if ('const' in branch) return value === branch.const
  if (Array.isArray(branch.enum)) return branch.enum.includes(value)
  const types = typesOf(branch)
  const type = typeOfValue(value)
  if (types.length > 0 && !types.includes(type) && !(type === 'integer' && types.includes('number'))) return false
  if (!isRecord(value) || !isRecord(branch.properties)) return true
  const required = Array.isArray(branch.required) ? branch.required : []
  if (!required.every((name) => name in value)) return false
  return Object.entries(branch.properties).every(([name, property]) => {
    const inner = resolve(property, schemas)
    return !(name in value) || !('const' in inner) || value[name] === inner.const
  })
}

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': '2025-12-01T15:30:00Z',
  date: '2025-12-01',
  time: '15:30:00Z',
  uri: 'https://example.test/',
  'uri-reference': '/',
  email: 'ada@example.test',
  uuid: '0b8f6c1e-6d0b-4a43-9f6e-6d1c3f1f6a11',
}

/**
 * A value that the schema allows, with the required properties only, or undefined where the schema gives too little to make one
 * (a pattern without an example). Examples in the schema come first.
 */
export function sample(schema: unknown, schemas: Schemas, depth = 0): unknown {
  if (depth > 16) return undefined
  const resolved = resolve(schema, schemas)
  if (resolved.example !== undefined) return resolved.example
  if (Array.isArray(resolved.examples) && resolved.examples[0] !== undefined) return resolved.examples[0]
  const [branch] = alternatives(resolved, schemas).branches
  if (branch === undefined) return undefined
  if ('const' in branch) return branch.const
  if (Array.isArray(branch.enum)) return branch.enum[0]
  switch (typesOf(branch)[0]) {
    case 'object':
      return sampleObject(branch, schemas, depth)
    case 'array': {
      const item = sample(branch.items ?? {}, schemas, depth + 1)
      const count = typeof branch.minItems === 'number' ? branch.minItems : 0
      return count > 0 && item === undefined ? undefined : Array.from({ length: count }, () => item)
    }
    case 'string':
      return sampleString(branch)
    case 'integer':
    case 'number':
      return sampleNumber(branch)
    case 'boolean':
      return true
    default:
      return undefined
  }
}

function sampleObject(branch: JsonSchema, schemas: Schemas, depth: number): unknown {
  const properties = isRecord(branch.properties) ? branch.properties : {}
  const made: Record<string, unknown> = {}
  for (const name of Array.isArray(branch.required) ? branch.required : []) {
    const value = sample(properties[name], schemas, depth + 1)
    if (value === undefined) return undefined
    made[name] = value
  }
  return made
}

function sampleString(branch: JsonSchema): string | undefined {
  if (typeof branch.format === 'string' && branch.format in FORMATS) return FORMATS[branch.format]
  if (typeof branch.pattern === 'string') return undefined
  const length = typeof branch.minLength === 'number' ? branch.minLength : 0
  return 'text'.padEnd(length, '.')
}

function sampleNumber(branch: JsonSchema): number {
  if (typeof branch.minimum === 'number') return branch.minimum
  if (typeof branch.exclusiveMinimum === 'number') return branch.exclusiveMinimum + 1
  return typeof branch.maximum === 'number' ? Math.min(branch.maximum, 1) : 1
}

/** `Idempotency-Key` → `idempotency_key`: how a state calls the value of a header. */
export function snakeCase(header: string): string {
  return header.toLowerCase().replaceAll('-', '_')
}
