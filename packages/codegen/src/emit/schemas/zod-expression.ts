import { type Direction, travels, typeNameOf } from '../../direction.ts'
import type { ApiModel, JsonSchema } from '../../model.ts'
import { propertyKey, quote, schemaConstantName } from '../../names.ts'
import { dereference, referencedName, referencesOf } from '../../references.ts'
import { printType } from '../../schema-type.ts'
import { call, type ZodPart, zodLiterals, zodNumber, zodString } from './zod-scalar.ts'

/** What an expression may refer to. */
export interface ZodScope {
  readonly api: ApiModel
  readonly direction: Direction
  /** Whether the schema of that type stands above in the file; one that does not is only reached when it is used. */
  readonly isAbove: (typeName: string) => boolean
  /** Says that something has no words in Zod. */
  readonly refuse: (message: string) => void
}

/** The Zod schema that accepts exactly what a JSON Schema accepts. */
export const zodExpression = (schema: unknown, scope: ZodScope): string => {
  if (schema === false) return 'z.never()'
  if (!isSchema(schema)) return 'z.unknown()'
  refuseUnsaid(schema, scope)
  if (isSchema(schema.not) && Object.keys(schema.not).length === 0) return 'z.never()'
  const parts: string[] = []
  if (typeof schema.$ref === 'string') parts.push(reference(schema.$ref, scope))
  const own = ownPart(schema, scope)
  if (own !== undefined) parts.push(own)
  for (const part of list(schema.allOf)) parts.push(zodExpression(part, scope))
  if (Array.isArray(schema.anyOf)) parts.push(unionOf('z.union', schema.anyOf, scope))
  if (Array.isArray(schema.oneOf)) parts.push(oneOf(schema, schema.oneOf, scope))
  const [first = 'z.unknown()', ...rest] = parts
  return rest.reduce((code, part) => `${code}.and(${part})`, first)
}

const reference = (written: string, { api, direction, isAbove }: ZodScope): string => {
  const typeName = typeNameOf(api, referencedName(written), direction)
  const constant = schemaConstantName(typeName)
  return isAbove(typeName) ? constant : `z.lazy((): z.ZodType<${typeName}> => ${constant})`
}

const ownPart = (schema: JsonSchema, scope: ZodScope): string | undefined => {
  if ('const' in schema) return zodLiterals([schema.const])
  if (Array.isArray(schema.enum)) return zodLiterals(schema.enum)
  const written = schema.type
  const types = Array.isArray(written) ? written : written === undefined ? impliedTypes(schema) : [written]
  if (types.length === 0) return undefined
  const composed = ['$ref', 'allOf', 'anyOf', 'oneOf'].some((keyword) => keyword in schema)
  // `type: object` beside a composition only repeats what its parts say.
  if (composed && types.every((type) => type === 'object') && !objectKeywords.some((keyword) => keyword in schema))
    return undefined
  const branches = types.filter((type) => type !== 'null').map((type) => typed(String(type), schema, scope))
  const [first = 'z.null()', ...others] = branches
  const code = others.length === 0 ? first : `z.union([${branches.join(', ')}])`
  return types.includes('null') && branches.length > 0 ? `${code}.nullable()` : code
}

const objectKeywords = ['properties', 'required', 'additionalProperties', 'minProperties', 'maxProperties']

const impliedTypes = (schema: JsonSchema): string[] => {
  if (objectKeywords.some((keyword) => keyword in schema)) return ['object']
  return ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems'].some((keyword) => keyword in schema)
    ? ['array']
    : []
}

const typed = (type: string, schema: JsonSchema, scope: ZodScope): string => {
  switch (type) {
    case 'string':
      return withMeta(zodString(schema))
    case 'integer':
    case 'number':
      return withMeta(zodNumber(schema, type))
    case 'boolean':
      return 'z.boolean()'
    case 'null':
      return 'z.null()'
    case 'array':
      return withMeta(arrayOf(schema, scope))
    case 'object':
      return withMeta(objectOf(schema, scope))
    default:
      scope.refuse(`there is no type ${type}`)
      return 'z.unknown()'
  }
}

const withMeta = ({ code, meta }: ZodPart): string => {
  const entries = Object.entries(meta).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? quote(value) : JSON.stringify(value)}`,
  )
  return entries.length === 0 ? code : `${code}.meta({ ${entries.join(', ')} })`
}

const arrayOf = (schema: JsonSchema, scope: ZodScope): ZodPart => {
  const unique = schema.uniqueItems === true
  const meta = unique ? { uniqueItems: true } : {}
  const distinct = unique
    ? ['.refine((items) => new Set(items.map((item) => JSON.stringify(item))).size === items.length)']
    : []
  const prefix = list(schema.prefixItems)
  if (prefix.length > 0) {
    const closed = schema.items === false || schema.maxItems === prefix.length
    if (!closed || schema.minItems !== prefix.length) {
      scope.refuse(`a tuple must have a fixed length: minItems: ${prefix.length} and items: false beside prefixItems`)
    }
    const code = `z.tuple([${prefix.map((item) => zodExpression(item, scope)).join(', ')}])${distinct.join('')}`
    return { code, meta: { ...meta, minItems: prefix.length, items: false } }
  }
  const checks = [...call('min', schema.minItems), ...call('max', schema.maxItems), ...distinct]
  return { code: `z.array(${zodExpression(schema.items ?? true, scope)})${checks.join('')}`, meta }
}

const objectOf = (schema: JsonSchema, scope: ZodScope): ZodPart => {
  const { minProperties, maxProperties, additionalProperties: more } = schema
  const bounds = {
    ...(minProperties !== undefined && { minProperties }),
    ...(maxProperties !== undefined && { maxProperties }),
  }
  const checks = [
    ...(minProperties === undefined
      ? []
      : [`.refine((value) => Object.keys(value).length >= ${String(minProperties)})`]),
    ...(maxProperties === undefined
      ? []
      : [`.refine((value) => Object.keys(value).length <= ${String(maxProperties)})`]),
  ].join('')
  const properties = isSchema(schema.properties) ? Object.entries(schema.properties) : []
  const required = new Set(list(schema.required))
  const undeclared = [...required].filter((name) => !properties.some(([property]) => property === name))
  if (properties.length === 0 && undeclared.length === 0 && more !== false) {
    return { code: `z.record(z.string(), ${zodExpression(more ?? true, scope)})${checks}`, meta: bounds }
  }
  const members = [
    ...properties
      .filter(([, property]) => travels(property, scope.direction))
      .map(([name, property]) => member(name, property, required.has(name), scope)),
    ...undeclared.map((name) => `${propertyKey(String(name))}: z.unknown().nonoptional()`),
  ]
  const shape = members.length === 0 ? '{}' : `{\n${indent(members.join(',\n'))},\n}`
  const kind = more === false ? 'z.strictObject' : more === true || isEmpty(more) ? 'z.looseObject' : 'z.object'
  const rest = isSchema(more) && !isEmpty(more) ? `.catchall(${zodExpression(more, scope)})` : ''
  return { code: `${kind}(${shape})${rest}${checks}`, meta: bounds }
}

const member = (name: string, property: unknown, required: boolean, scope: ZodScope): string => {
  const { api, direction, isAbove } = scope
  const key = propertyKey(name)
  const deferred = [...referencesOf(property)].some((target) => !isAbove(typeNameOf(api, target, direction)))
  // Zod calls a missing property a fault only where its schema does not take `undefined`.
  const demanded = takesAnything(property, api) ? '.nonoptional()' : ''
  const optional = required ? demanded : '.exactOptional()'
  if (!deferred || !isSchema(property)) return `${key}: ${zodExpression(property, scope)}${optional}`
  const type = `z.ZodType<${printType(property, api, direction)}>`
  const body = zodExpression(property, { ...scope, isAbove: () => true })
  return `get ${key}(): ${required ? type : `z.ZodExactOptional<${type}>`} {\n${indent(`return ${body}${optional}`)}\n}`
}

const takesAnything = (schema: unknown, api: ApiModel): boolean => {
  if (!isSchema(schema)) return schema === true
  const { anyOf, allOf, ...resolved } = dereference(schema, api)
  if (Array.isArray(anyOf)) return anyOf.some((branch) => takesAnything(branch, api))
  if (!list(allOf).every((part) => takesAnything(part, api))) return false
  return Object.keys(resolved).every((keyword) => annotations.includes(keyword) || keyword.startsWith('x-'))
}

const unionOf = (combine: string, branches: readonly unknown[], scope: ZodScope): string => {
  const codes = branches.map((branch) => zodExpression(branch, scope))
  return codes.length === 1 ? (codes[0] ?? 'z.never()') : `${combine}([${codes.join(', ')}])`
}

const oneOf = (schema: JsonSchema, branches: readonly unknown[], scope: ZodScope): string => {
  const discriminator = schema.discriminator
  const property = isSchema(discriminator) ? discriminator.propertyName : undefined
  const tagged = typeof property === 'string' && branches.every((branch) => isTagged(branch, property, scope.api))
  if (tagged && branches.length > 1) {
    return `z.discriminatedUnion(${quote(property)}, [${branches.map((branch) => zodExpression(branch, scope)).join(', ')}])`
  }
  return unionOf('z.xor', branches, scope)
}

/** Zod finds a branch by its constant, which must stand in the branch itself. */
const isTagged = (branch: unknown, property: string, api: ApiModel): boolean => {
  if (!isSchema(branch)) return false
  const { properties } = dereference(branch, api)
  const tag = isSchema(properties) ? properties[property] : undefined
  if (!isSchema(tag)) return false
  const resolved = dereference(tag, api)
  return 'const' in resolved || Array.isArray(resolved.enum)
}

const annotations = [
  'title',
  'description',
  'default',
  'example',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  'externalDocs',
  'xml',
  '$comment',
]
const said: ReadonlySet<string> = new Set([
  ...annotations,
  ...['$ref', 'type', 'const', 'enum', 'format', 'contentEncoding', 'contentMediaType', 'discriminator', '$defs'],
  ...['minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', ...objectKeywords],
  ...['allOf', 'anyOf', 'oneOf'],
])

const refuseUnsaid = (schema: JsonSchema, { refuse }: ZodScope): void => {
  for (const keyword of Object.keys(schema)) {
    if (said.has(keyword) || keyword.startsWith('x-')) continue
    if (keyword === 'not' && isEmpty(schema.not)) continue
    refuse(`${keyword} has no equal in Zod`)
  }
  for (const value of [...list(schema.enum), schema.const]) {
    if (typeof value === 'object' && value !== null)
      refuse('a constant that is an object or a list has no equal in Zod')
  }
}

const indent = (code: string): string => code.replace(/^(?=.)/gm, '  ')

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isEmpty = (value: unknown): boolean => isSchema(value) && Object.keys(value).length === 0
