import type { Timeline, TimelineItem, TimelineKind } from './timeline.ts'

export interface TimelineState {
  readonly lastSeq: number
  readonly items: readonly TimelineItem[]
}

/** Keeps the newest `capacity` items. */
export class BoundedTimeline implements Timeline {
  #items: TimelineItem[] = []
  #lastSeq = 0
  readonly #capacity: number
  readonly #iso: () => string
  readonly #listeners = new Set<(item: TimelineItem) => void>()

  constructor(iso: () => string, capacity: number) {
    this.#iso = iso
    this.#capacity = capacity
  }

  record(kind: TimelineKind, fields: Record<string, unknown>): TimelineItem {
    const item: TimelineItem = { seq: ++this.#lastSeq, at: this.#iso(), kind, ...fields }
    this.#items.push(item)
    // Cut in large pieces, so that most records cost nothing.
    if (this.#items.length >= 2 * this.#capacity) this.#items = this.#items.slice(-this.#capacity)
    for (const listener of this.#listeners) listener(item)
    return item
  }

  of(kind: TimelineKind): readonly TimelineItem[] {
    return this.items.filter((item) => item.kind === kind)
  }

  since(seq: number, kind?: TimelineKind): readonly TimelineItem[] {
    const items = this.items
    const first = items[0]?.seq ?? 0
    const later = items.slice(Math.max(0, seq - first + 1))
    return kind === undefined ? later : later.filter((item) => item.kind === kind)
  }

  subscribe(listener: (item: TimelineItem) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get items(): readonly TimelineItem[] {
    return this.#items.slice(-this.#capacity)
  }

  get state(): TimelineState {
    return { lastSeq: this.#lastSeq, items: this.items }
  }

  set state(state: TimelineState) {
    this.#lastSeq = state.lastSeq
    this.#items = [...state.items]
  }
}
