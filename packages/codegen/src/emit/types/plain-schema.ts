import { type Direction, travels, typeNameOf } from '../../direction.ts'
import type { ApiModel, JsonSchema } from '../../model.ts'
import { referencedName } from '../../references.ts'

/**
 * The part of a schema that its type depends on, said so that openapi-typescript 7 cannot get it wrong:
 *
 * - unions beside properties become members of an `allOf` (it would print `Base | A | B`);
 * - what stands beside a reference becomes another member of an `allOf` (it would be lost);
 * - discriminators go: every branch has its own constant, and an added property would make some of them `never`;
 * - `enum` stands without `type` (`null` would be there twice), `const: null` is the type null;
 * - properties that do not travel in this direction go, and no property is `readonly` in TypeScript's sense;
 * - beside named properties further ones are unknown (an index signature of another type does not compile);
 * - no `$defs`, which it would print as a property of that name.
 */
export const plainSchema = (schema: unknown, api: ApiModel, direction: Direction): unknown => {
  if (!isSchema(schema)) return schema
  const again = (child: unknown) => plainSchema(child, api, direction)
  if (isSchema(schema.not) && Object.keys(schema.not).length === 0) return false
  const described = pick(schema, annotations)
  const own = { ...described, ...ownPart(schema, api, direction) }
  const reference = schema.$ref
  const named: unknown[] = []
  if (typeof reference === 'string') {
    named.push({ $ref: `#/components/schemas/${typeNameOf(api, referencedName(reference), direction)}` })
  }
  const parts: unknown[] = []
  if (Array.isArray(schema.allOf)) parts.push(...schema.allOf.map(again))
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const branches = Array.isArray(schema[keyword]) ? schema[keyword].map(again) : []
    // A branch that only demands a property (`required`) is any value to a type, and so is the whole union.
    if (branches.length > 0 && !branches.some(saysNothing)) parts.push({ anyOf: branches })
  }
  if (named.length + parts.length === 0) return own
  const says =
    structure.some((keyword) => keyword in own) ||
    !('type' in own || Object.keys(own).length === Object.keys(described).length)
  const all = [...named, ...(says ? [ownWithout(own, described)] : []), ...parts]
  const [only] = all
  if (all.length === 1 && isSchema(only)) return { ...described, ...only }
  return { ...described, allOf: all }
}

const saysNothing = (schema: unknown): boolean =>
  schema === true ||
  (isSchema(schema) && Object.keys(schema).every((keyword) => keyword === 'required' || annotations.includes(keyword)))

const annotations = ['description', 'default', 'deprecated']

const structure = ['properties', 'additionalProperties', 'items', 'prefixItems', 'enum', 'const']

const ownPart = (schema: JsonSchema, api: ApiModel, direction: Direction): Record<string, unknown> => {
  const again = (child: unknown) => plainSchema(child, api, direction)
  if (schema.const === null) return { type: 'null' }
  if ('const' in schema) return { const: schema.const }
  if (Array.isArray(schema.enum)) return { enum: schema.enum }
  const own = pick(schema, ['type', 'contentMediaType', 'contentEncoding'])
  if (schema.format === 'binary') own.contentMediaType = 'application/octet-stream'
  if ('items' in schema) own.items = again(schema.items)
  if (Array.isArray(schema.prefixItems)) own.prefixItems = schema.prefixItems.map(again)
  const properties = isSchema(schema.properties) ? Object.entries(schema.properties) : []
  const kept = properties.filter(([, property]) => travels(property, direction))
  if (kept.length > 0) own.properties = Object.fromEntries(kept.map(([name, property]) => [name, again(property)]))
  if (Array.isArray(schema.required)) own.required = schema.required
  const more = schema.additionalProperties
  const open = more === true || isSchema(more) || 'patternProperties' in schema
  if (open) own.additionalProperties = properties.length > 0 || !isSchema(more) ? true : again(more)
  else if (properties.length > 0 ? kept.length === 0 : more === false) own.additionalProperties = false
  if (own.type === undefined) {
    if ('properties' in own || 'additionalProperties' in own) own.type = 'object'
    else if ('items' in own || 'prefixItems' in own) own.type = 'array'
  }
  return own
}

const ownWithout = (
  own: Readonly<Record<string, unknown>>,
  described: Readonly<Record<string, unknown>>,
): Record<string, unknown> => Object.fromEntries(Object.entries(own).filter(([key]) => !(key in described)))

const pick = (schema: JsonSchema, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.filter((key) => key in schema).map((key) => [key, schema[key]]))

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
