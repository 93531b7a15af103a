import { type Direction, travels, typeNameOf } from './direction.ts'
import type { ApiModel, JsonSchema } from './model.ts'
import { propertyKey, quote } from './names.ts'
import { referencedName, referencesOf } from './references.ts'

/**
 * The TypeScript type of a schema, on one line, with named schemas by their name.
 *
 * Whatever a type cannot say (patterns, bounds, `not`, `if`) it leaves out. A property that is not required is optional, with
 * a default or without. Beside named properties, further ones are `unknown`: TypeScript cannot say "all others are numbers".
 *
 * @example
 * printType({ type: 'array', items: { $ref: '#/components/schemas/Document' } }, api) // 'Document[]'
 * printType({ type: ['string', 'null'], enum: ['a', null] }, api) // "'a' | null"
 */
export const printType = (schema: JsonSchema | boolean, api: ApiModel, direction: Direction = 'response'): string =>
  typeExpression(schema, { nameOf: (name) => typeNameOf(api, name, direction), direction }).text

/** The names that the type of a schema mentions: what a file must import. */
export const typeReferences = (
  schema: JsonSchema | boolean,
  api: ApiModel,
  direction: Direction = 'response',
): Set<string> => {
  const names = new Set<string>()
  const nameOf = (schemaName: string) => {
    const name = typeNameOf(api, schemaName, direction)
    names.add(name)
    return name
  }
  typeExpression(schema, { nameOf, direction })
  return names
}

/** How tightly an expression holds together: a union inside of an intersection needs parentheses. */
type Expression = { readonly text: string; readonly is: 'simple' | 'union' | 'intersection' }

interface Scope {
  readonly nameOf: (schemaName: string) => string
  readonly direction: Direction
}

const unknown: Expression = { text: 'unknown', is: 'simple' }
const never: Expression = { text: 'never', is: 'simple' }
const simple = (text: string): Expression => ({ text, is: 'simple' })

const typeExpression = (schema: unknown, scope: Scope): Expression => {
  if (schema === false) return never
  if (!isSchema(schema)) return unknown
  if (isSchema(schema.not) && Object.keys(schema.not).length === 0) return never
  const parts: Expression[] = []
  if (typeof schema.$ref === 'string') parts.push(simple(scope.nameOf(referencedName(schema.$ref))))
  const own = ownExpression(schema, scope)
  if (own !== undefined) parts.push(own)
  for (const part of list(schema.allOf)) parts.push(typeExpression(part, scope))
  for (const keyword of ['anyOf', 'oneOf']) {
    const branches = list(schema[keyword])
    if (branches.length > 0) parts.push(union(branches.map((branch) => typeExpression(branch, scope))))
  }
  return intersection(parts)
}

/** What the keywords say that stand beside references and compositions; nothing where they add nothing to them. */
const ownExpression = (schema: JsonSchema, scope: Scope): Expression | undefined => {
  if ('const' in schema) return literal(schema.const)
  if (Array.isArray(schema.enum)) return union(schema.enum.map(literal))
  const composed = ['$ref', 'allOf', 'anyOf', 'oneOf'].some((keyword) => keyword in schema)
  const types = Array.isArray(schema.type)
    ? schema.type
    : schema.type === undefined
      ? impliedTypes(schema)
      : [schema.type]
  if (types.length === 0) return undefined
  const structured = structuralKeywords.some((keyword) => keyword in schema)
  if (composed && !structured && types.every((type) => type === 'object' || type === 'array')) return undefined
  return union(types.map((type) => typed(String(type), schema, scope)))
}

const structuralKeywords = [
  'properties',
  'additionalProperties',
  'patternProperties',
  'items',
  'prefixItems',
  'required',
]

const impliedTypes = (schema: JsonSchema): string[] => {
  if ('properties' in schema || 'additionalProperties' in schema || 'patternProperties' in schema) return ['object']
  return 'items' in schema || 'prefixItems' in schema ? ['array'] : []
}

const typed = (type: string, schema: JsonSchema, scope: Scope): Expression => {
  switch (type) {
    case 'string':
      return simple(isBinary(schema) ? 'Blob' : 'string')
    case 'integer':
    case 'number':
      return simple('number')
    case 'boolean':
    case 'null':
      return simple(type)
    case 'array':
      return arrayType(schema, scope)
    case 'object':
      return objectType(schema, scope)
    default:
      return unknown
  }
}

/** Bytes, in the words of OpenAPI 3.0 or 3.1. */
export const isBinary = (schema: JsonSchema): boolean =>
  schema.format === 'binary' || (typeof schema.contentMediaType === 'string' && schema.contentEncoding === undefined)

const arrayType = (schema: JsonSchema, scope: Scope): Expression => {
  const prefix = list(schema.prefixItems)
  if (prefix.length === 0) return simple(`${inside(typeExpression(schema.items ?? true, scope))}[]`)
  const fixed = prefix.map((item) => typeExpression(item, scope).text)
  const rest = schema.items === false ? [] : [`...${inside(typeExpression(schema.items ?? true, scope))}[]`]
  return simple(`[${[...fixed, ...rest].join(', ')}]`)
}

const objectType = (schema: JsonSchema, scope: Scope): Expression => {
  const properties = isSchema(schema.properties) ? Object.entries(schema.properties) : []
  const required = new Set(list(schema.required))
  const members = properties
    .filter(([, property]) => travels(property, scope.direction))
    .map(([name, property]) => {
      const { text } = typeExpression(property, scope)
      return `${propertyKey(name)}${required.has(name) ? '' : '?'}: ${text}`
    })
  const more = schema.additionalProperties
  if (properties.length === 0) {
    if (more === false && !('patternProperties' in schema)) return simple('Record<string, never>')
    const value = isSchema(more) ? typeExpression(more, scope).text : 'unknown'
    return simple(isLazyMap(more) ? `{ [name: string]: ${value} }` : `Record<string, ${value}>`)
  }
  if (more === true || isSchema(more) || 'patternProperties' in schema) members.push('[name: string]: unknown')
  return simple(members.length === 0 ? 'Record<string, never>' : `{ ${members.join('; ')} }`)
}

/** A map may lead back to the schema that holds it, and TypeScript resolves `Record` before that schema has a type. */
export const isLazyMap = (values: unknown): boolean => referencesOf(values).size > 0

const union = (branches: readonly Expression[]): Expression => {
  const texts = [...new Set(branches.map(({ text, is }) => (is === 'intersection' ? `(${text})` : text)))]
  if (texts.includes('unknown')) return unknown
  const [first = 'never'] = texts
  return texts.length > 1 ? { text: texts.join(' | '), is: 'union' } : (branches[0] ?? simple(first))
}

const intersection = (parts: readonly Expression[]): Expression => {
  const said = parts.filter(({ text }) => text !== 'unknown')
  const [first] = said
  if (first === undefined) return unknown
  const texts = [...new Set(said.map(inside))]
  return texts.length === 1 ? first : { text: texts.join(' & '), is: 'intersection' }
}

const inside = ({ text, is }: Expression): string => (is === 'simple' ? text : `(${text})`)

const literal = (value: unknown): Expression => {
  if (typeof value === 'string') return simple(quote(value))
  if (Array.isArray(value)) return simple(`[${value.map((item) => literal(item).text).join(', ')}]`)
  if (!isSchema(value)) return simple(String(value))
  const members = Object.entries(value).map(([name, member]) => `${propertyKey(name)}: ${literal(member).text}`)
  return simple(members.length === 0 ? 'Record<string, never>' : `{ ${members.join('; ')} }`)
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
