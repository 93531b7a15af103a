/** A conversation as every provider's request comes down to it. */
export interface Prompt {
  readonly provider: string
  readonly model: string
  readonly messages: readonly PromptMessage[]
  readonly tools: readonly PromptTool[]
  /** Whether a tool is to be called: one of this name, any, none, or as the model sees fit. */
  readonly toolChoice: 'auto' | 'none' | 'required' | { readonly name: string }
  /** Plain words, any JSON object, or JSON of a schema. */
  readonly format: 'text' | 'json' | { readonly schema: JsonObject }
  /** The most tokens that may be written. */
  readonly limit: number | undefined
  /** Where the writing ends, before any of these. */
  readonly stop: readonly string[]
}

export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly text: string
}

export interface PromptTool {
  readonly name: string
  readonly description: string
  /** A JSON schema. */
  readonly parameters: JsonObject
}

export type JsonObject = { readonly [name: string]: unknown }

/** What a model says. */
export interface Completion {
  readonly text: string
  readonly calls: readonly { readonly name: string; readonly arguments: JsonObject }[]
  readonly finish: 'stop' | 'length' | 'tool'
  /** Which of the words that end it came next. */
  readonly stoppedBy: string | undefined
  /** In tokens. */
  readonly usage: { readonly input: number; readonly output: number }
  /** Whether a test has said it: then nothing is added to it. */
  readonly prepared: boolean
}

/** What was asked last. */
export const lastQuestion = ({ messages }: Prompt): string =>
  messages.findLast(({ role }) => role === 'user')?.text ?? messages.at(-1)?.text ?? ''

/** The words of content that is either a text or a list of parts. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content
    .map((part: unknown) => (isObject(part) && typeof part.text === 'string' ? part.text : ''))
    .filter((text) => text !== '')
    .join('\n')
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
