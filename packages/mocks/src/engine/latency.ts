import type { FaultEffect, World } from '../world/world.ts'
import { numberOf } from './effect-options.ts'

/**
 * How long a latency is, in virtual milliseconds, drawn from the seed: `seconds` always; any time between `min` and `max`; or
 * lognormal around `median`, as networks are, where `sigma` (default 0.5) says how far the slow ones go.
 *
 * @example latencyOf(world, { kind: 'latency', median: 0.8, sigma: 0.6 })
 */
export function latencyOf(world: World, effect: FaultEffect): number {
  return Math.round(secondsOf(world, effect) * 1000)
}

/** No answer takes longer, however unlucky the draw. */
const longest = 3600

function secondsOf(world: World, effect: FaultEffect): number {
  const random = () => world.random('latency').next()
  const median = numberOf(effect, 'median')
  if (median !== undefined) {
    // Box and Muller: two even numbers make a normal one. The first must not be 0.
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    return Math.min(median * Math.exp((numberOf(effect, 'sigma') ?? 0.5) * normal), longest)
  }
  const max = numberOf(effect, 'max')
  if (max === undefined) return numberOf(effect, 'seconds') ?? 1
  const min = numberOf(effect, 'min') ?? 0
  return min + random() * (max - min)
}
