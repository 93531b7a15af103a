import type { AnthropicBehaviours } from '../generated/providers/anthropic.ts'
import type {
  ContentBlock,
  InputMessage,
  Message,
  MessageCountTokensParams,
  MessageCreateParams,
} from '../generated/providers/anthropic-types.ts'
import type { World } from '../world/world.ts'
import { answerTo, inputOf } from './llm/answer.ts'
import { paced, sse } from './llm/pace.ts'
import { type Completion, type Prompt, type PromptMessage, textOf } from './llm/prompt.ts'
import { tokensOf } from './llm/tokens.ts'

/** Those that answer, and the name of what does where it is another. */
const models: Readonly<Record<string, string>> = {
  'claude-3-opus-20240229': 'claude-3-opus-20240229',
  'claude-3-5-haiku-20241022': 'claude-3-5-haiku-20241022',
  'claude-3-5-haiku-latest': 'claude-3-5-haiku-20241022',
  'claude-3-5-sonnet-20241022': 'claude-3-5-sonnet-20241022',
  'claude-3-5-sonnet-latest': 'claude-3-5-sonnet-20241022',
  'claude-sonnet-4-20250514': 'claude-sonnet-4-20250514',
  'claude-sonnet-4-0': 'claude-sonnet-4-20250514',
  'claude-opus-4-20250514': 'claude-opus-4-20250514',
  'claude-opus-4-0': 'claude-opus-4-20250514',
}

/** The most tokens that they read. */
const context = 200_000
/** In a minute. */
const requestLimit = 4_000

/** Conversations at Anthropic. */
export const messageBehaviours: AnthropicBehaviours = {
  'anthropic.createMessage': (call) => {
    const { world, body } = call
    const model = modelOf(call, body.model)
    const said = answerTo(world, promptOf(body), call.request.effects)
    if (said.usage.input > context) {
      const message = `prompt is too long: ${said.usage.input} tokens > ${context} maximum`
      throw call.problem('prompt_too_long', { extra: { message } })
    }
    const headers = {
      'request-id': call.requestId,
      'anthropic-ratelimit-requests-limit': String(requestLimit),
      'anthropic-ratelimit-requests-remaining': String(requestLimit - 1),
      'anthropic-ratelimit-requests-reset': world.clock.iso(),
    }
    const message = messageOf(world, model, said)
    if (body.stream !== true) return call.reply(200, message, headers)
    const stream = streamOf(world, message, said)
    return call.reply(200, stream, { ...headers, 'content-type': 'text/event-stream; charset=utf-8' })
  },
  'anthropic.countTokens': (call) => {
    modelOf(call, call.body.model)
    const input_tokens = inputOf(messagesOf(call.body))
    return call.reply(200, { input_tokens }, { 'request-id': call.requestId })
  },
}

function modelOf(
  call: { problem(code: string, options: { extra: Record<string, unknown> }): Error },
  name: string,
): string {
  const model = models[name]
  if (model === undefined) throw call.problem('model_not_found', { extra: { message: `model: ${name}` } })
  return model
}

function promptOf(body: MessageCreateParams): Prompt {
  const { tool_choice: choice } = body
  return {
    provider: 'anthropic',
    model: body.model,
    messages: messagesOf(body),
    tools: (body.tools ?? []).map(({ name, description = '', input_schema }) => ({
      name,
      description,
      parameters: input_schema,
    })),
    toolChoice:
      choice?.type === 'any'
        ? 'required'
        : choice?.type === 'tool'
          ? { name: choice.name ?? '' }
          : choice?.type === 'none'
            ? 'none'
            : 'auto',
    format: 'text',
    limit: body.max_tokens,
    stop: body.stop_sequences ?? [],
  }
}

function messagesOf({ system, messages }: Pick<MessageCountTokensParams, 'system' | 'messages'>): PromptMessage[] {
  const spoken = messages.map((message) => ({ role: roleOf(message), text: wordsOf(message) }))
  return system === undefined ? spoken : [{ role: 'system', text: textOf(system) }, ...spoken]
}

/** What a tool gave comes as a message of the user. */
const roleOf = ({ role, content }: InputMessage): PromptMessage['role'] =>
  typeof content !== 'string' && content.some(({ type }) => type === 'tool_result') ? 'tool' : role

const wordsOf = ({ content }: InputMessage): string =>
  typeof content === 'string' ? content : content.map((block) => block.text ?? textOf(block.content)).join('\n')

function messageOf(world: World, model: string, said: Completion): Message {
  const random = world.random('llm.ids')
  const id = `msg_01${random.token(22)}`
  const content: ContentBlock[] = said.calls.map(({ name, arguments: input }) => ({
    type: 'tool_use',
    id: `toolu_01${random.token(22)}`,
    name,
    input,
  }))
  if (said.text !== '') content.unshift({ type: 'text', text: said.text, citations: null })
  return {
    id,
    type: 'message',
    role: 'assistant',
    model,
    content,
    stop_reason: reasonOf(said),
    stop_sequence: said.stoppedBy ?? null,
    usage: {
      input_tokens: said.usage.input,
      output_tokens: said.usage.output,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      service_tier: 'standard',
    },
  }
}

function reasonOf({ finish, stoppedBy }: Completion): Exclude<Message['stop_reason'], null> {
  if (stoppedBy !== undefined) return 'stop_sequence'
  return finish === 'tool' ? 'tool_use' : finish === 'length' ? 'max_tokens' : 'end_turn'
}

/** The same message, event by event. */
function streamOf(world: World, message: Message, said: Completion): AsyncIterable<string> {
  const event = (type: string, fields: object = {}) => sse({ type, ...fields }, type)
  const { stop_reason, stop_sequence, usage } = message
  const begun = {
    ...message,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { ...usage, output_tokens: 1 },
  }
  const parts = message.content.flatMap((block, index) => {
    const isText = block.type === 'text'
    const empty = isText ? { ...block, text: '' } : { ...block, input: {} }
    const deltas = isText
      ? tokensOf(said.text).map((text) => ({ type: 'text_delta', text }))
      : (JSON.stringify(block.input).match(/.{1,12}/gsu) ?? []).map((partial_json) => ({
          type: 'input_json_delta',
          partial_json,
        }))
    return deltas.map((delta, place) =>
      [
        place === 0 ? event('content_block_start', { index, content_block: empty }) : '',
        event('content_block_delta', { index, delta }),
        place === deltas.length - 1 ? event('content_block_stop', { index }) : '',
      ].join(''),
    )
  })
  const delta = { stop_reason, stop_sequence }
  return paced(
    world,
    event('message_start', { message: begun }) + event('ping'),
    parts,
    event('message_delta', { delta, usage: { output_tokens: usage.output_tokens } }) + event('message_stop'),
  )
}
