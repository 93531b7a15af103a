import type { World } from '../world/world.ts'
import { outcomeOf, succeeded } from './upstream-outcome.ts'

/** What the checks found. A score is null when nobody could check. */
export interface Verdict {
  readonly passed: boolean
  /** 100 means no error. */
  readonly grammar: number | null
  /** Uniqueness in per cent. */
  readonly uniqueness: number | null
  /** How machine-made the text looks. */
  readonly machine: number | null
  /** What could not be checked, in words. */
  readonly unchecked: readonly string[]
}

const mostGrammarErrors = 10
const leastUniqueness = 85
const mostMachine = 55

/** How each provider counts, and what it finds in a text that nothing is wrong with. */
const checks = {
  languagetool: { from: 0, to: 6 },
  copyscape: { from: 90, to: 99 },
  gptzero: { from: 12, to: 45 },
  originality: { from: 12, to: 45 },
} as const

/** Asks the checking providers about a text that was just written. */
export function inspect(world: World, about: { readonly job_id: number; readonly section_index: number }): Verdict {
  const errors = ask(world, 'languagetool', about)
  const uniqueness = ask(world, 'copyscape', about)
  const machine = ask(world, 'gptzero', about) ?? ask(world, 'originality', about)
  return {
    passed:
      (errors ?? 0) <= mostGrammarErrors && (uniqueness ?? 100) >= leastUniqueness && (machine ?? 0) <= mostMachine,
    grammar: errors === null ? null : Math.max(0, 100 - errors),
    uniqueness,
    machine,
    unchecked: [
      ...(errors === null ? ['grammar'] : []),
      ...(uniqueness === null ? ['uniqueness'] : []),
      ...(machine === null ? ['AI detection'] : []),
    ],
  }
}

function ask(
  world: World,
  provider: keyof typeof checks,
  about: { readonly job_id: number; readonly section_index: number },
): number | null {
  const outcome = outcomeOf(world, world.faults.strike({ on: 'provider', provider }))
  const { from, to } = checks[provider]
  // The stream is read whether or not the call succeeds, so that an outage does not change what later checks find.
  const found = world.random('quality').integer(from, to)
  const score = succeeded(outcome) ? (outcome.score ?? found) : null
  world.timeline.record('provider', {
    provider,
    operation: 'check',
    status: outcome.timedOut ? null : outcome.status,
    score,
    ...about,
  })
  return score
}
