import type { JsonSchema } from '../../model.ts'

/**
 * A schema of the spec as AsyncAPI has schemas: draft 7 of JSON Schema, where nothing beside `$ref` counts and a discriminator is the name of
 * a property.
 */
export const draft7 = (schema: unknown, refuse: (message: string) => void): unknown => {
  if (!isSchema(schema)) return schema
  const result: Record<string, unknown> = {}
  for (const [keyword, value] of Object.entries(schema)) {
    const child = (inner: unknown) => draft7(inner, refuse)
    if (unsaid.has(keyword)) refuse(`${keyword} has no equal in AsyncAPI, whose schemas are draft 7 of JSON Schema`)
    else if (keyword === 'discriminator') {
      if (isSchema(value)) result.discriminator = value.propertyName
    } else if (keyword === 'example') result.examples ??= [value]
    else if (maps.has(keyword) && isSchema(value)) {
      result[keyword] = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, child(one)]))
    } else if (lists.has(keyword) && Array.isArray(value)) result[keyword] = value.map(child)
    else result[keyword] = singles.has(keyword) ? child(value) : value
  }
  const { $ref: reference, ...beside } = result
  return reference === undefined || Object.keys(beside).length === 0
    ? result
    : { ...beside, allOf: [{ $ref: reference }, ...(Array.isArray(beside.allOf) ? beside.allOf : [])] }
}

const maps = new Set(['properties', 'patternProperties'])
const lists = new Set(['allOf', 'anyOf', 'oneOf'])
const singles = new Set(['not', 'if', 'then', 'else', 'items', 'contains', 'additionalProperties', 'propertyNames'])
const unsaid = new Set([
  ...['prefixItems', 'unevaluatedProperties', 'unevaluatedItems', 'dependentSchemas', 'dependentRequired'],
  ...['minContains', 'maxContains', '$defs', '$dynamicRef', '$dynamicAnchor', '$anchor'],
])

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
