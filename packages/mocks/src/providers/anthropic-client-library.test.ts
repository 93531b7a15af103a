import Anthropic from '@anthropic-ai/sdk'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../adapters/server.ts'
import type { FaultEffect } from '../world/world.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startServer({ port: 0, speed: 1000 })
})

afterAll(() => server.close())

beforeEach(() => server.controls().reset())

/** Anthropic's own client library, unmodified, with this sandbox behind its base URL. */
const library = (options: { apiKey?: string; maxRetries?: number } = {}): Anthropic =>
  new Anthropic({ apiKey: 'sk-ant-test', baseURL: `${server.url}/providers/anthropic`, maxRetries: 0, ...options })

const request = {
  model: 'claude-3-5-sonnet-20241022',
  max_tokens: 1024,
  messages: [{ role: 'user' as const, content: 'Write two sentences about pollination.' }],
}

const strike = (effect: FaultEffect, n = 100) =>
  server.controls().addFault({ match: { on: 'provider', provider: 'anthropic' }, when: { kind: 'first', n }, effect })

describe("Anthropic's own client library", () => {
  test('has a conversation', async () => {
    const message = await library().messages.create(request)
    expect(message).toMatchObject({
      type: 'message',
      model: request.model,
      stop_reason: 'end_turn',
      content: [{ type: 'text', text: expect.stringMatching(/pollination/) }],
    })
    expect(message._request_id).toMatch(/^req_/)
    const { model, messages } = request
    expect(await library().messages.countTokens({ model, messages })).toEqual({
      input_tokens: message.usage.input_tokens,
    })
  })

  test('streams the same, and puts it together again', async () => {
    const whole = await library().messages.create(request)
    server.controls().reset()
    const stream = library().messages.stream(request)
    const texts: string[] = []
    stream.on('text', (text) => texts.push(text))
    const final = await stream.finalMessage()
    expect(final.content).toEqual(whole.content)
    expect(final.usage.output_tokens).toBe(whole.usage.output_tokens)
    expect(texts).toHaveLength(whole.usage.output_tokens)
  })

  test.each([true, false])('calls a tool (streamed: %s)', async (stream) => {
    const tools = [
      {
        name: 'get_weather',
        description: 'The weather of a city',
        input_schema: { type: 'object' as const, properties: { city: { type: 'string' } }, required: ['city'] },
      },
    ]
    const asked = { ...request, tools, tool_choice: { type: 'any' as const } }
    const { messages } = library()
    const message = stream ? await messages.stream(asked).finalMessage() : await messages.create(asked)
    expect(message.stop_reason).toBe('tool_use')
    expect(message.content).toEqual([
      expect.objectContaining({ type: 'tool_use', name: 'get_weather', input: { city: expect.any(String) } }),
    ])
    const use = message.content[0]
    if (use?.type !== 'tool_use') throw new Error('The model called no tool.')
    const answer = await library().messages.create({
      ...request,
      tools,
      messages: [
        ...request.messages,
        { role: 'assistant', content: [use] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: use.id, content: 'sunny' }] },
      ],
    })
    expect(answer.content[0]?.type).toBe('text')
  })

  test('says what a test wants it to say, and stops where it is told to', async () => {
    server.controls().llm.reply('one two three four', { provider: 'anthropic', times: 0 })
    const stopped = await library().messages.create({ ...request, stop_sequences: [' three'] })
    expect(stopped).toMatchObject({
      content: [{ text: 'one two' }],
      stop_reason: 'stop_sequence',
      stop_sequence: ' three',
    })
    const short = await library().messages.create({ ...request, max_tokens: 3 })
    expect(short).toMatchObject({ content: [{ text: 'one two three' }], stop_reason: 'max_tokens' })
  })

  test.each([
    ['AuthenticationError', 401, 'authentication_error', () => library({ apiKey: 'wrong' }).messages.create(request)],
    ['NotFoundError', 404, 'not_found_error', () => library().messages.create({ ...request, model: 'claude-0' })],
    ['NotFoundError', 404, 'not_found_error', () => library().get('/v1/nothing')],
    [
      'BadRequestError',
      400,
      'invalid_request_error',
      () => library().post('/v1/messages', { body: { model: request.model, messages: request.messages } }),
    ],
    ['BadRequestError', 400, 'invalid_request_error', () => library().messages.create({ ...request, messages: [] })],
  ])('throws %s (%i, %s)', async (name, status, type, work) => {
    const error = await work().then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(Anthropic.APIError)
    expect([(error as Error).constructor.name, error]).toEqual([name, expect.objectContaining({ status, type })])
  })

  test.each([
    ['RateLimitError', { kind: 'problem', status: 429 }, 429, 'rate_limit_error'],
    ['OverloadedError', { kind: 'problem', status: 529 }, 529, 'overloaded_error'],
    ['InternalServerError', { kind: 'problem', status: 500 }, 500, 'api_error'],
  ])('throws %s where a rule wants %o', async (name, effect, status, type) => {
    strike(effect)
    const error = await library()
      .messages.create(request)
      .catch((thrown: unknown) => thrown)
    expect([(error as Error).constructor.name, error]).toEqual([name, expect.objectContaining({ status, type })])
  })

  test('tries again by itself when it is overloaded', async () => {
    strike({ kind: 'problem', status: 529 }, 1)
    const message = await library({ maxRetries: 2 }).messages.create(request)
    expect(message.type).toBe('message')
    const statuses = server
      .controls()
      .world.timeline.of('request')
      .map(({ status }) => status)
    expect(statuses).toEqual([529, 200])
  })
})
