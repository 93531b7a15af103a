import { MemoryCollection, type MemoryCollectionState } from './memory-collection.ts'
import type { Collection, CollectionOptions, Row, Store } from './store.ts'

export type MemoryStoreState = Readonly<Record<string, MemoryCollectionState>>

/** Collections by name, made when they are first asked for. */
export class MemoryStore implements Store {
  readonly #collections = new Map<string, MemoryCollection<Row>>()

  collection<R extends Row>(name: string, options?: CollectionOptions<R>): Collection<R> {
    let collection = this.#collections.get(name)
    if (collection === undefined) {
      collection = new MemoryCollection<Row>(name)
      this.#collections.set(name, collection)
    }
    if (options?.indexes !== undefined) collection.index(options.indexes)
    // The name decides what the rows are; whoever asks for it knows.
    return collection as unknown as Collection<R>
  }

  get names(): readonly string[] {
    return [...this.#collections.keys()]
  }

  get state(): MemoryStoreState {
    const state: Record<string, MemoryCollectionState> = {}
    for (const [name, collection] of this.#collections) state[name] = collection.state
    return state
  }

  /** Collections that are held somewhere stay valid; their content is replaced. */
  set state(state: MemoryStoreState) {
    for (const [name, collection] of this.#collections) {
      if (!(name in state)) collection.state = { lastId: 0, rows: [] }
    }
    for (const [name, content] of Object.entries(state)) {
      this.collection(name)
      ;(this.#collections.get(name) as MemoryCollection<Row>).state = content
    }
  }
}
