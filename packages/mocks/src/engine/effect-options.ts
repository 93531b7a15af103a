import type { FaultEffect } from '../world/world.ts'

/** An option of an effect, if it is there and a number. */
export function numberOf(effect: FaultEffect, option: string): number | undefined {
  const value = effect[option]
  return typeof value === 'number' ? value : undefined
}
