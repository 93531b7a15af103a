import type { Call, SandboxReply } from '../engine/call.ts'
import type { OllamaBehaviours } from '../generated/providers/ollama.ts'
import type {
  ChatRequest,
  ChatResponse,
  GenerateRequest,
  GenerateResponse,
} from '../generated/providers/ollama-types.ts'
import type { World } from '../world/world.ts'
import { answerTo } from './llm/answer.ts'
import { paced } from './llm/pace.ts'
import type { Completion, Prompt } from './llm/prompt.ts'
import { tokensOf } from './llm/tokens.ts'
import { findModel } from './ollama-models.ts'

/** Texts and conversations at Ollama. Both are streams unless it is asked otherwise. */
export const writingBehaviours: Pick<OllamaBehaviours, 'ollama.generate' | 'ollama.chat'> = {
  'ollama.generate': (call) => {
    const { world, body } = call
    assertModel(call, body.model)
    const said = answerTo(world, promptOf(body, generateMessages(body)), call.request.effects)
    const shared = { model: body.model, created_at: timeOf(world) }
    const whole: GenerateResponse = { ...shared, response: said.text, done: true, ...costOf(said) }
    if (body.stream === false) return call.reply(200, whole)
    const pieces = tokensOf(said.text).map((response): GenerateResponse => ({ ...shared, response, done: false }))
    return call.reply(200, linesOf(world, pieces, { ...whole, response: '' }), ndjson)
  },
  'ollama.chat': (call) => {
    const { world, body } = call
    assertModel(call, body.model)
    const said = answerTo(world, chatPrompt(body), call.request.effects)
    const shared = { model: body.model, created_at: timeOf(world) }
    const say = (content: string): ChatResponse['message'] => ({ role: 'assistant', content })
    const calls = said.calls.map(({ name, arguments: values }) => ({ function: { name, arguments: values } }))
    const message = { ...say(said.text), ...(calls.length > 0 && { tool_calls: calls }) }
    const whole: ChatResponse = { ...shared, message, done: true, ...costOf(said) }
    if (body.stream === false) return call.reply(200, whole)
    const pieces = tokensOf(said.text).map(
      (content): ChatResponse => ({ ...shared, message: say(content), done: false }),
    )
    if (calls.length > 0) pieces.push({ ...shared, message: { ...say(''), tool_calls: calls }, done: false })
    return call.reply(200, linesOf(world, pieces, { ...whole, message: say('') }), ndjson)
  },
}

const ndjson = { 'content-type': 'application/x-ndjson' }

/** @throws the problem that says that nobody has pulled it */
export function assertModel(call: Pick<Call, 'problem'>, name: string): void {
  if (findModel(name) === undefined)
    throw call.problem('model_not_found', { extra: { error: `model '${name}' not found` } })
}

type Asked = Pick<GenerateRequest, 'model' | 'format' | 'options'>

const promptOf = ({ model, format, options }: Asked, messages: Prompt['messages']): Prompt => ({
  provider: 'ollama',
  model,
  messages,
  tools: [],
  toolChoice: 'auto',
  format: typeof format === 'object' ? { schema: format } : format === 'json' ? 'json' : 'text',
  // Less than 0 is as much as it likes.
  limit: options?.num_predict !== undefined && options.num_predict >= 0 ? options.num_predict : undefined,
  stop: options?.stop ?? [],
})

function generateMessages({ system, prompt = '' }: GenerateRequest): Prompt['messages'] {
  const asked = { role: 'user' as const, text: prompt }
  return system === undefined ? [asked] : [{ role: 'system', text: system }, asked]
}

function chatPrompt(body: ChatRequest): Prompt {
  const messages = (body.messages ?? []).map(({ role, content = '' }) => ({ role, text: content }))
  const tools = (body.tools ?? []).map(({ function: { name, description = '', parameters = {} } }) => ({
    name,
    description,
    parameters,
  }))
  return { ...promptOf(body, messages), tools }
}

/** Nanoseconds, for tokens at an even pace. */
function costOf({ usage, finish }: Completion) {
  const prompt_eval_duration = usage.input * 2_000_000
  const eval_duration = usage.output * 20_000_000
  return {
    done_reason: finish === 'length' ? ('length' as const) : ('stop' as const),
    total_duration: prompt_eval_duration + eval_duration + loading,
    load_duration: loading,
    prompt_eval_count: usage.input,
    prompt_eval_duration,
    eval_count: usage.output,
    eval_duration,
  }
}

/** Nanoseconds until a model is there. */
const loading = 20_000_000

const timeOf = (world: World): string => new Date(world.clock.now()).toISOString()

const linesOf = (
  world: World,
  pieces: readonly object[],
  last: object,
): NonNullable<SandboxReply['body']> & AsyncIterable<string> => paced(world, '', pieces.map(lineOf), lineOf(last))

const lineOf = (value: object): string => `${JSON.stringify(value)}\n`
