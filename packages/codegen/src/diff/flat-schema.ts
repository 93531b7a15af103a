import { type Direction, travels } from '../direction.ts'
import { canonicalJson, isObject } from '../load/json.ts'
import type { ApiModel, JsonSchema } from '../model.ts'
import { referencedName } from '../references.ts'

export type Part = JsonSchema | boolean

/** A choice between schemas: `anyOf` or `oneOf`, null left out of it. */
export interface Choice {
  readonly branches: readonly Part[]
  readonly discriminator?: Readonly<Record<string, unknown>>
}

/**
 * One schema with everything that speaks of the same value in one place: its references followed, its `allOf` merged, null told
 * apart from the other types, constants and lists of constants as one list of values.
 */
export interface FlatSchema {
  /** Undefined where any type goes; null is one of them. */
  readonly types?: ReadonlySet<string>
  /** Undefined where any value goes; never holds null. */
  readonly values?: readonly unknown[]
  /** Whether further values may come: `x-extensible-enum`. */
  readonly extensible: boolean
  /** Every other keyword that takes a plain value; the tightest where several speak. */
  readonly keywords: Readonly<Record<string, unknown>>
  readonly patterns: readonly string[]
  readonly properties: ReadonlyMap<string, Part>
  readonly required: ReadonlySet<string>
  readonly patternProperties: ReadonlyMap<string, Part>
  /** What properties without a name of their own must be; undefined where the schema does not say. */
  readonly additional?: Part
  readonly items?: Part
  readonly prefixItems: readonly Part[]
  readonly choices: readonly Choice[]
}

const nothing: FlatSchema = {
  extensible: false,
  keywords: {},
  patterns: [],
  properties: new Map(),
  required: new Set(),
  patternProperties: new Map(),
  prefixItems: [],
  choices: [],
}

/** The schema behind a lone reference (annotations beside it do not count), and the name it was called by. */
export function behindReference(part: Part, api: ApiModel): { readonly part: Part; readonly name?: string } {
  if (!isObject(part) || typeof part.$ref !== 'string') return { part }
  if (Object.keys(part).some((key) => key !== '$ref' && !annotations.has(key))) return { part }
  const name = referencedName(part.$ref)
  const target = api.schemas.get(name)
  return target === undefined ? { part } : { part: behindReference(target.schema, api).part, name }
}

/** Flattens the schemas of one API for values that travel one way. Gives the same object for the same schema. */
export class Flattener {
  readonly #api: ApiModel
  readonly #direction: Direction
  readonly #known = new WeakMap<object, FlatSchema>()

  constructor(api: ApiModel, direction: Direction) {
    this.#api = api
    this.#direction = direction
  }

  flatten(part: Part): FlatSchema {
    if (part === true) return nothing
    if (part === false) return { ...nothing, types: new Set() }
    const known = this.#known.get(part)
    if (known !== undefined) return known
    let flat = this.#own(part)
    if (typeof part.$ref === 'string') {
      const target = this.#api.schemas.get(referencedName(part.$ref))?.schema
      if (target !== undefined) flat = both(this.flatten(target), flat)
    }
    for (const branch of parts(part.allOf)) flat = both(flat, this.flatten(branch))
    for (const keyword of ['anyOf', 'oneOf']) {
      const branches = parts(part[keyword])
      if (branches.length > 0) flat = this.#choose(flat, branches, part.discriminator)
    }
    this.#known.set(part, flat)
    return flat
  }

  #own(schema: JsonSchema): FlatSchema {
    const keywords = Object.fromEntries(Object.entries(schema).filter(([key]) => !structure.has(key)))
    const listed = 'const' in schema ? [schema.const] : values(schema.enum) ? schema.enum : undefined
    const extensible = listed === undefined && values(schema['x-extensible-enum'])
    const given =
      listed ?? (extensible ? values(schema['x-extensible-enum']) && schema['x-extensible-enum'] : undefined)
    const allowed = Array.isArray(given) ? given.filter((value) => value !== null) : undefined
    const types = typesOf(schema, Array.isArray(listed) ? listed : undefined)
    const properties = isObject(schema.properties) ? Object.entries(schema.properties) : []
    const travelling = properties.filter(([, property]) => travels(property, this.#direction))
    const hidden = new Set(properties.filter((entry) => !travelling.includes(entry)).map(([name]) => name))
    return {
      ...(types && { types }),
      ...(allowed && allowed.length > 0 && { values: allowed }),
      extensible: extensible === true,
      keywords,
      patterns: typeof schema.pattern === 'string' ? [schema.pattern] : [],
      properties: new Map(travelling.filter((entry): entry is [string, Part] => isPart(entry[1]))),
      required: new Set(strings(schema.required).filter((name) => !hidden.has(name))),
      patternProperties: new Map(
        Object.entries(isObject(schema.patternProperties) ? schema.patternProperties : {}).filter(
          (entry): entry is [string, Part] => isPart(entry[1]),
        ),
      ),
      ...(isPart(schema.additionalProperties) && { additional: schema.additionalProperties }),
      ...(isPart(schema.items) && { items: schema.items }),
      prefixItems: parts(schema.prefixItems),
      choices: [],
    }
  }

  /** A choice between types or between values is no choice, but a list of them; null is a type and no branch. */
  #choose(flat: FlatSchema, branches: readonly Part[], discriminator: unknown): FlatSchema {
    const flats = branches.map((branch) => this.flatten(branch))
    const isNull = (one: FlatSchema) => one.types?.size === 1 && one.types.has('null')
    const rest = branches.filter((_, index) => !isNull(flats[index] ?? nothing))
    const restFlat = flats.filter((one) => !isNull(one))
    const nullable = rest.length < branches.length
    const [only] = restFlat
    let chosen: FlatSchema | undefined
    if (rest.length === 1 && only !== undefined) chosen = only
    else if (rest.length > 0 && restFlat.every((one) => one.values !== undefined && isBare(one)))
      chosen = { ...nothing, ...unionTypes(restFlat), values: restFlat.flatMap((one) => one.values ?? []) }
    else if (
      rest.length > 0 &&
      restFlat.every((one) => one.types !== undefined && one.values === undefined && isBare(one))
    )
      chosen = { ...nothing, ...unionTypes(restFlat) }
    if (chosen !== undefined) {
      const types = nullable && chosen.types ? new Set([...chosen.types, 'null']) : chosen.types
      return both({ ...chosen, ...(types && { types }) }, flat)
    }
    const choice: Choice = { branches: rest, ...(isObject(discriminator) && { discriminator }) }
    const types = unionTypes(restFlat).types
    if (types !== undefined && nullable) types.add('null')
    return both(flat, { ...nothing, ...(types && { types }), choices: rest.length > 0 ? [choice] : [] })
  }
}

/** Nothing but types, values and words. */
function isBare(flat: FlatSchema): boolean {
  return (
    flat.choices.length === 0 &&
    flat.properties.size === 0 &&
    flat.required.size === 0 &&
    flat.items === undefined &&
    flat.additional === undefined &&
    flat.patterns.length === 0 &&
    Object.keys(flat.keywords).every((key) => annotations.has(key))
  )
}

function unionTypes(flats: readonly FlatSchema[]): { types?: Set<string> } {
  if (flats.some(({ types }) => types === undefined)) return {}
  return { types: new Set(flats.flatMap(({ types }) => [...(types ?? [])])) }
}

/** What holds where both hold. */
function both(left: FlatSchema, right: FlatSchema): FlatSchema {
  const types = left.types && right.types ? commonTypes(left.types, right.types) : (left.types ?? right.types)
  const values =
    left.values && right.values
      ? left.values.filter((value) => right.values?.some((other) => canonicalJson(other) === canonicalJson(value)))
      : (left.values ?? right.values)
  const items = together(left.items, right.items)
  const additional = together(left.additional, right.additional)
  return {
    ...(types && { types }),
    ...(values && { values }),
    extensible: left.extensible || right.extensible,
    keywords: tightest(left.keywords, right.keywords),
    patterns: [...new Set([...left.patterns, ...right.patterns])],
    properties: merged(left.properties, right.properties),
    required: new Set([...left.required, ...right.required]),
    patternProperties: merged(left.patternProperties, right.patternProperties),
    ...(additional !== undefined && { additional }),
    ...(items !== undefined && { items }),
    prefixItems: left.prefixItems.length > 0 ? left.prefixItems : right.prefixItems,
    choices: [...left.choices, ...right.choices],
  }
}

function commonTypes(left: ReadonlySet<string>, right: ReadonlySet<string>): Set<string> {
  const common = [...left].filter((type) => right.has(type) || (type === 'integer' && right.has('number')))
  if (right.has('integer') && left.has('number')) common.push('integer')
  return new Set(common)
}

function together(left: Part | undefined, right: Part | undefined): Part | undefined {
  if (left === undefined || left === true) return right ?? left
  if (right === undefined || right === true) return left
  if (left === false || right === false) return false
  return { allOf: [left, right] }
}

function merged(left: ReadonlyMap<string, Part>, right: ReadonlyMap<string, Part>): Map<string, Part> {
  const result = new Map(left)
  for (const [name, part] of right) result.set(name, together(result.get(name), part) ?? part)
  return result
}

function tightest(
  left: Readonly<Record<string, unknown>>,
  right: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const result: Record<string, unknown> = { ...left, ...right }
  for (const [key, value] of Object.entries(right)) {
    const other = left[key]
    if (typeof value !== 'number' || typeof other !== 'number') continue
    if (/^(min|exclusiveMin)/.test(key)) result[key] = Math.max(value, other)
    else if (/^(max|exclusiveMax)/.test(key)) result[key] = Math.min(value, other)
  }
  return result
}

function typesOf(schema: JsonSchema, listed: readonly unknown[] | undefined): Set<string> | undefined {
  const stated = [schema.type].flat().filter((type): type is string => typeof type === 'string')
  if (isObject(schema.not) && Object.keys(schema.not).length === 0) return new Set()
  if (listed !== undefined) {
    const types = new Set(listed.map(typeOf))
    if (stated.length === 0) return types
    // A type says null and the list of values does not, or the reverse: then null is not allowed.
    return new Set(stated.filter((type) => type !== 'null' || types.has('null')))
  }
  if (stated.length > 0) return new Set(stated)
  if ('properties' in schema || 'additionalProperties' in schema || 'patternProperties' in schema)
    return new Set(['object'])
  return 'items' in schema || 'prefixItems' in schema ? new Set(['array']) : undefined
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'number') : typeof value
}

/** Words about a value that allow and forbid nothing. */
export const annotations: ReadonlySet<string> = new Set([
  ...['title', 'description', 'summary', 'examples', 'example', 'externalDocs', 'xml', '$comment', 'deprecated'],
  ...['readOnly', 'writeOnly'],
])

const structure: ReadonlySet<string> = new Set([
  ...['$ref', 'type', 'const', 'enum', 'x-extensible-enum', 'pattern', 'allOf', 'anyOf', 'oneOf', 'discriminator'],
  ...['properties', 'required', 'patternProperties', 'additionalProperties', 'items', 'prefixItems', '$defs'],
])

const isPart = (value: unknown): value is Part => typeof value === 'boolean' || isObject(value)
const values = (value: unknown): value is readonly unknown[] => Array.isArray(value)
const parts = (value: unknown): readonly Part[] => (Array.isArray(value) ? value.filter(isPart) : [])
const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
