import type { OpenaiBehaviours } from '../generated/providers/openai.ts'
import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
  FunctionTool,
  ToolCall,
  Usage,
} from '../generated/providers/openai-types.ts'
import type { World } from '../world/world.ts'
import { answerTo } from './llm/answer.ts'
import { paced, sse } from './llm/pace.ts'
import { type Completion, type Prompt, type PromptMessage, textOf } from './llm/prompt.ts'
import { tokensOf } from './llm/tokens.ts'
import { tooLong, unknownModel } from './openai-errors.ts'
import { findModel } from './openai-models.ts'
import { answered, fingerprint, secondsNow } from './openai-replies.ts'

/** Conversations at OpenAI. */
export const chatBehaviours: Pick<OpenaiBehaviours, 'openai.createChatCompletion'> = {
  'openai.createChatCompletion': (call) => {
    const { world, body } = call
    const model = findModel(body.model)
    if (model === undefined || model.dimensions !== undefined) throw unknownModel(call, body.model)
    const prompt = promptOf('openai', body)
    const said = Array.from({ length: body.n ?? 1 }, () => answerTo(world, prompt, call.request.effects))
    const [{ usage }] = said as [Completion]
    if (usage.input > model.context) throw tooLong(call, model.context, usage.input, 'messages')
    const headers = answered(world, usage.input)
    const completion = completionOf(world, model.snapshot, said)
    if (body.stream !== true) return call.reply(200, completion, headers)
    const stream = streamOf(world, completion, said, body.stream_options?.include_usage === true)
    return call.reply(200, stream, { ...headers, 'content-type': 'text/event-stream; charset=utf-8' })
  },
}

/** What is asked of a model, for every provider that speaks this language. */
export function promptOf(provider: string, body: ChatCompletionCreateParams): Prompt {
  const { stop, tool_choice: choice, response_format: format } = body
  return {
    provider,
    model: body.model,
    messages: body.messages.map(({ role, content }) => ({ role: roles[role], text: textOf(content) })),
    tools: (body.tools ?? []).map(toolOf),
    toolChoice: typeof choice === 'object' ? { name: choice.function.name } : (choice ?? 'auto'),
    format:
      format?.type === 'json_schema'
        ? { schema: format.json_schema?.schema ?? {} }
        : format?.type === 'json_object'
          ? 'json'
          : 'text',
    limit: body.max_completion_tokens ?? body.max_tokens ?? undefined,
    stop: typeof stop === 'string' ? [stop] : (stop ?? []),
  }
}

const roles = {
  developer: 'system',
  system: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
} as const satisfies Record<string, PromptMessage['role']>

const toolOf = ({ function: { name, description = '', parameters = {} } }: FunctionTool) => ({
  name,
  description,
  parameters,
})

function completionOf(world: World, model: string, said: readonly Completion[]): ChatCompletion {
  const random = world.random('llm.ids')
  return {
    id: `chatcmpl-${random.token(29)}`,
    object: 'chat.completion',
    created: secondsNow(world),
    model,
    choices: said.map(({ text, calls, finish }, index) => ({
      index,
      message: {
        role: 'assistant',
        content: calls.length > 0 && text === '' ? null : text,
        refusal: null,
        annotations: [],
        ...(calls.length > 0 && {
          tool_calls: calls.map(
            ({ name, arguments: values }): ToolCall => ({
              id: `call_${random.token(24)}`,
              type: 'function',
              function: { name, arguments: JSON.stringify(values) },
            }),
          ),
        }),
      },
      logprobs: null,
      finish_reason: finish === 'tool' ? 'tool_calls' : finish,
    })),
    usage: usageOf(said),
    service_tier: 'default',
    system_fingerprint: fingerprint,
  }
}

/** What was read counts once, however many answers were written. */
export function usageOf(said: readonly Completion[]): Usage {
  const input = said[0]?.usage.input ?? 0
  const output = said.reduce((sum, { usage }) => sum + usage.output, 0)
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  }
}

type Delta = ChatCompletionChunk['choices'][number]['delta']

/** The same answer, token by token. The usage comes last, in a chunk without choices, if it was asked for. */
function streamOf(
  world: World,
  completion: ChatCompletion,
  said: readonly Completion[],
  withUsage: boolean,
): AsyncIterable<string> {
  const { id, created, model, service_tier, system_fingerprint, usage } = completion
  const shared = { id, object: 'chat.completion.chunk' as const, created, model, service_tier, system_fingerprint }
  const chunk = (
    choices: ChatCompletionChunk['choices'],
    rest: Pick<ChatCompletionChunk, 'usage'> = withUsage ? { usage: null } : {},
  ) => sse({ ...shared, choices, ...rest } satisfies ChatCompletionChunk)
  const say = (index: number, delta: Delta) => chunk([{ index, delta, logprobs: null, finish_reason: null }])
  const before: string[] = []
  const parts: string[] = []
  const after: string[] = []
  for (const { index, message, finish_reason } of completion.choices) {
    before.push(say(index, { role: 'assistant', content: message.content === null ? null : '', refusal: null }))
    for (const content of tokensOf(said[index]?.text ?? '')) parts.push(say(index, { content }))
    for (const [place, tool] of (message.tool_calls ?? []).entries()) {
      const { id: callId, type, function: asked } = tool
      parts.push(
        say(index, { tool_calls: [{ index: place, id: callId, type, function: { name: asked.name, arguments: '' } }] }),
      )
      for (const piece of asked.arguments.match(/.{1,12}/gsu) ?? [])
        parts.push(say(index, { tool_calls: [{ index: place, function: { arguments: piece } }] }))
    }
    after.push(chunk([{ index, delta: {}, logprobs: null, finish_reason }]))
  }
  if (withUsage) after.push(chunk([], { usage }))
  after.push(sse('[DONE]'))
  return paced(world, before.join(''), parts, after.join(''))
}
