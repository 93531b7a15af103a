/** One way of changing every answer of a kind: a field dropped, renamed, or of another type. */
export interface AnswerChange {
  /** `$.items[].title is renamed`. */
  readonly what: string
  /** The answer with the change; the same answer where it has no such field. */
  apply(body: unknown): unknown
}

/** Where a field is: names, and `*` for each item of a list. */
type Path = readonly string[]

/**
 * Every change in one place of an answer.
 *
 * @param body an answer that has all the fields that are to be changed
 *
 * @example
 * changesOf({ id: 1 }).map(({ what }) => what) // ['$.id is dropped', '$.id is renamed', '$.id has another type']
 */
export function changesOf(body: unknown): readonly AnswerChange[] {
  return [...new Map(fieldsOf(body, []).map((path) => [path.join('/'), path])).values()].flatMap((path) => {
    const where = `$${path.map((name) => (name === '*' ? '[]' : `.${name}`)).join('')}`
    return [
      { what: `${where} is dropped`, apply: (value: unknown) => at(value, path, () => []) },
      { what: `${where} is renamed`, apply: (value: unknown) => at(value, path, ([name, old]) => [`${name}_`, old]) },
      {
        what: `${where} has another type`,
        apply: (value: unknown) => at(value, path, ([name, old]) => [name, ofAnotherType(old)]),
      },
    ]
  })
}

function fieldsOf(value: unknown, path: Path): readonly Path[] {
  if (Array.isArray(value)) return value.flatMap((item) => fieldsOf(item, [...path, '*']))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [[...path, name], ...fieldsOf(inner, [...path, name])])
}

type Entry = readonly [name: string, value: unknown] | readonly []

function at(value: unknown, [name, ...rest]: Path, change: (entry: readonly [string, unknown]) => Entry): unknown {
  if (name === undefined) return value
  if (name === '*') return Array.isArray(value) ? value.map((item) => at(item, rest, change)) : value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).flatMap((entry): (readonly [string, unknown])[] => {
    if (entry[0] !== name) return [entry]
    if (rest.length > 0) return [[name, at(entry[1], rest, change)]]
    const changed = change(entry)
    return changed.length === 0 ? [] : [changed]
  })
  return Object.fromEntries(entries)
}

function ofAnotherType(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return 'a list'
  if (value === null) return true
  return typeof value === 'object' ? 'an object' : 7
}
