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
  return [...new Map(placesOf(body, []).map((path) => [path.join('/'), path])).values()].flatMap((path) => {
    const where = `$${path.map((name) => (name === '*' ? '[]' : `.${name}`)).join('')}`
    const change = (what: string, how: (entry: Entry) => Entry | undefined): AnswerChange => ({
      what: `${where} ${what}`,
      apply: (value) => at(value, path, how),
    })
    const retyped = change('has another type', ([name, old]) => [name, ofAnotherType(old)])
    // What stands in a list has no name: it can only be something else.
    if (path.at(-1) === '*') return [retyped]
    return [change('is dropped', () => undefined), change('is renamed', ([name, old]) => [`${name}_`, old]), retyped]
  })
}

/** Every field, and what stands in every list. */
function placesOf(value: unknown, path: Path): readonly Path[] {
  if (Array.isArray(value)) {
    const items: Path = [...path, '*']
    return value.length === 0 ? [] : [items, ...value.flatMap((item) => placesOf(item, items))]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [[...path, name], ...placesOf(inner, [...path, name])])
}

type Entry = readonly [name: string, value: unknown]

function at(value: unknown, [name, ...rest]: Path, change: (entry: Entry) => Entry | undefined): unknown {
  if (name === undefined) return value
  const inside = (entry: Entry): Entry | undefined =>
    rest.length === 0 ? change(entry) : [entry[0], at(entry[1], rest, change)]
  if (name === '*') return Array.isArray(value) ? value.map((item) => inside([name, item])?.[1]) : value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap((entry) => {
      if (entry[0] !== name) return [entry]
      const changed = inside(entry)
      return changed === undefined ? [] : [changed]
    }),
  )
}

function ofAnotherType(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return 'a list'
  if (value === null) return true
  return typeof value === 'object' ? 'an object' : 7
}
