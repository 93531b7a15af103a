import type { Scheduler } from './scheduler.ts'

/** A task as data: it can be written down in the middle of a job and carried out elsewhere. */
export interface Task {
  readonly id: number
  readonly at: number
  readonly task: string
  readonly payload: unknown
}

export interface TaskHeapState {
  readonly lastId: number
  readonly tasks: readonly Task[]
}

/** A binary heap by time, then by id: ties come out in the order in which they went in. */
export class TaskHeap implements Scheduler {
  #heap: Task[] = []
  #lastId = 0
  readonly #now: () => number
  /** Called when a task becomes the next one, so that whoever moves the clock can wake earlier. */
  onEarlier: (() => void) | undefined

  constructor(now: () => number) {
    this.#now = now
  }

  at(at: number, task: string, payload: unknown): number {
    const id = ++this.#lastId
    const entry: Task = { id, at: Math.max(at, this.#now()), task, payload }
    this.#heap.push(entry)
    this.#up(this.#heap.length - 1)
    if (this.#heap[0] === entry) this.onEarlier?.()
    return id
  }

  after(delay: number, task: string, payload: unknown): number {
    return this.at(this.#now() + delay, task, payload)
  }

  cancel(id: number): boolean {
    const index = this.#heap.findIndex((task) => task.id === id)
    if (index < 0) return false
    this.#removeAt(index)
    return true
  }

  get next(): number | undefined {
    return this.#heap[0]?.at
  }

  get size(): number {
    return this.#heap.length
  }

  /** Takes the first task out if it is due by `at`. */
  take(at: number): Task | undefined {
    const first = this.#heap[0]
    if (first === undefined || first.at > at) return undefined
    this.#removeAt(0)
    return first
  }

  get state(): TaskHeapState {
    return { lastId: this.#lastId, tasks: this.#heap.toSorted(compare) }
  }

  set state(state: TaskHeapState) {
    this.#lastId = state.lastId
    // Sorted, which is a heap already.
    this.#heap = [...state.tasks]
    this.onEarlier?.()
  }

  #removeAt(index: number): void {
    const last = this.#heap.pop()
    if (last === undefined || index === this.#heap.length) return
    this.#heap[index] = last
    this.#up(index)
    this.#down(index)
  }

  #up(from: number): void {
    let index = from
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!this.#swapIfBefore(index, parent)) return
      index = parent
    }
  }

  #down(from: number): void {
    let index = from
    for (;;) {
      const left = 2 * index + 1
      if (left >= this.#heap.length) return
      const right = left + 1
      const child =
        right < this.#heap.length && compare(this.#heap[right] as Task, this.#heap[left] as Task) < 0 ? right : left
      if (!this.#swapIfBefore(child, index)) return
      index = child
    }
  }

  #swapIfBefore(child: number, parent: number): boolean {
    const one = this.#heap[child] as Task
    const other = this.#heap[parent] as Task
    if (compare(one, other) >= 0) return false
    this.#heap[child] = other
    this.#heap[parent] = one
    return true
  }
}

const compare = (one: Task, other: Task): number => one.at - other.at || one.id - other.id
