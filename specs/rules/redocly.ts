/** The part of Redocly's plugin interface that our rules use. Its CLI comes as one bundle without types. */

export type JsonObject = { readonly [key: string]: unknown }

/** A place in a file. */
export interface Location {
  /** JSON pointer with its `#`. */
  readonly pointer: string
  readonly source: { readonly absoluteRef: string }
  child(path: readonly (string | number)[]): Location
  /** The same place, pointing at the key instead of the value. */
  key(): Location
}

export interface Context {
  readonly location: Location
  readonly type: { readonly name: string }
  readonly parent: unknown
  report(problem: { message: string; location: Location; suggest?: string[] }): void
  resolve(node: unknown, from?: string): { readonly node?: unknown; readonly location?: Location }
}

export type Visit = (node: JsonObject, context: Context) => void

/** Visitors by the name of the OpenAPI node; `any` sees every node. */
export interface Visitor {
  readonly [type: string]: Visit
}

export type Rule = () => Visitor

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const objectAt = (value: unknown, key: string): JsonObject => {
  const inner = isObject(value) ? value[key] : undefined
  return isObject(inner) ? inner : {}
}

export const listAt = (value: unknown, key: string): readonly unknown[] => {
  const inner = isObject(value) ? value[key] : undefined
  return Array.isArray(inner) ? inner : []
}

export const quoted = (names: Iterable<string>): string => [...names].map((name) => `\`${name}\``).join(', ')
