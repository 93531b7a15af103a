import { setTimeout as sleep } from 'node:timers/promises'
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import type { Settings } from '../settings.ts'
import { seconds } from '../storage/clock.ts'

/** What a model is told. */
export interface Prompt {
  readonly system: string
  readonly question: string
}

/** Every model of the chain was asked as often as it may be. */
export class AllProvidersFailed extends Error {
  override readonly name = 'AllProvidersFailed'
}

type Model = (prompt: Prompt, signal: AbortSignal) => Promise<string>

/** The retries are ours: their number and their times are a rule of the platform. */
const client = { maxRetries: 0, timeout: 60 * seconds }

/** Asks one model after another until one answers. */
export class LanguageModels {
  readonly #chain: readonly Model[]
  /** Milliseconds before each further call to the same model. */
  readonly #backOff: readonly number[]

  constructor({ providersUrl, openaiKey, anthropicKey, modelBackOff }: Settings) {
    const openai = new OpenAI({ ...client, apiKey: openaiKey, baseURL: `${providersUrl}/providers/openai/v1` })
    const anthropic = new Anthropic({
      ...client,
      apiKey: anthropicKey,
      baseURL: `${providersUrl}/providers/anthropic`,
    })
    this.#backOff = modelBackOff
    this.#chain = [gpt(openai, 'gpt-4'), gpt(openai, 'gpt-3.5-turbo'), claude(anthropic, 'claude-3-5-sonnet-20241022')]
  }

  /**
   * @returns the text; it may be empty, if a model had nothing to say
   * @throws AllProvidersFailed
   */
  async answer(prompt: Prompt, signal: AbortSignal): Promise<string> {
    const reasons: unknown[] = []
    for (const model of this.#chain) {
      for (let call = 0; ; call++) {
        try {
          return await model(prompt, signal)
        } catch (error) {
          signal.throwIfAborted()
          reasons.push(error)
          const wait = this.#backOff[call]
          if (!worthRetrying(error) || wait === undefined) break
          await sleep(wait, undefined, { signal })
        }
      }
    }
    throw new AllProvidersFailed('No language model answered.', { cause: reasons.at(-1) })
  }
}

const gpt =
  (openai: OpenAI, model: string): Model =>
  async ({ system, question }, signal) => {
    const messages = [
      { role: 'system' as const, content: system },
      { role: 'user' as const, content: question },
    ]
    const { choices } = await openai.chat.completions.create({ model, messages }, { signal })
    return choices[0]?.message.content ?? ''
  }

const claude =
  (anthropic: Anthropic, model: string): Model =>
  async ({ system, question }, signal) => {
    const messages = [{ role: 'user' as const, content: question }]
    const { content } = await anthropic.messages.create({ model, system, messages, max_tokens: 4_096 }, { signal })
    return content.map((block) => (block.type === 'text' ? block.text : '')).join('')
  }

/** No answer, too many requests, or a fault of theirs: it may be over in a moment. */
function worthRetrying(error: unknown): boolean {
  if (error instanceof OpenAI.APIConnectionError || error instanceof Anthropic.APIConnectionError) return true
  if (!(error instanceof OpenAI.APIError || error instanceof Anthropic.APIError)) return false
  return error.status === 429 || (error.status ?? 0) >= 500
}
