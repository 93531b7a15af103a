import type { LiveWorld } from '../world/live-world.ts'
import type { WorldSnapshot } from '../world/world.ts'
import { ControlProblem } from './control-problem.ts'

/** Keeps states of a world by name. They outlive a reset. */
export class SnapshotControls {
  readonly #world: LiveWorld
  readonly #kept = new Map<string, WorldSnapshot>()

  constructor(world: LiveWorld) {
    this.#world = world
  }

  get names(): readonly string[] {
    return [...this.#kept.keys()]
  }

  /** Keeps the world as it is now; a snapshot of the same name is replaced. */
  take(name: string): void {
    this.#kept.set(name, this.#world.snapshot())
  }

  /** @throws ControlProblem 404 when there is no snapshot of this name */
  restore(name: string): void {
    const snapshot = this.#kept.get(name)
    if (snapshot === undefined) {
      const detail = `This world has no snapshot "${name}". It has ${this.names.map((known) => `"${known}"`).join(', ') || 'none'}.`
      throw new ControlProblem(404, 'snapshot_not_found', 'No such snapshot', detail)
    }
    this.#world.restore(snapshot)
  }
}
