import { OpenApiGeneratorV31, zodToOpenAPIRegistry } from '@asteasolutions/zod-to-openapi'
import * as z from 'zod'
import { type Direction, travels, typeNameOf } from '../src/direction.ts'
import { canonicalJson, isObject } from '../src/load/json.ts'
import type { ApiModel } from '../src/model.ts'
import { referencedName } from '../src/references.ts'

/** What zod-to-openapi makes of the schemas, by name, each of them by itself with references to the others. */
export const turnBack = (schemas: ReadonlyMap<string, z.ZodType>): ReadonlyMap<string, unknown> => {
  for (const [name, schema] of schemas) {
    zodToOpenAPIRegistry.add(schema, { _internal: { refId: name } })
    teachExactOptional(schema, new Set())
  }
  const definitions = [...schemas.values()].map((schema) => ({ type: 'schema', schema }) as const)
  const { components } = new OpenApiGeneratorV31(definitions).generateComponents()
  return new Map(Object.entries(components?.schemas ?? {}))
}

/**
 * zod-to-openapi 9 takes a property for optional when its schema takes `undefined`; `exactOptional` means that the property
 * may be absent, yet never `undefined`. Here, and only here, it is answered as it asks.
 */
const teachExactOptional = (schema: unknown, met: Set<unknown>): void => {
  if (!(schema instanceof z.ZodType) || met.has(schema)) return
  met.add(schema)
  if (schema instanceof z.ZodExactOptional) {
    const asked = schema.safeParse.bind(schema)
    const safeParse = (value: unknown) => (value === undefined ? { success: true, data: value } : asked(value))
    Object.assign(schema, { safeParse })
  }
  const def: unknown = schema.def
  if (!isObject(def)) return
  const { shape, element, innerType, valueType, options, items, left, right, catchall } = def
  for (const child of [element, innerType, valueType, left, right, catchall]) teachExactOptional(child, met)
  for (const children of [options, items])
    if (Array.isArray(children)) for (const child of children) teachExactOptional(child, met)
  if (isObject(shape)) for (const child of Object.values(shape)) teachExactOptional(child, met)
}

/**
 * One spelling for schemas that accept the same values:
 *
 * 1. annotations and `x-` extensions are left out;
 * 2. a list of types is an `anyOf` of one type each; `const` and `enum` are an `anyOf` of constants, without `type`;
 * 3. nested `anyOf` and `allOf` are one, and anything or else is anything; their members are sorted; what stands beside a reference or an `anyOf` is another member of `allOf`;
 * 4. a `oneOf` is an `anyOf`, because zod-to-openapi has no word for Zod's `xor`; with a discriminator it stays, and its mapping is
 *    not compared, because Zod finds it by the branches' constants;
 * 5. `additionalProperties: true` (or `{}`) and `items: {}` say nothing; `required` is sorted, and names a property of `properties`, if only `{}`;
 * 6. `\/` in a pattern is `/`; the `u` that zod-to-openapi appends is cut off.
 */
export const normalForm = (
  schema: unknown,
  directed?: { readonly api: ApiModel; readonly direction: Direction },
): unknown => {
  if (schema === true || schema === undefined) return {}
  if (schema === false) return { not: {} }
  if (!isObject(schema)) return schema
  const again = (child: unknown) => normalForm(child, directed)
  const allOf: unknown[] = list(schema.allOf).map(again)
  if (typeof schema.$ref === 'string') {
    const name = referencedName(schema.$ref)
    allOf.push({ $ref: directed === undefined ? name : typeNameOf(directed.api, name, directed.direction) })
  }
  if ('anyOf' in schema) allOf.push(anyOf(list(schema.anyOf).map(again)))
  if ('oneOf' in schema) {
    const branches = list(schema.oneOf).map(again)
    const { discriminator } = schema
    allOf.push(
      isObject(discriminator)
        ? { oneOf: sorted(branches), discriminator: discriminator.propertyName }
        : anyOf(branches),
    )
  }
  const own = ownForm(schema, again, directed?.direction)
  if (own !== undefined) allOf.push(own)
  const members = sorted(
    allOf.flatMap((member) => (isObject(member) && Array.isArray(member.allOf) ? member.allOf : [member])),
  ).filter((member) => canonicalJson(member) !== '{}')
  return members.length === 1 ? members[0] : members.length === 0 ? {} : { allOf: members }
}

const byType: Readonly<Record<string, readonly string[]>> = {
  string: ['minLength', 'maxLength', 'pattern', 'format', 'contentEncoding', 'contentMediaType'],
  integer: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'format'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'format'],
  array: ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems'],
  object: ['properties', 'required', 'additionalProperties', 'minProperties', 'maxProperties'],
  boolean: [],
  null: [],
}

const ownForm = (
  schema: Readonly<Record<string, unknown>>,
  again: (child: unknown) => unknown,
  direction?: Direction,
): unknown => {
  if ('const' in schema) return constants([schema.const])
  if (Array.isArray(schema.enum)) return constants(schema.enum)
  const { type } = schema
  const types = Array.isArray(type) ? type.map(String) : type === undefined ? [] : [String(type)]
  if (types.length === 0) {
    const implied = Object.keys(byType).find(
      (name) => name !== 'string' && byType[name]?.some((keyword) => keyword in schema && keyword !== 'format'),
    )
    return implied === undefined ? undefined : ownForm({ ...schema, type: implied }, again, direction)
  }
  const [only, ...others] = types
  if (others.length > 0) {
    return anyOf(
      types.map((name) => (name === 'null' ? constants([null]) : ownForm({ ...schema, type: name }, again, direction))),
    )
  }
  if (only === 'null') return constants([null])
  const form: Record<string, unknown> = { type: only }
  for (const keyword of byType[only ?? ''] ?? []) if (keyword in schema) form[keyword] = schema[keyword]
  if (typeof form.pattern === 'string') form.pattern = form.pattern.replaceAll('\\/', '/').replace(/\/u$/, '')
  if (only === 'object') {
    const written = isObject(form.properties) ? Object.entries(form.properties) : []
    const kept = written.filter(([, property]) => direction === undefined || travels(property, direction))
    const lost = written.filter(([name]) => !kept.some(([other]) => other === name)).map(([name]) => name)
    const required = list(form.required)
      .map(String)
      .filter((name) => !lost.includes(name))
    const demanded = required
      .filter((name) => !kept.some(([other]) => other === name))
      .map((name) => [name, {}] as const)
    const properties = Object.fromEntries([
      ...kept.map(([name, property]) => [name, again(property)] as const),
      ...demanded,
    ])
    delete form.properties
    delete form.required
    if (Object.keys(properties).length > 0) form.properties = properties
    if (required.length > 0) form.required = required.sort()
  }
  if ('items' in form) form.items = again(form.items)
  if (canonicalJson(form.items) === '{}') delete form.items
  if (Array.isArray(form.prefixItems)) form.prefixItems = form.prefixItems.map(again)
  const more = 'additionalProperties' in form ? canonicalJson(again(form.additionalProperties)) : '{}'
  if (more === '{}') delete form.additionalProperties
  else form.additionalProperties = again(form.additionalProperties)
  return form
}

const constants = (values: readonly unknown[]): unknown => anyOf(values.map((value) => ({ const: value })))

const anyOf = (branches: readonly unknown[]): unknown => {
  const flat = branches.flatMap((branch) => (isObject(branch) && Array.isArray(branch.anyOf) ? branch.anyOf : [branch]))
  if (flat.some((branch) => canonicalJson(branch) === '{}')) return {}
  return flat.length === 1 ? flat[0] : { anyOf: sorted(flat) }
}

const sorted = (values: readonly unknown[]): unknown[] => {
  const byText = new Map(values.map((value) => [canonicalJson(value), value]))
  return [...byText.keys()].sort().map((key) => byText.get(key))
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
