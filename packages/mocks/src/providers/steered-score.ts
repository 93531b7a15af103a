import type { SandboxRequest } from '../engine/call.ts'
import { randomFor } from '../world/seeded-random.ts'
import type { World } from '../world/world.ts'

/**
 * What a checking provider finds in a text: what a fault rule with the effect `score` says, else a number between two that the
 * seed and the text give, always the same.
 */
export function scoreOf(
  call: { readonly world: World; readonly request: SandboxRequest },
  provider: string,
  text: string,
  from: number,
  to: number,
): number {
  const steered = steeredScore(call.request)
  return steered ?? randomFor(call.world.seed, `${provider}:${text}`).integer(from, to)
}

/** The last word of the rules that strike this call. */
export function steeredScore({ effects = [] }: SandboxRequest): number | undefined {
  const value = effects.findLast(({ kind }) => kind === 'score')?.value
  return typeof value === 'number' ? value : undefined
}

/** A share of 1 in per cent, and back without the noise of binary fractions. */
export const share = (percent: number): number => Math.round(percent * 100) / 10_000
