import type { Collection, Row } from './store.ts'

export interface MemoryCollectionState {
  readonly lastId: number
  readonly rows: readonly Row[]
}

interface Entry<R extends Row> {
  readonly order: number
  row: R
}

/** The rows that share one value of an indexed field. The list is made when it is asked for and kept until a row changes. */
interface Bucket<R extends Row> {
  readonly entries: Set<Entry<R>>
  list: readonly R[] | undefined
}

type Index<R extends Row> = Map<unknown, Bucket<R>>

const nothing: readonly never[] = []

/**
 * Rows in the order in which they were inserted. A row is frozen and replaced as a whole, and lists that were handed out
 * are never changed: a snapshot only has to keep them.
 */
export class MemoryCollection<R extends Row> implements Collection<R> {
  readonly #name: string
  readonly #entries = new Map<R['id'], Entry<R>>()
  readonly #indexes = new Map<keyof R & string, Index<R>>()
  #list: readonly R[] | undefined
  #lastId = 0
  #lastOrder = 0

  constructor(name: string) {
    this.#name = name
  }

  index(fields: readonly string[]): void {
    for (const name of fields) {
      const field = name as keyof R & string
      if (this.#indexes.has(field)) continue
      const index: Index<R> = new Map()
      this.#indexes.set(field, index)
      for (const entry of this.#entries.values()) addTo(index, entry.row[field], entry)
    }
  }

  nextId(): number {
    return ++this.#lastId
  }

  insert(row: R): R {
    if (this.#entries.has(row.id)) throw new Error(`${this.#name} already has a row with the id ${row.id}.`)
    const frozen = Object.freeze({ ...row })
    const entry: Entry<R> = { order: ++this.#lastOrder, row: frozen }
    this.#entries.set(row.id, entry)
    if (typeof row.id === 'number' && row.id > this.#lastId) this.#lastId = row.id
    for (const [field, index] of this.#indexes) addTo(index, frozen[field], entry)
    this.#list = undefined
    return frozen
  }

  get(id: R['id']): R | undefined {
    return this.#entries.get(id)?.row
  }

  update(id: R['id'], change: Partial<Omit<R, 'id'>>): R {
    const entry = this.#entries.get(id)
    if (entry === undefined) throw new Error(`${this.#name} has no row with the id ${id} to update.`)
    const before = entry.row
    const after = Object.freeze({ ...before, ...change, id: before.id })
    entry.row = after
    for (const [field, index] of this.#indexes) {
      if (before[field] === after[field]) {
        forget(index.get(after[field]))
      } else {
        removeFrom(index, before[field], entry)
        addTo(index, after[field], entry)
      }
    }
    this.#list = undefined
    return after
  }

  delete(id: R['id']): boolean {
    const entry = this.#entries.get(id)
    if (entry === undefined) return false
    this.#entries.delete(id)
    for (const [field, index] of this.#indexes) removeFrom(index, entry.row[field], entry)
    this.#list = undefined
    return true
  }

  where(fields: Partial<R>): readonly R[] {
    const wanted = Object.entries(fields) as [keyof R & string, unknown][]
    let candidates: readonly R[] | undefined
    let rest = wanted
    for (const [field, value] of wanted) {
      const index = this.#indexes.get(field)
      if (index === undefined) continue
      const list = listOf(index.get(value))
      if (candidates === undefined || list.length < candidates.length) {
        candidates = list
        rest = wanted.filter(([other]) => other !== field)
      }
    }
    const rows = candidates ?? this.all()
    return rest.length === 0 ? rows : rows.filter((row) => rest.every(([field, value]) => row[field] === value))
  }

  first(fields: Partial<R>): R | undefined {
    return this.where(fields)[0]
  }

  all(): readonly R[] {
    this.#list ??= Array.from(this.#entries.values(), (entry) => entry.row)
    return this.#list
  }

  get size(): number {
    return this.#entries.size
  }

  get state(): MemoryCollectionState {
    return { lastId: this.#lastId, rows: this.all() }
  }

  set state(state: MemoryCollectionState) {
    this.#entries.clear()
    for (const index of this.#indexes.values()) index.clear()
    this.#list = undefined
    this.#lastOrder = 0
    for (const row of state.rows) this.insert(row as R)
    this.#lastId = state.lastId
  }
}

function addTo<R extends Row>(index: Index<R>, value: unknown, entry: Entry<R>): void {
  const bucket = index.get(value)
  if (bucket === undefined) {
    index.set(value, { entries: new Set([entry]), list: undefined })
  } else {
    bucket.entries.add(entry)
    bucket.list = undefined
  }
}

function removeFrom<R extends Row>(index: Index<R>, value: unknown, entry: Entry<R>): void {
  const bucket = index.get(value)
  if (bucket === undefined) return
  bucket.entries.delete(entry)
  bucket.list = undefined
  if (bucket.entries.size === 0) index.delete(value)
}

function forget<R extends Row>(bucket: Bucket<R> | undefined): void {
  if (bucket !== undefined) bucket.list = undefined
}

function listOf<R extends Row>(bucket: Bucket<R> | undefined): readonly R[] {
  if (bucket === undefined) return nothing
  // A row that came to this value by an update stands at the end of the set, wherever it was inserted.
  bucket.list ??= [...bucket.entries].sort((one, other) => one.order - other.order).map((entry) => entry.row)
  return bucket.list
}
