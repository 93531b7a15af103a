import { travels } from '../../direction.ts'
import type { ApiModel, JsonSchema } from '../../model.ts'
import { referencedName } from '../../references.ts'

/**
 * What a value must satisfy on its way: a `request` may hold more than the spec names; a `reply` is closed, so that a field that the
 * spec does not have is found.
 */
export type Strictness = 'request' | 'reply'

/** Where a schema stands: for a value of its own, or as one of several that apply to the same value. */
type Standing = 'value' | 'part'

/**
 * A schema with only what a validator needs, in one direction. References go to `Name` (for a value) or `Name+part` (beside
 * other schemas for the same value): only the outermost of those may close it.
 */
export function directedSchema(
  schema: unknown,
  strictness: Strictness,
  api: Pick<ApiModel, 'schemas'>,
  standing: Standing = 'value',
): unknown {
  if (!isSchema(schema)) return schema
  const directed = withoutUntravelled(schema, strictness)
  const spoken = Object.keys(directed).filter((keyword) => readers.some((reader) => reader.has(keyword)))
  const isReference = spoken.length === 1 && spoken[0] === '$ref'
  const closes =
    strictness === 'reply' &&
    standing === 'value' &&
    !isReference &&
    !spoken.includes('unevaluatedProperties') &&
    (spoken.includes('properties') || spoken.some((keyword) => inPlace.has(keyword)))
  const result: Record<string, unknown> = {}
  for (const keyword of spoken) {
    const value = directed[keyword]
    const child = (inner: unknown) => directedSchema(inner, strictness, api, inPlace.has(keyword) ? 'part' : 'value')
    if (keyword === '$ref') {
      result.$ref = schemaKey(referencedName(String(value)), isReference ? standing : 'part', strictness)
    } else if (assertions.has(keyword)) result[keyword] = value
    else if (maps.has(keyword)) result[keyword] = mapped(value, child)
    else if (lists.has(keyword)) result[keyword] = listOf(value).map(child)
    else result[keyword] = child(value)
  }
  const tag = strictness === 'request' ? tagOf(directed, api) : undefined
  // With a tag the validator does not look at the branches of a value that cannot have one, and would let it pass.
  if (tag !== undefined) Object.assign(result, { type: 'object', discriminator: { propertyName: tag } })
  // Where nothing else speaks of the same value, the plain keyword says the same and is checked faster.
  if (closes && spoken.some((keyword) => inPlace.has(keyword))) result.unevaluatedProperties = false
  else if (closes && !spoken.includes('additionalProperties')) result.additionalProperties = false
  return result
}

/** The name under which a validator knows a schema of the API. */
export const schemaKey = (name: string, standing: Standing, strictness: Strictness): string =>
  `schema:${encodeURIComponent(name)}${strictness === 'reply' && standing === 'part' ? '+part' : ''}`

/**
 * The property that tells the branches of a union apart, where every branch says which value is its own: whoever sends a wrong value
 * is then told what is wrong with the branch that was meant, and not what is wrong with all others.
 */
function tagOf(schema: JsonSchema, api: Pick<ApiModel, 'schemas'>): string | undefined {
  const name = isSchema(schema.discriminator) ? schema.discriminator.propertyName : undefined
  if (typeof name !== 'string' || !Array.isArray(schema.oneOf)) return undefined
  const kinds = schema.oneOf.map((branch) => {
    if (!isSchema(branch)) return []
    const target = typeof branch.$ref === 'string' ? api.schemas.get(referencedName(branch.$ref))?.schema : branch
    const property = isSchema(target?.properties) ? target.properties[name] : undefined
    if (target?.type !== 'object' || !isSchema(property) || !listOf(target.required).includes(name)) return []
    return 'const' in property ? [property.const] : listOf(property.enum)
  })
  const all = kinds.flat()
  const apart = kinds.every(({ length }) => length > 0) && new Set(all).size === all.length
  return apart && all.every((kind) => typeof kind === 'string') ? name : undefined
}

/** A property that does not travel this way is neither described nor required. */
function withoutUntravelled(schema: JsonSchema, strictness: Strictness): JsonSchema {
  if (!isSchema(schema.properties)) return schema
  const direction = strictness === 'request' ? 'request' : 'response'
  const kept = Object.entries(schema.properties).filter(([, property]) => travels(property, direction))
  const { properties } = schema
  const required = listOf(schema.required).filter(
    (name) => !(String(name) in properties) || kept.some(([key]) => key === name),
  )
  return { ...schema, properties: Object.fromEntries(kept), ...('required' in schema && { required }) }
}

/** Children of these speak of the same value as their parent does. */
const inPlace = new Set(['$ref', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas'])

const assertions = new Set([
  ...['type', 'const', 'enum', 'format', 'pattern', 'minLength', 'maxLength'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['required', 'minProperties', 'maxProperties', 'dependentRequired'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minContains', 'maxContains'],
])

const maps = new Set(['properties', 'patternProperties', 'dependentSchemas'])
const lists = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems'])
const singles = new Set([
  ...['not', 'if', 'then', 'else', 'items', 'contains', 'propertyNames'],
  ...['additionalProperties', 'unevaluatedProperties', 'unevaluatedItems'],
])

const readers = [new Set(['$ref']), assertions, maps, lists, singles]

function mapped(value: unknown, change: (child: unknown) => unknown): unknown {
  if (!isSchema(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, change(child)]))
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
