import type { PerplexityBehaviours } from '../generated/providers/perplexity.ts'
import type {
  Completion,
  CompletionChunk,
  CompletionCreateParams,
  SearchResult,
} from '../generated/providers/perplexity-types.ts'
import { capitalised, inSentence, pickSome } from '../prose/paragraphs.ts'
import { aspects } from '../prose/words.ts'
import type { World } from '../world/world.ts'
import { answerTo, topicOf } from './llm/answer.ts'
import { paced, sse } from './llm/pace.ts'
import { lastQuestion, type Prompt, textOf } from './llm/prompt.ts'
import { tokensOf } from './llm/tokens.ts'

const models: ReadonlySet<string> = new Set(['sonar', 'sonar-pro', 'sonar-reasoning', 'sonar-reasoning-pro'])

/** Answers with sources at Perplexity. */
export const completionBehaviours: PerplexityBehaviours = {
  'perplexity.createChatCompletion': (call) => {
    const { world, body } = call
    if (!models.has(body.model)) {
      const message = `Invalid model '${body.model}'. Permitted models can be found in the documentation at https://docs.perplexity.ai/.`
      throw call.problem('invalid_model', { extra: { message } })
    }
    const prompt = promptOf(body)
    const said = answerTo(world, prompt, call.request.effects)
    const search_results = found(world, topicOf(lastQuestion(prompt)))
    // JSON has no place for marks, and what a test says stays as it is.
    const marks = prompt.format === 'text' && said.finish === 'stop' && said.text !== '' && !said.prepared
    const text = marks ? `${said.text}${search_results.map((_, index) => `[${index + 1}]`).join('')}` : said.text
    const written = tokensOf(text)
    const { input } = said.usage
    const completion: Completion = {
      id: world.random('llm.ids').uuid(),
      object: 'chat.completion',
      created: Math.floor(world.clock.now() / 1000),
      model: body.model,
      citations: search_results.map(({ url }) => url),
      search_results,
      choices: [
        {
          index: 0,
          finish_reason: said.finish === 'length' ? 'length' : 'stop',
          message: { role: 'assistant', content: text },
        },
      ],
      usage: {
        prompt_tokens: input,
        completion_tokens: written.length,
        total_tokens: input + written.length,
        search_context_size: body.web_search_options?.search_context_size ?? 'low',
      },
    }
    if (body.stream !== true) return call.reply(200, completion)
    return call.reply(200, streamOf(world, completion, written), { 'content-type': 'text/event-stream; charset=utf-8' })
  },
}

function promptOf({ model, messages, max_tokens, response_format: format }: CompletionCreateParams): Prompt {
  return {
    provider: 'perplexity',
    model,
    messages: messages.map(({ role, content }) => ({ role, text: textOf(content) })),
    tools: [],
    toolChoice: 'none',
    format: format?.type === 'json_schema' ? { schema: format.json_schema?.schema ?? {} } : 'text',
    limit: max_tokens ?? undefined,
    stop: [],
  }
}

/** Pages that somebody could have written. They lead to `example.test`, so nobody can take them for real ones. */
function found(world: World, topic: string): SearchResult[] {
  const random = world.random('llm.search')
  return pickSome(random, aspects, random.integer(2, 4)).map((aspect) => ({
    title: `${capitalised(aspect)} and ${inSentence(topic)}`,
    url: `https://www.example.test/${aspect.replaceAll(/\W+/g, '-')}`,
    date: `20${random.integer(18, 25)}-0${random.integer(1, 9)}-1${random.integer(0, 9)}`,
  }))
}

/** The same answer, token by token; what it stands on comes last. */
function streamOf(world: World, completion: Completion, pieces: readonly string[]): AsyncIterable<string> {
  const { id, created, model, citations, search_results, usage, choices } = completion
  const shared = { id, object: 'chat.completion.chunk' as const, created, model }
  const chunk = (
    delta: CompletionChunk['choices'][number]['delta'],
    finish_reason: CompletionChunk['choices'][number]['finish_reason'],
    rest: Partial<CompletionChunk> = {},
  ) => sse({ ...shared, ...rest, choices: [{ index: 0, finish_reason, delta }] } satisfies CompletionChunk)
  const last = chunk({ content: '' }, choices[0]?.finish_reason ?? 'stop', { citations, search_results, usage })
  return paced(
    world,
    chunk({ role: 'assistant', content: '' }, null),
    pieces.map((content) => chunk({ content }, null)),
    last + sse('[DONE]'),
  )
}
