import { dirname, resolve as resolvePath } from 'node:path'
import type { JsonSchema, SourceLocation } from '../model.ts'
import { referencedName } from '../references.ts'
import { canonicalJson, isObject } from './json.ts'
import { wrongKeywords } from './keywords.ts'
import { schemaFrom30 } from './openapi-30.ts'
import { type Kind, kindNames, type Member, members } from './shape.ts'
import { childPointer, pointerSteps, type Source, type Sources } from './source.ts'
import { type ProblemList, SpecError } from './spec-error.ts'

/** A place inside a file. */
export interface Origin {
  readonly source: Source
  readonly pointer: string
}

interface Definition extends Origin {
  schema: JsonSchema
}

type Resolved = Readonly<Record<string, unknown>>

const schemaPointer = /^\/components\/schemas\/([^/]+)$/

/**
 * Copies parts of source files with every reference resolved: those to named schemas become local ones and the schemas are
 * collected; everything else is put in place.
 */
export class Resolver {
  readonly #sources: Sources
  readonly #problems: ProblemList
  readonly #origins = new WeakMap<object, Origin>()
  readonly #inlined = new Map<string, unknown>()
  readonly #definitions = new Map<string, Definition[]>()
  readonly #pending: { name: string; definition: Definition; value: unknown }[] = []

  constructor(sources: Sources, problems: ProblemList) {
    this.#sources = sources
    this.#problems = problems
  }

  /** Where a resolved object was written; `steps` lead further inside it. */
  locate(object: object, ...steps: (string | number)[]): SourceLocation {
    const origin = this.#origins.get(object)
    if (origin === undefined) return { file: '', line: 1, column: 1, pointer: '' }
    return origin.source.locate(steps.reduce<string>(childPointer, origin.pointer))
  }

  /** Resolves one member of a file: an object of this kind, or a map or list of them. Gives nothing where it is absent. */
  member(source: Source, pointer: string, kind: Kind, holds: Member['holds']): Resolved {
    const value = valueAt(source.value, pointer)
    if (value === undefined) return {}
    const resolved = this.#member({ kind, holds }, value, { source, pointer }, [])
    return isObject(resolved) ? resolved : {}
  }

  /** Registers every schema that a file declares. */
  declareSchemas(source: Source): string[] {
    const schemas = valueAt(source.value, '/components/schemas')
    if (!isObject(schemas)) return []
    return Object.keys(schemas).map((name) => {
      const pointer = childPointer('/components/schemas', name)
      this.#registerSchema(name, schemas[name], { source, pointer })
      return name
    })
  }

  /** All named schemas that were met, by name. Call it once everything else has been resolved. */
  schemas(): Map<string, { schema: JsonSchema; source: Source; pointer: string }> {
    for (let next = this.#pending.shift(); next !== undefined; next = this.#pending.shift()) {
      const schema = this.#walk('schema', next.value, next.definition, [])
      // A schema may be `true` or `false`; by name it is an object that says the same.
      next.definition.schema = isObject(schema) ? schema : schema === true ? {} : { not: {} }
    }
    const result = new Map<string, Definition>()
    for (const name of [...this.#definitions.keys()].sort()) {
      const [first, ...others] = this.#definitions.get(name) ?? []
      if (first === undefined) continue
      result.set(name, first)
      for (const other of others) {
        if (canonicalJson(other.schema) === canonicalJson(first.schema)) continue
        const place = first.source.locate(first.pointer)
        this.#problems.add(
          other.source.locate(other.pointer),
          `The schema ${name} is already declared, differently, at ${place.file}:${place.line}:${place.column}; rename one of them.`,
        )
      }
    }
    this.#refuseEndlessSchemas(result)
    return result
  }

  #walk(kind: Kind, value: unknown, origin: Origin, trail: readonly string[]): unknown {
    if (kind === 'schema' && typeof value === 'boolean') return value
    if (!isObject(value)) {
      this.#problems.add(origin.source.locate(origin.pointer), `Here ${kindNames[kind]} must be an object.`)
      return {}
    }
    if (typeof value.$ref === 'string') {
      return kind === 'schema'
        ? this.#schemaReference(value, value.$ref, origin, trail)
        : this.#inline(kind, value, value.$ref, origin, trail)
    }
    return this.#copy(kind, value, origin, trail)
  }

  #copy(kind: Kind, value: Resolved, origin: Origin, trail: readonly string[]): Resolved {
    const result: Record<string, unknown> = {}
    for (const [key, child] of Object.entries(value)) {
      const member = kind === 'callback' && !key.startsWith('x-') ? pathItem : members[kind][key]
      const place = { source: origin.source, pointer: childPointer(origin.pointer, key) }
      // In a schema `examples` is a list of values, elsewhere a map of examples; `dependentSchemas` and such are plain.
      result[key] = member === undefined ? child : this.#member(member, child, place, trail)
    }
    if (kind === 'schema') this.#discriminator(result, origin)
    if (kind === 'schema' && '$dynamicRef' in value) {
      this.#problems.add(
        origin.source.locate(childPointer(origin.pointer, '$dynamicRef')),
        '$dynamicRef is not supported; use $ref.',
      )
    }
    const copy = kind === 'schema' && origin.source.is30 ? schemaFrom30(result) : result
    if (kind === 'schema') {
      for (const [keyword, message] of wrongKeywords(copy))
        this.#problems.add(origin.source.locate(childPointer(origin.pointer, keyword)), message)
    }
    this.#origins.set(copy, origin)
    return copy
  }

  #member(member: Member, value: unknown, origin: Origin, trail: readonly string[]): unknown {
    const { kind, holds } = member
    if (holds === 'one') return this.#walk(kind, value, origin, trail)
    const child = (step: string | number) => ({ source: origin.source, pointer: childPointer(origin.pointer, step) })
    if (holds === 'list' && Array.isArray(value)) {
      return value.map((item, index) => this.#walk(kind, item, child(index), trail))
    }
    if (holds === 'map' && isObject(value)) {
      const entries = Object.entries(value).map(([key, item]) => {
        const plain = key.startsWith('x-') && !isObject(item)
        return [key, plain ? item : this.#walk(kind, item, child(key), trail)] as const
      })
      const map = Object.fromEntries(entries)
      this.#origins.set(map, origin)
      return map
    }
    this.#problems.add(
      origin.source.locate(origin.pointer),
      `Here must stand ${holds === 'list' ? 'a list' : 'an object'}, each part of it ${kindNames[kind]}.`,
    )
    return holds === 'list' ? [] : {}
  }

  #inline(kind: Kind, value: Resolved, reference: string, origin: Origin, trail: readonly string[]): unknown {
    const target = this.#target(reference, origin)
    if (target === undefined) return {}
    const key = `${kind} ${target.source.absolutePath}#${target.pointer}`
    if (trail.includes(key)) {
      this.#problems.add(origin.source.locate(childPointer(origin.pointer, '$ref')), `${reference} refers to itself.`)
      return {}
    }
    let resolved = this.#inlined.get(key)
    if (resolved === undefined) {
      resolved = this.#walk(kind, target.value, target, [...trail, key])
      this.#inlined.set(key, resolved)
    }
    // Beside the reference of a path item, and of a 3.1 reference with its own words, stand members that win.
    const { $ref: _, ...beside } = value
    if (Object.keys(beside).length === 0 || !isObject(resolved) || origin.source.is30) return resolved
    const merged = { ...resolved, ...this.#copy(kind, beside, origin, trail) }
    this.#origins.set(merged, origin)
    return merged
  }

  #schemaReference(value: Resolved, reference: string, origin: Origin, trail: readonly string[]): unknown {
    const target = this.#target(reference, origin)
    if (target === undefined) return {}
    const { $ref: _, ...beside } = value
    const siblings = origin.source.is30 ? {} : this.#copy('schema', beside, origin, trail)
    const name = this.#schemaName(target)
    if (name !== undefined) {
      this.#registerSchema(name, target.value, target)
      const result = { $ref: `#/components/schemas/${escapePointer(name)}`, ...siblings }
      this.#origins.set(result, origin)
      return result
    }
    const inlined = this.#inline('schema', { $ref: reference }, reference, origin, trail)
    if (Object.keys(siblings).length === 0) return inlined
    return { allOf: [inlined], ...siblings }
  }

  #schemaName({ pointer }: Origin): string | undefined {
    const name = schemaPointer.exec(pointer)?.[1]
    return name === undefined ? undefined : pointerSteps(`/${name}`)[0]
  }

  #registerSchema(name: string, value: unknown, origin: Origin): void {
    const definitions = this.#definitions.get(name) ?? []
    this.#definitions.set(name, definitions)
    const known = ({ source, pointer }: Origin) => source === origin.source && pointer === origin.pointer
    if (definitions.some(known)) return
    if (isObject(value) && typeof value.$ref === 'string' && Object.keys(value).length === 1) {
      // A service may give a shared schema its own name's sake: `Problem: { $ref: common.yaml#/components/schemas/Problem }`.
      const target = this.#target(value.$ref, origin)
      if (target !== undefined && this.#schemaName(target) === name && !known(target)) {
        this.#registerSchema(name, target.value, target)
        return
      }
    }
    const definition: Definition = { source: origin.source, pointer: origin.pointer, schema: {} }
    definitions.push(definition)
    this.#pending.push({ name, definition, value })
  }

  #discriminator(schema: Record<string, unknown>, origin: Origin): void {
    const discriminator = schema.discriminator
    if (!isObject(discriminator) || !isObject(discriminator.mapping)) return
    const mapping: Record<string, string> = {}
    for (const [tag, written] of Object.entries(discriminator.mapping)) {
      const place = { source: origin.source, pointer: childPointer(`${origin.pointer}/discriminator/mapping`, tag) }
      const isName = typeof written === 'string' && /^[\w.-]+$/.test(written) && !/\.(ya?ml|json)$/.test(written)
      const target = this.#target(isName ? `#/components/schemas/${written}` : String(written), place)
      const name = target === undefined ? undefined : this.#schemaName(target)
      if (target === undefined) continue
      if (name === undefined) {
        this.#problems.add(
          place.source.locate(place.pointer),
          'A discriminator can only name a schema under components/schemas.',
        )
        continue
      }
      this.#registerSchema(name, target.value, target)
      mapping[tag] = `#/components/schemas/${escapePointer(name)}`
    }
    schema.discriminator = { ...discriminator, mapping }
  }

  #target(reference: string, origin: Origin): (Origin & { readonly value: unknown }) | undefined {
    const refuse = (message: string): undefined => {
      this.#problems.add(origin.source.locate(childPointer(origin.pointer, '$ref')), message)
      return undefined
    }
    if (/^[a-z][a-z0-9+.-]+:/i.test(reference) || reference.startsWith('//')) {
      return refuse(
        `${reference} is outside of these files; copy what it names next to the spec and refer to the copy.`,
      )
    }
    const [file = '', fragment = ''] = reference.split('#', 2)
    let source = origin.source
    if (file !== '') {
      try {
        source = this.#sources.read(resolvePath(dirname(origin.source.absolutePath), decodeURIComponent(file)))
      } catch (error) {
        if (!(error instanceof SpecError)) throw error
        for (const problem of error.problems) this.#problems.add(problem.location, problem.message)
        return refuse(`${reference} cannot be followed: ${file} cannot be read.`)
      }
    }
    if (fragment !== '' && !fragment.startsWith('/')) {
      return refuse(`${reference} names an anchor; only JSON pointers (#/components/…) are supported.`)
    }
    const pointer = decodeURIComponent(fragment)
    const value = valueAt(source.value, pointer)
    if (value === undefined) return refuse(`${reference} refers to something that does not exist in ${source.label}.`)
    return { source, pointer, value }
  }

  /** A schema that reaches itself without going through a property or an item describes no value at all. */
  #refuseEndlessSchemas(definitions: ReadonlyMap<string, Definition>): void {
    const done = new Set<string>()
    const visit = (name: string, trail: readonly string[]): void => {
      if (done.has(name)) return
      if (trail.includes(name)) {
        const definition = definitions.get(name)
        if (definition !== undefined) {
          const circle = [...trail.slice(trail.indexOf(name)), name].join(' → ')
          this.#problems.add(
            definition.source.locate(definition.pointer),
            `The schema ${name} is defined by itself: ${circle}.`,
          )
        }
        return
      }
      for (const next of bareReferences(definitions.get(name)?.schema)) visit(next, [...trail, name])
      done.add(name)
    }
    for (const name of definitions.keys()) visit(name, [])
  }
}

const pathItem: Member = { kind: 'pathItem', holds: 'one' }

const bareReferences = (schema: unknown): string[] => {
  if (!isObject(schema)) return []
  const names: string[] = []
  if (typeof schema.$ref === 'string') names.push(referencedName(schema.$ref))
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const parts = schema[keyword]
    if (Array.isArray(parts)) names.push(...parts.flatMap(bareReferences))
  }
  return names
}

const escapePointer = (name: string): string => childPointer('', name).slice(1)

const valueAt = (root: unknown, pointer: string): unknown => {
  let value = root
  for (const step of pointerSteps(pointer)) {
    if (Array.isArray(value)) value = value[Number(step)]
    else if (isObject(value) && Object.hasOwn(value, step)) value = value[step]
    else return undefined
  }
  return value
}
