import type { Direction } from '../direction.ts'
import { canonicalJson, isObject } from '../load/json.ts'
import type { FlatSchema, Part } from './flat-schema.ts'
import { type Effect, effectOf, type SchemaRule } from './schema-rules.ts'

/** One difference between two schemas. */
export interface SchemaFinding {
  readonly kind: SchemaRule
  /** JSON path of the value that it is about: `$.items[*].status`. */
  readonly at: string
  /** What changed, without the place: `its maximum was 200 and is 100`. */
  readonly detail: string
  /** Objects of the two models, for their place in the files. */
  readonly old?: unknown
  readonly new?: unknown
  /** The named schema in which it was found, and where inside: the same finding wherever that schema is used. */
  readonly within?: { readonly name: string; readonly at: string }
}

/** Two schemas at one place, as every part of the comparison sees them. */
export interface Pair {
  readonly old: FlatSchema
  readonly new: FlatSchema
  readonly at: string
  readonly direction: Direction
  /** Values travel as text (parameters, headers): a number is a text too. */
  readonly textual: boolean
  report(kind: SchemaRule, detail: string, places?: { old?: unknown; new?: unknown }, at?: string): void
  /** Compares parts of the two. */
  descend(old: Part, next: Part, at: string): void
  /** What comparing two parts would find. */
  findingsOf(old: Part, next: Part): readonly SchemaFinding[]
  /** How the two sides call their own flat form of a part. */
  flattenOld(part: Part): FlatSchema
  flattenNew(part: Part): FlatSchema
  nameOfOld(part: Part): string | undefined
  nameOfNew(part: Part): string | undefined
}

/** What all findings together do; nothing where none changes what is allowed. */
export const overallEffect = (findings: readonly SchemaFinding[]): Exclude<Effect, 'said'> | undefined => {
  const effects = new Set(findings.map(({ kind }) => effectOf(kind)).filter((effect) => effect !== 'said'))
  const [only] = effects
  if (effects.size < 2) return only
  return effects.has('unknown') ? 'unknown' : 'changed'
}

/** A value as a person reads it: short. */
export const shown = (value: unknown): string => {
  const text = isObject(value) || Array.isArray(value) ? canonicalJson(value) : JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** A member of a JSON path. */
export const member = (path: string, name: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(name) ? `${path}.${name}` : `${path}['${name}']`
