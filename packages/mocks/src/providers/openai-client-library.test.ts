import OpenAI from 'openai'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../adapters/server.ts'
import type { FaultEffect } from '../world/world.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startServer({ port: 0, speed: 1000 })
})

afterAll(() => server.close())

beforeEach(() => server.controls().reset())

/** OpenAI's own client library, unmodified, with this sandbox behind its base URL. */
const library = (options: { apiKey?: string; maxRetries?: number } = {}): OpenAI =>
  new OpenAI({ apiKey: 'sk-test', baseURL: `${server.url}/providers/openai/v1`, maxRetries: 0, ...options })

const question = [{ role: 'user' as const, content: 'Write two sentences about pollination.' }]

const strike = (effect: FaultEffect, provider = 'openai', n = 100) =>
  server.controls().addFault({ match: { on: 'provider', provider }, when: { kind: 'first', n }, effect })

describe("OpenAI's own client library", () => {
  test('has a conversation, and the usage adds up', async () => {
    const answer = await library().chat.completions.create({ model: 'gpt-4', messages: question })
    const { usage } = answer
    expect(answer).toMatchObject({
      object: 'chat.completion',
      model: 'gpt-4-0613',
      choices: [{ finish_reason: 'stop', message: { content: expect.stringMatching(/pollination/) } }],
    })
    expect(usage?.total_tokens).toBe((usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0))
    expect(answer._request_id).toMatch(/^req_/)
  })

  test('streams the same, token by token', async () => {
    const whole = await library().chat.completions.create({ model: 'gpt-4o', messages: question })
    server.controls().reset()
    const stream = await library().chat.completions.create({
      model: 'gpt-4o',
      messages: question,
      stream: true,
      stream_options: { include_usage: true },
    })
    let text = ''
    let chunks = 0
    let usage: OpenAI.CompletionUsage | null | undefined
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? ''
      usage = chunk.usage
      chunks++
    }
    expect(text).toBe(whole.choices[0]?.message.content)
    expect(usage).toEqual(whole.usage)
    expect(chunks).toBe((whole.usage?.completion_tokens ?? 0) + 3)
  })

  test('calls a tool, is told what it gave, and answers', async () => {
    const tool = {
      type: 'function' as const,
      function: {
        name: 'get_weather',
        description: 'The weather of a city',
        parameters: {
          type: 'object',
          properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius'] } },
          required: ['city', 'unit'],
        },
      },
    }
    const runner = library().chat.completions.runTools({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'What is the weather like in Bolzano?' }],
      tools: [{ ...tool, function: { ...tool.function, function: () => 'sunny', parse: JSON.parse } }],
    })
    const calls: unknown[] = []
    runner.on('functionToolCall', (asked) => calls.push(JSON.parse(asked.arguments)))
    expect(await runner.finalContent()).toMatch(/\w+/)
    expect(calls).toEqual([{ city: expect.any(String), unit: 'celsius' }])
  })

  test('streams a tool call that can be put together again', async () => {
    server.controls().llm.reply({ calls: [{ name: 'get_weather', arguments: { city: 'Bolzano', days: [1, 2, 3] } }] })
    const message = await library().chat.completions.stream({ model: 'gpt-4o', messages: question }).finalMessage()
    const [tool] = message.tool_calls ?? []
    expect(JSON.parse(tool?.type === 'function' ? tool.function.arguments : '')).toEqual({
      city: 'Bolzano',
      days: [1, 2, 3],
    })
  })

  test('gives JSON where JSON is asked for, and of a schema where one is given', async () => {
    const plain = await library().chat.completions.create({
      model: 'gpt-4o',
      messages: question,
      response_format: { type: 'json_object' },
    })
    expect(JSON.parse(plain.choices[0]?.message.content ?? '')).toMatchObject({ answer: expect.any(String) })
    const schema = {
      type: 'object',
      properties: { title: { type: 'string' }, tags: { type: 'array', items: { type: 'string' }, minItems: 2 } },
      required: ['title', 'tags'],
      additionalProperties: false,
    }
    const parsed = await library().chat.completions.parse({
      model: 'gpt-4o',
      messages: question,
      response_format: { type: 'json_schema', json_schema: { name: 'idea', schema, strict: true } },
    })
    expect(parsed.choices[0]?.message.parsed).toEqual({ title: expect.any(String), tags: expect.any(Array) })
  })

  test('says what a test wants it to say', async () => {
    const { llm } = server.controls()
    llm.reply('Forty-two.', { contains: 'meaning' })
    const ask = async (content: string) => {
      const answer = await library().chat.completions.create({ model: 'gpt-4', messages: [{ role: 'user', content }] })
      return answer.choices[0]?.message.content
    }
    expect(await ask('How are you?')).not.toBe('Forty-two.')
    expect(await ask('What is the MEANING of life?')).toBe('Forty-two.')
    expect(await ask('What is the meaning of life?')).not.toBe('Forty-two.')
  })

  test('stops at the limit, and before a word that ends it', async () => {
    server.controls().llm.reply('one two three four', { times: 0 })
    const short = await library().chat.completions.create({ model: 'gpt-4', messages: question, max_tokens: 2 })
    expect(short.choices[0]).toMatchObject({ finish_reason: 'length', message: { content: 'one two' } })
    expect(short.usage?.completion_tokens).toBe(2)
    const stopped = await library().chat.completions.create({ model: 'gpt-4', messages: question, stop: ' three' })
    expect(stopped.choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: 'one two' } })
  })

  test('responds in its newer language, whole and streamed', async () => {
    const request = { model: 'gpt-4o', input: 'Write two sentences about pollination.' }
    const whole = await library().responses.create(request)
    expect(whole.output_text).toMatch(/pollination/)
    expect(whole.usage?.total_tokens).toBe((whole.usage?.input_tokens ?? 0) + (whole.usage?.output_tokens ?? 0))
    server.controls().reset()
    const stream = library().responses.stream(request)
    const deltas: string[] = []
    stream.on('response.output_text.delta', ({ delta }) => deltas.push(delta))
    const final = await stream.finalResponse()
    expect([final.output_text, deltas.join('')]).toEqual([whole.output_text, whole.output_text])
  })

  test('places texts that say alike near each other', async () => {
    const { data, usage } = await library().embeddings.create({
      model: 'text-embedding-3-small',
      input: ['Bees pollinate apple trees', 'Apple trees are pollinated by bees', 'The central bank raised its rate'],
    })
    const [one = [], alike = [], other = []] = data.map(({ embedding }) => embedding)
    const nearness = (a: number[], b: number[]) => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
    expect(one).toHaveLength(1536)
    expect(nearness(one, one)).toBeCloseTo(1, 5)
    expect(nearness(one, alike)).toBeGreaterThan(nearness(one, other) + 0.3)
    expect(usage.total_tokens).toBeGreaterThan(0)
  })

  test('lists the models', async () => {
    const ids: string[] = []
    for await (const { id } of library().models.list()) ids.push(id)
    expect(ids).toContain('gpt-3.5-turbo')
    expect(await library().models.retrieve('gpt-4')).toMatchObject({ id: 'gpt-4', owned_by: 'openai' })
  })

  test.each([
    [
      'AuthenticationError',
      401,
      'invalid_api_key',
      () => library({ apiKey: 'wrong' }).chat.completions.create({ model: 'gpt-4', messages: question }),
    ],
    [
      'NotFoundError',
      404,
      'model_not_found',
      () => library().chat.completions.create({ model: 'gpt-0', messages: question }),
    ],
    [
      'BadRequestError',
      400,
      'invalid_value',
      () => library().chat.completions.create({ model: 'gpt-4', messages: [] }),
    ],
    [
      'BadRequestError',
      400,
      'missing_required_parameter',
      () => library().post('/chat/completions', { body: { model: 'gpt-4' } }),
    ],
    [
      'BadRequestError',
      400,
      'context_length_exceeded',
      () =>
        library().chat.completions.create({
          model: 'gpt-4',
          messages: [{ role: 'user', content: 'bees and trees '.repeat(3_000) }],
        }),
    ],
    ['NotFoundError', 404, null, () => library().get('/nothing')],
  ])('throws %s (%i, %s)', async (name, status, code, work) => {
    const error = await work().then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(OpenAI.APIError)
    expect([(error as Error).constructor.name, error]).toEqual([name, expect.objectContaining({ status, code })])
  })

  test.each([
    ['RateLimitError', { kind: 'problem', status: 429 }, 429, 'rate_limit_exceeded'],
    ['RateLimitError', { kind: 'problem', code: 'insufficient_quota' }, 429, 'insufficient_quota'],
    ['InternalServerError', { kind: 'problem', status: 500 }, 500, null],
    ['InternalServerError', { kind: 'down' }, 503, 'service_unavailable'],
  ])('throws %s where a rule wants %o', async (name, effect, status, code) => {
    strike(effect)
    const error = await library()
      .chat.completions.create({ model: 'gpt-4', messages: question })
      .catch((thrown: unknown) => thrown)
    expect([(error as Error).constructor.name, error]).toEqual([name, expect.objectContaining({ status, code })])
  })

  test('tries again by itself, and only what a rule means is struck', async () => {
    strike({ kind: 'problem', status: 429, retry_after: 0 }, 'openai:gpt-4', 1)
    const { world } = server.controls()
    const other = await library().chat.completions.create({ model: 'gpt-4o', messages: question })
    expect(other.choices).toHaveLength(1)
    const answer = await library({ maxRetries: 2 }).chat.completions.create({ model: 'gpt-4', messages: question })
    expect(answer.choices).toHaveLength(1)
    expect(world.timeline.of('request').map(({ status }) => status)).toEqual([200, 429, 200])
  })
})
