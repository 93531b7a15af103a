import type { ApiModel, JsonSchema } from './model.ts'

/**
 * The schema that a local reference names.
 *
 * @example
 * referencedName('#/components/schemas/Document') // 'Document'
 */
export const referencedName = (reference: string): string => {
  const name = reference.slice(reference.lastIndexOf('/') + 1)
  return name.replaceAll('~1', '/').replaceAll('~0', '~')
}

/**
 * The schema itself, where a reference (or a chain of them) stands in its place. What stands beside a reference wins over
 * the same annotation behind it.
 *
 * @throws RangeError when the model has no schema of that name; the loader has made sure that it has
 */
export const dereference = (schema: JsonSchema, api: Pick<ApiModel, 'schemas'>): JsonSchema => {
  const { $ref: reference, ...beside } = schema
  if (typeof reference !== 'string') return schema
  const target = api.schemas.get(referencedName(reference))
  if (target === undefined) throw new RangeError(`${reference} is not a schema of this API.`)
  return { ...dereference(target.schema, api), ...beside }
}

/** Every schema inside this one (itself first), references not followed. */
export const subschemas = (schema: unknown): readonly JsonSchema[] => {
  const found: JsonSchema[] = []
  collect(schema, found)
  return found
}

const collect = (schema: unknown, found: JsonSchema[]): void => {
  if (!isSchemaObject(schema)) return
  found.push(schema)
  for (const keyword of mapKeywords) {
    const map = schema[keyword]
    if (isSchemaObject(map)) for (const child of Object.values(map)) collect(child, found)
  }
  for (const keyword of listKeywords) {
    const list = schema[keyword]
    if (Array.isArray(list)) for (const child of list) collect(child, found)
  }
  for (const keyword of singleKeywords) collect(schema[keyword], found)
}

/** Names of the schemas that this one refers to directly. */
export const referencesOf = (schema: unknown): Set<string> => {
  const names = new Set<string>()
  for (const { $ref: reference } of subschemas(schema))
    if (typeof reference === 'string') names.add(referencedName(reference))
  return names
}

const mapKeywords = ['properties', 'patternProperties', '$defs', 'dependentSchemas'] as const
const listKeywords = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const
const singleKeywords = [
  ...['not', 'if', 'then', 'else', 'items', 'contains', 'additionalProperties', 'unevaluatedProperties'],
  ...['unevaluatedItems', 'propertyNames', 'contentSchema'],
] as const

const isSchemaObject = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
