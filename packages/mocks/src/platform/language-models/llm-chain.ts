import type { World } from '../../world/world.ts'
import { askModel, type ModelAnswer, type ModelPrompt } from './llm-client.ts'

/** Who writes, in the order in which they are asked. */
const llmChain = ['openai:gpt-4', 'openai:gpt-3.5-turbo', 'anthropic:claude-3-5-sonnet-20241022'] as const

/** Virtual milliseconds before each further call to the same model. */
const backOff = [2_000, 4_000, 8_000]

/** Where in the chain a text stands. JSON-safe: it travels in a task. */
export interface ChainPosition {
  readonly model: number
  readonly retries: number
}

export const chainStart: ChainPosition = { model: 0, retries: 0 }

/** What became of one call. */
export type ChainStep =
  | { readonly kind: 'written'; readonly delay: number; readonly text: string }
  /** Not this time: the next call, and how long to wait for it. */
  | { readonly kind: 'again'; readonly position: ChainPosition; readonly delay: number }
  | { readonly kind: 'exhausted'; readonly delay: number }

/**
 * Calls the model at this position of the chain.
 *
 * @param about what the timeline says of the call, besides which attempt it is and its status
 */
export async function callModel(
  world: World,
  position: ChainPosition,
  prompt: ModelPrompt,
  about: Readonly<Record<string, unknown>>,
): Promise<ChainStep> {
  const name = llmChain[position.model] ?? llmChain[0]
  const answer = await askModel(world, name, prompt, { attempt: position.retries + 1, ...about })
  const { took, text } = answer
  if (succeeded(answer) && text !== undefined) return { kind: 'written', delay: took, text }
  const wait = backOff[position.retries]
  if (worthRetrying(answer) && wait !== undefined) {
    return { kind: 'again', position: { ...position, retries: position.retries + 1 }, delay: took + wait }
  }
  return position.model + 1 < llmChain.length
    ? { kind: 'again', position: { model: position.model + 1, retries: 0 }, delay: took }
    : { kind: 'exhausted', delay: took }
}

const succeeded = ({ timedOut, status }: ModelAnswer): boolean => !timedOut && status < 400

/** Whether another attempt may help: no answer, too many requests, or a fault of theirs. */
const worthRetrying = ({ timedOut, status }: ModelAnswer): boolean => timedOut || status === 429 || status >= 500
