import type { OpenaiBehaviours } from '../generated/providers/openai.ts'
import type {
  ResponseModel as Response,
  ResponseCreateParams,
  ResponseOutputItem,
} from '../generated/providers/openai-types.ts'
import type { World } from '../world/world.ts'
import { answerTo } from './llm/answer.ts'
import { paced, sse } from './llm/pace.ts'
import { type Completion, isObject, type Prompt, textOf } from './llm/prompt.ts'
import { tokensOf } from './llm/tokens.ts'
import { tooLong, unknownModel } from './openai-errors.ts'
import { findModel } from './openai-models.ts'
import { answered, secondsNow } from './openai-replies.ts'

/** Responses at OpenAI: conversations in its newer language. */
export const responseBehaviours: Pick<OpenaiBehaviours, 'openai.createResponse'> = {
  'openai.createResponse': (call) => {
    const { world, body } = call
    const model = findModel(body.model)
    if (model === undefined || model.dimensions !== undefined) throw unknownModel(call, body.model)
    const said = answerTo(world, promptOf(body), call.request.effects)
    if (said.usage.input > model.context) throw tooLong(call, model.context, said.usage.input, 'input')
    const headers = answered(world, said.usage.input)
    const response = responseOf(world, model.snapshot, body, said)
    if (body.stream !== true) return call.reply(200, response, headers)
    const stream = streamOf(world, response, said)
    return call.reply(200, stream, { ...headers, 'content-type': 'text/event-stream; charset=utf-8' })
  },
}

function promptOf(body: ResponseCreateParams): Prompt {
  const { instructions, input, tool_choice: choice, text } = body
  const items = typeof input === 'string' ? [{ role: 'user' as const, content: input }] : input
  const format = text?.format
  return {
    provider: 'openai',
    model: body.model,
    messages: [
      ...(instructions ? [{ role: 'system' as const, text: instructions }] : []),
      ...items.map((item) => {
        if ('output' in item && item.output !== undefined) return { role: 'tool' as const, text: item.output }
        const { role = 'assistant', content } = item
        return { role: role === 'developer' ? ('system' as const) : role, text: textOf(content) }
      }),
    ],
    tools: (body.tools ?? []).flatMap(({ name, description, parameters }) =>
      name === undefined ? [] : [{ name, description: description ?? '', parameters: parameters ?? {} }],
    ),
    toolChoice:
      typeof choice === 'object' ? (choice.name === undefined ? 'auto' : { name: choice.name }) : (choice ?? 'auto'),
    format:
      format?.type === 'json_schema'
        ? { schema: isObject(format.schema) ? format.schema : {} }
        : format?.type === 'json_object'
          ? 'json'
          : 'text',
    limit: body.max_output_tokens ?? undefined,
    stop: [],
  }
}

function responseOf(world: World, model: string, body: ResponseCreateParams, said: Completion): Response {
  const { calls, finish, usage } = said
  const random = world.random('llm.ids')
  const status = finish === 'length' ? 'incomplete' : 'completed'
  const output: ResponseOutputItem[] = calls.map(({ name, arguments: values }) => ({
    id: `fc_${random.token(48)}`,
    type: 'function_call',
    status: 'completed',
    call_id: `call_${random.token(24)}`,
    name,
    arguments: JSON.stringify(values),
  }))
  if (calls.length === 0 || said.text !== '') output.unshift(messageOf(`msg_${random.token(48)}`, status, said.text))
  return {
    id: `resp_${random.token(48)}`,
    object: 'response',
    created_at: secondsNow(world),
    status,
    error: null,
    incomplete_details: finish === 'length' ? { reason: 'max_output_tokens' } : null,
    instructions: body.instructions ?? null,
    max_output_tokens: body.max_output_tokens ?? null,
    metadata: body.metadata ?? {},
    model,
    output,
    parallel_tool_calls: true,
    previous_response_id: null,
    temperature: body.temperature ?? 1,
    text: body.text ?? { format: { type: 'text' } },
    tool_choice: body.tool_choice ?? 'auto',
    tools: body.tools ?? [],
    top_p: body.top_p ?? 1,
    truncation: 'disabled',
    usage: {
      input_tokens: usage.input,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: usage.output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: usage.input + usage.output,
    },
  }
}

const messageOf = (id: string, status: ResponseOutputItem['status'], text: string): ResponseOutputItem => ({
  id,
  type: 'message',
  status,
  role: 'assistant',
  content: [textPart(text)],
})

const textPart = (text: string) => ({ type: 'output_text' as const, text, annotations: [], logprobs: [] })

/** The same response, event by event: each item is announced, filled and closed. */
function streamOf(world: World, response: Response, said: Completion): AsyncIterable<string> {
  let number = 0
  const event = (type: string, fields: object) => sse({ type, sequence_number: number++, ...fields }, type)
  const begun = { ...response, status: 'in_progress', output: [], usage: null, incomplete_details: null }
  const before = event('response.created', { response: begun }) + event('response.in_progress', { response: begun })
  const parts = response.output.flatMap((item, output_index) =>
    item.type === 'message' ? messageEvents(event, item, output_index, said) : callEvents(event, item, output_index),
  )
  const end = response.status === 'incomplete' ? 'response.incomplete' : 'response.completed'
  return paced(world, before, parts, event(end, { response }))
}

type Write = (type: string, fields: object) => string

function messageEvents(event: Write, item: ResponseOutputItem, output_index: number, { text }: Completion): string[] {
  const place = { item_id: item.id, output_index, content_index: 0 }
  const opened =
    event('response.output_item.added', { output_index, item: { ...item, status: 'in_progress', content: [] } }) +
    event('response.content_part.added', { ...place, part: textPart('') })
  const deltas = tokensOf(text).map((delta) => event('response.output_text.delta', { ...place, delta, logprobs: [] }))
  const closed =
    event('response.output_text.done', { ...place, text, logprobs: [] }) +
    event('response.content_part.done', { ...place, part: textPart(text) }) +
    event('response.output_item.done', { output_index, item })
  return framed(opened, deltas, closed)
}

function callEvents(event: Write, item: ResponseOutputItem, output_index: number): string[] {
  const place = { item_id: item.id, output_index }
  const values = item.arguments ?? ''
  const opened = event('response.output_item.added', {
    output_index,
    item: { ...item, status: 'in_progress', arguments: '' },
  })
  const deltas = (values.match(/.{1,12}/gsu) ?? []).map((delta) =>
    event('response.function_call_arguments.delta', { ...place, delta }),
  )
  const closed =
    event('response.function_call_arguments.done', { ...place, name: item.name, arguments: values }) +
    event('response.output_item.done', { output_index, item })
  return framed(opened, deltas, closed)
}

/** What opens an item comes with its first part, and what closes it with its last. */
function framed(opened: string, parts: readonly string[], closed: string): string[] {
  if (parts.length === 0) return [opened + closed]
  const last = parts.length - 1
  return parts.map((part, index) => `${index === 0 ? opened : ''}${part}${index === last ? closed : ''}`)
}
