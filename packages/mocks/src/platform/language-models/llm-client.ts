import { effectsOf } from '../../engine/effects-of.ts'
import type { Message } from '../../generated/providers/anthropic-types.ts'
import type { ChatCompletion } from '../../generated/providers/openai-types.ts'
import type { World } from '../../world/world.ts'

/** What a model is asked. */
export interface ModelPrompt {
  /** Who it is to be. */
  readonly system: string
  readonly question: string
}

/** What became of one call. */
export interface ModelAnswer {
  readonly status: number
  /** Nothing came back in time. */
  readonly timedOut: boolean
  /** Virtual milliseconds that nobody has waited for yet. */
  readonly took: number
  /** Absent where what came cannot be read; empty where a model had nothing to say. */
  readonly text: string | undefined
}

/** How long the platform waits for a model, in virtual milliseconds. */
const patience = 60_000

/**
 * Asks a model to write something.
 *
 * @param name `openai:gpt-4`
 * @param about what the timeline says of the call besides its status
 */
export async function askModel(
  world: World,
  name: string,
  prompt: ModelPrompt,
  about: Readonly<Record<string, unknown>>,
): Promise<ModelAnswer> {
  const [provider, model] = name.split(':', 2) as [string, string]
  const { request, read } = provider === 'anthropic' ? anthropic : openai
  const { status, timedOut, took, body } = await effectsOf(world).upstream(name, {
    ...request(model, prompt),
    method: 'POST',
    // Time that a model takes is a task's: a snapshot must not catch a worker asleep.
    waits: false,
    patience,
    about: { operation: 'chat.complete', ...about },
  })
  return { status, timedOut, took, text: textIn(body, read) }
}

interface Dialect {
  request(model: string, prompt: ModelPrompt): { path: string; headers: Record<string, string>; body: unknown }
  /** What the model said. Throws where the answer is none. */
  read(body: unknown): string | null | undefined
}

const openai: Dialect = {
  request: (model, { system, question }) => ({
    path: '/v1/chat/completions',
    headers: { authorization: 'Bearer sk-concord' },
    body: {
      model,
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: question },
      ],
    },
  }),
  read: (body) => (body as ChatCompletion).choices[0]?.message.content,
}

const anthropic: Dialect = {
  request: (model, { system, question }) => ({
    path: '/v1/messages',
    headers: { 'x-api-key': 'sk-ant-concord', 'anthropic-version': '2023-06-01' },
    body: { model, system, max_tokens: 4_096, messages: [{ role: 'user', content: question }] },
  }),
  read: (body) => (body as Message).content[0]?.text,
}

function textIn(body: unknown, read: Dialect['read']): string | undefined {
  try {
    return read(body) ?? ''
  } catch {
    // Half of an answer is none.
    return undefined
  }
}
