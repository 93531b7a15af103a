import type { SandboxCore } from '../sandbox.ts'
import type { LiveWorld } from '../world/live-world.ts'
import { WorldControls } from './world-controls.ts'

/** The worlds of a running sandbox. */
export interface WorldDirectory {
  /** Makes the world on first use. */
  controls(name: string): WorldControls
  readonly names: readonly string[]
  /** Forgets a world; its name begins anew. False when there is none. */
  delete(name: string): boolean
}

/** The world of those who choose none. */
export const defaultWorld = 'default'

/** What a world may be called: it stands in paths and headers. */
export function isWorldName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name)
}

/** The worlds of a core with what can be done to them. */
export function createWorldDirectory(core: SandboxCore): WorldDirectory {
  const known = new WeakMap<LiveWorld, WorldControls>()
  return {
    controls(name) {
      const world = core.worlds.get(name)
      let controls = known.get(world)
      if (controls === undefined) {
        controls = new WorldControls(world, (request) => core.handle(world, request))
        known.set(world, controls)
      }
      return controls
    },
    get names() {
      return core.worlds.names
    },
    delete: (name) => core.worlds.delete(name),
  }
}
