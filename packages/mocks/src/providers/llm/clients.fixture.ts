import Anthropic from '@anthropic-ai/sdk'
import { Ollama } from 'ollama'
import OpenAI from 'openai'

/** A question, the same for every vendor. */
export interface Asked {
  readonly question: string
  readonly stream: boolean
  /** Whether an object is to be answered, as far as the vendor can ask for one. */
  readonly json?: boolean
  /** The name of a function without arguments that may be called. */
  readonly tool?: string
  readonly model?: string
}

/** How a client is set up. */
export interface Setting {
  /** Real milliseconds that the client waits for an answer. */
  readonly patience?: number
  /** How often it tries again by itself; Ollama's never does. Default 0. */
  readonly maxRetries?: number
}

/** All that a client gave, up to the error that ended it if one did. */
export interface Heard {
  text: string
  calls: { readonly name: string; readonly arguments: unknown }[]
  usage: { readonly input: number; readonly output: number; readonly total: number } | undefined
  error?: unknown
}

export type ClientName = 'openai' | 'anthropic' | 'ollama' | 'perplexity'

type Ask = (heard: Heard, url: string, asked: Asked, setting: Setting) => Promise<void>

/** Asks through the official client of a provider, unmodified. @param url of the server, and of the world in it */
export async function askThrough(
  client: ClientName,
  url: string,
  asked: Partial<Asked> = {},
  setting: Setting = {},
): Promise<Heard> {
  const heard: Heard = { text: '', calls: [], usage: undefined }
  const whole = { question: 'What is known about pollination?', stream: false, ...asked }
  await clients[client](heard, url, whole, setting).catch((error: unknown) => {
    heard.error = error
  })
  return heard
}

const openaiAt =
  (path: string, apiKey: string, usual: string): Ask =>
  async (heard, url, { question, stream, json, tool, model = usual }, { patience, maxRetries = 0 }) => {
    const timeout = patience === undefined ? {} : { timeout: patience }
    const client = new OpenAI({ apiKey, baseURL: `${url}/providers/${path}`, maxRetries, ...timeout })
    const request: OpenAI.ChatCompletionCreateParamsNonStreaming = {
      model,
      messages: [{ role: 'user', content: question }],
      ...(json && { response_format: { type: 'json_object' } }),
      ...(tool && { tools: [{ type: 'function', function: { name: tool } }] }),
    }
    const use = (usage: OpenAI.CompletionUsage | null | undefined) => {
      const { prompt_tokens: input, completion_tokens: output, total_tokens: total } = usage ?? {}
      if (input !== undefined && output !== undefined && total !== undefined) heard.usage = { input, output, total }
    }
    if (!stream) {
      const { choices, usage } = await client.chat.completions.create(request)
      heard.text = choices[0]?.message.content ?? ''
      heard.calls = (choices[0]?.message.tool_calls ?? []).map(functionOf)
      use(usage)
      return
    }
    const asked = { ...request, stream, stream_options: { include_usage: true } } as const
    const pieces: { name: string; text: string }[] = []
    for await (const { choices, usage } of await client.chat.completions.create(asked)) {
      heard.text += choices[0]?.delta.content ?? ''
      for (const { index, function: part } of choices[0]?.delta.tool_calls ?? []) {
        const { name = part?.name ?? '', text = '' } = pieces[index] ?? {}
        pieces[index] = { name, text: text + (part?.arguments ?? '') }
      }
      use(usage)
    }
    heard.calls = pieces.map(({ name, text }) => ({ name, arguments: JSON.parse(text) }))
  }

function functionOf(call: OpenAI.ChatCompletionMessageToolCall) {
  if (call.type !== 'function') throw new Error(`A ${call.type} was called, which is no function.`)
  return { name: call.function.name, arguments: JSON.parse(call.function.arguments) as unknown }
}

const anthropic: Ask = async (heard, url, asked, { patience, maxRetries = 0 }) => {
  const { question, stream, tool, model = 'claude-3-5-sonnet-20241022' } = asked
  const timeout = patience === undefined ? {} : { timeout: patience }
  const baseURL = `${url}/providers/anthropic`
  const client = new Anthropic({ apiKey: 'sk-ant-test', baseURL, maxRetries, ...timeout })
  const request: Anthropic.MessageCreateParamsNonStreaming = {
    model,
    max_tokens: 1_000,
    messages: [{ role: 'user', content: question }],
    ...(tool && { tools: [{ name: tool, input_schema: { type: 'object' } }] }),
  }
  const listening = stream ? client.messages.stream(request) : undefined
  listening?.on('text', (text) => {
    heard.text += text
  })
  const { content, usage } = await (listening?.finalMessage() ?? client.messages.create(request))
  if (!stream) heard.text = content.map((block) => (block.type === 'text' ? block.text : '')).join('')
  heard.calls = content.flatMap((block) =>
    block.type === 'tool_use' ? [{ name: block.name, arguments: block.input }] : [],
  )
  const { input_tokens: input, output_tokens: output } = usage
  heard.usage = { input, output, total: input + output }
}

const ollama: Ask = async (heard, url, asked, { patience }) => {
  const { question, stream, json, tool, model = 'llama3.1:8b' } = asked
  // It knows no time-out of its own; its documentation has people give it a fetch that does.
  const impatient: typeof fetch = (input, init) =>
    fetch(input, { ...init, ...(patience !== undefined && { signal: AbortSignal.timeout(patience) }) })
  const client = new Ollama({ host: `${url}/providers/ollama`, fetch: impatient })
  const request = {
    model,
    messages: [{ role: 'user', content: question }],
    ...(json && { format: 'json' }),
    ...(tool && { tools: [{ type: 'function', function: { name: tool } }] }),
  }
  const parts = stream ? await client.chat({ ...request, stream }) : [await client.chat(request)]
  for await (const { message, prompt_eval_count: input, eval_count: output } of parts) {
    heard.text += message.content
    heard.calls.push(...(message.tool_calls ?? []).map((call) => call.function))
    if (input !== undefined && output !== undefined) heard.usage = { input, output, total: input + output }
  }
}

const clients: Readonly<Record<ClientName, Ask>> = {
  openai: openaiAt('openai/v1', 'sk-test', 'gpt-4'),
  anthropic,
  ollama,
  perplexity: openaiAt('perplexity', 'pplx-test', 'sonar'),
}
