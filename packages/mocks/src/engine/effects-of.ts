import type { World } from '../world/world.ts'
import type { Effects } from './effects.ts'

const bound = new WeakMap<World, Effects>()

/**
 * What can be done to the rest of a world besides answering: mail, webhooks, sockets, calls to providers.
 *
 * @throws {Error} when the world is not part of a sandbox
 * @example effectsOf(call.world).mail.send({ to, subject, text, html })
 */
export function effectsOf(world: World): Effects {
  const effects = bound.get(world)
  if (effects === undefined) throw new Error(`The world "${world.name}" does not belong to a sandbox: get it from one.`)
  return effects
}

/** The engine says what a world that it serves can do. */
export function bindEffects(world: World, effects: Effects): void {
  bound.set(world, effects)
}
