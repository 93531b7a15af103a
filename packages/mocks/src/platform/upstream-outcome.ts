import { numberOf } from '../engine/effect-options.ts'
import { latencyOf } from '../engine/latency.ts'
import type { FaultEffect, World } from '../world/world.ts'

/** How a call to a provider that has no face of its own in this sandbox ends, as the fault rules want it. */
export interface UpstreamOutcome {
  readonly status: number
  /** Nothing came back in time. */
  readonly timedOut: boolean
  /** More virtual milliseconds than such a call takes. */
  readonly delay: number
  /** An answer came, with nothing in it. */
  readonly empty: boolean
  /** What a checking provider is told to find. */
  readonly score: number | undefined
}

/** How long a backend waits for a provider, in virtual milliseconds. */
const patience = 60_000

/** Reads what strikes a call. Without an effect it succeeds at once. */
export function outcomeOf(world: World, effects: readonly FaultEffect[]): UpstreamOutcome {
  let outcome: UpstreamOutcome = { status: 200, timedOut: false, delay: 0, empty: false, score: undefined }
  for (const effect of effects) {
    switch (effect.kind) {
      case 'problem':
      case 'down':
        outcome = { ...outcome, status: numberOf(effect, 'status') ?? 503 }
        break
      case 'latency':
        outcome = { ...outcome, delay: outcome.delay + latencyOf(world, effect) }
        break
      case 'hang':
        outcome = { ...outcome, timedOut: true, delay: (numberOf(effect, 'seconds') ?? 60) * 1000 }
        break
      case 'corrupt':
      case 'empty-body':
      case 'reset':
      case 'truncate':
        // An answer that cannot be used is none.
        outcome = { ...outcome, status: 502 }
        break
      case 'empty':
        outcome = { ...outcome, empty: true }
        break
      case 'score':
        outcome = { ...outcome, score: numberOf(effect, 'value') }
        break
      default:
        throw new Error(
          `A fault rule asks for the effect "${effect.kind}", which nothing can do to a call to a provider.`,
        )
    }
  }
  return outcome.delay > patience ? { ...outcome, timedOut: true, delay: patience } : outcome
}

export const succeeded = ({ timedOut, status }: UpstreamOutcome): boolean => !timedOut && status < 400
