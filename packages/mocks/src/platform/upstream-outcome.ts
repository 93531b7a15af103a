import type { FaultEffect } from '../world/world.ts'

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

const patience = 30_000

/** Reads what strikes a call. Without an effect it succeeds at once. */
export function outcomeOf(effects: readonly FaultEffect[]): UpstreamOutcome {
  let outcome: UpstreamOutcome = { status: 200, timedOut: false, delay: 0, empty: false, score: undefined }
  for (const effect of effects) {
    const seconds = typeof effect['seconds'] === 'number' ? effect['seconds'] * 1000 : 0
    switch (effect.kind) {
      case 'status':
      case 'problem':
        outcome = { ...outcome, status: typeof effect['status'] === 'number' ? effect['status'] : 503 }
        break
      case 'latency':
        outcome = { ...outcome, delay: outcome.delay + seconds }
        break
      case 'timeout':
      case 'hang':
      case 'reset':
        outcome = { ...outcome, timedOut: true, delay: outcome.delay + (effect.kind === 'reset' ? 0 : seconds || patience) }
        break
      case 'empty':
        outcome = { ...outcome, empty: true }
        break
      case 'score':
        outcome = { ...outcome, score: typeof effect['value'] === 'number' ? effect['value'] : undefined }
        break
    }
  }
  return outcome.delay >= patience ? { ...outcome, timedOut: true } : outcome
}

/** Whether another attempt may help: no answer, too many requests, or a fault of theirs. */
export const worthRetrying = ({ timedOut, status }: UpstreamOutcome): boolean =>
  timedOut || status === 429 || status >= 500

export const succeeded = ({ timedOut, status }: UpstreamOutcome): boolean => !timedOut && status < 400
