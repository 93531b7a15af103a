/** A row. JSON-safe; treat what you are given as frozen and write through `update`. */
export interface Row {
  readonly id: number | string
}

/** Synchronous, indexed collections. Copy on write, so that a snapshot is cheap. */
export interface Store {
  collection<R extends Row>(name: string, options?: CollectionOptions<R>): Collection<R>
}

export interface CollectionOptions<R extends Row> {
  /** Fields by which `where` and `first` are fast. */
  readonly indexes?: readonly (keyof R & string)[]
}

export interface Collection<R extends Row> {
  /** The next integer id. Never reused. */
  nextId(): number
  insert(row: R): R
  get(id: R['id']): R | undefined
  update(id: R['id'], change: Partial<Omit<R, 'id'>>): R
  delete(id: R['id']): boolean
  /** Rows whose fields equal those given, in the order they were inserted. */
  where(fields: Partial<R>): readonly R[]
  first(fields: Partial<R>): R | undefined
  all(): readonly R[]
  readonly size: number
}
