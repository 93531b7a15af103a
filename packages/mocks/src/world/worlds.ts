import { LiveWorld, type WorldOptions } from './live-world.ts'

/** The worlds of one sandbox by name; each is made when it is first asked for. */
export class Worlds {
  readonly #worlds = new Map<string, LiveWorld>()
  readonly #options: Omit<WorldOptions, 'name'>
  readonly #made: (world: LiveWorld) => void

  constructor(options: Omit<WorldOptions, 'name'>, made: (world: LiveWorld) => void) {
    this.#options = options
    this.#made = made
  }

  get(name: string): LiveWorld {
    let world = this.#worlds.get(name)
    if (world === undefined) {
      world = new LiveWorld({ ...this.#options, name })
      this.#worlds.set(name, world)
      this.#made(world)
    }
    return world
  }

  has(name: string): boolean {
    return this.#worlds.has(name)
  }

  get names(): readonly string[] {
    return [...this.#worlds.keys()]
  }

  /** Throws the world away with all that it holds. Gives false when there is none of this name. */
  delete(name: string): boolean {
    const world = this.#worlds.get(name)
    if (world === undefined) return false
    this.#worlds.delete(name)
    world.reset()
    return true
  }
}
