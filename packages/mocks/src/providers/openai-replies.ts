import type { World } from '../world/world.ts'

/** In a minute, for everybody: as a paid account has them. */
const limits = { requests: 10_000, tokens: 2_000_000 }

/** The headers of an answer that counts against the limits, which fill up again all the time. */
export function answered(world: World, tokens: number): Record<string, string> {
  return {
    'openai-version': '2020-10-01',
    'openai-processing-ms': String(world.random('llm.pace').integer(80, 900)),
    'x-ratelimit-limit-requests': String(limits.requests),
    'x-ratelimit-limit-tokens': String(limits.tokens),
    'x-ratelimit-remaining-requests': String(limits.requests - 1),
    'x-ratelimit-remaining-tokens': String(Math.max(0, limits.tokens - tokens)),
    'x-ratelimit-reset-requests': `${60_000 / limits.requests}ms`,
    'x-ratelimit-reset-tokens': `${Math.ceil((tokens * 60_000) / limits.tokens)}ms`,
  }
}

/** Unix seconds. */
export const secondsNow = (world: World): number => Math.floor(world.clock.now() / 1000)

export const fingerprint = 'fp_44709d6fcb'
