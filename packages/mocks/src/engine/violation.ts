import type { World } from '../world/world.ts'

/** The sandbox was wrong. Tests fail on it; people see it on the timeline and in the answer. */
export interface Violation {
  readonly world: string
  /** The operation or the task in which it happened. */
  readonly where: string
  readonly message: string
  readonly rule: string
  readonly pointer: string
}

export type ViolationListener = (violation: Violation, error: unknown) => void

/** Keeps what the sandbox did wrong, and tells of it. */
export class Violations {
  readonly #kept: Violation[] = []
  readonly #listeners = new Set<ViolationListener>()

  record(world: World, where: string, error: unknown): Violation {
    const { rule = 'exception', pointer = '' } = error as { rule?: string; pointer?: string }
    const message = error instanceof Error ? error.message : String(error)
    const violation: Violation = { world: world.name, where, message, rule, pointer }
    // Enough to tell what is wrong, and no leak in a server that runs for weeks.
    if (this.#kept.length < 100) this.#kept.push(violation)
    world.timeline.record('fault', { violation: true, where, message, rule, pointer })
    for (const listener of this.#listeners) listener(violation, error)
    return violation
  }

  get all(): readonly Violation[] {
    return [...this.#kept]
  }

  /** Forgets what was kept, and gives it. */
  take(): readonly Violation[] {
    return this.#kept.splice(0)
  }

  subscribe(listener: ViolationListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
