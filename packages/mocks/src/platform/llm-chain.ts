import type { World } from '../world/world.ts'
import { outcomeOf, succeeded, worthRetrying } from './upstream-outcome.ts'

/** Who writes, in the order in which they are asked. */
export const llmChain = ['openai:gpt-4', 'openai:gpt-3.5-turbo', 'anthropic:claude-3-5-sonnet-20241022'] as const

/** Virtual milliseconds before each further call to the same model. */
const backOff = [2_000, 4_000, 8_000]

/** Where in the chain a section stands. JSON-safe: it travels in a task. */
export interface ChainPosition {
  readonly model: number
  readonly retries: number
}

export const chainStart: ChainPosition = { model: 0, retries: 0 }

/** What became of one call. */
export type ChainStep =
  /** `empty`: an answer without content. */
  | { readonly kind: 'written'; readonly delay: number; readonly empty: boolean }
  /** Not this time: the next call, and how long to wait for it. */
  | { readonly kind: 'again'; readonly position: ChainPosition; readonly delay: number }
  | { readonly kind: 'exhausted'; readonly delay: number }

/** Calls the model at this position of the chain. */
export function callModel(
  world: World,
  position: ChainPosition,
  about: { readonly job_id: number; readonly section_index: number; readonly context_sections: number },
): ChainStep {
  const provider = llmChain[position.model] ?? llmChain[0]
  const outcome = outcomeOf(world, world.faults.strike({ on: 'provider', provider }))
  world.timeline.record('provider', {
    provider,
    operation: 'chat.complete',
    status: outcome.timedOut ? null : outcome.status,
    attempt: position.retries + 1,
    ...about,
  })
  if (succeeded(outcome)) return { kind: 'written', delay: outcome.delay, empty: outcome.empty }
  const wait = backOff[position.retries]
  if (worthRetrying(outcome) && wait !== undefined) {
    return { kind: 'again', position: { ...position, retries: position.retries + 1 }, delay: outcome.delay + wait }
  }
  return position.model + 1 < llmChain.length
    ? { kind: 'again', position: { model: position.model + 1, retries: 0 }, delay: outcome.delay }
    : { kind: 'exhausted', delay: outcome.delay }
}
