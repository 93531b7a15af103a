import OpenAI from 'openai'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../adapters/server.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startServer({ port: 0, speed: 1000 })
})

afterAll(() => server.close())

beforeEach(() => server.controls().reset())

/** OpenAI's client library, unmodified, as Perplexity's documentation has it used. */
const library = (apiKey = 'pplx-test'): OpenAI =>
  new OpenAI({ apiKey, baseURL: `${server.url}/providers/perplexity`, maxRetries: 0 })

const request = {
  model: 'sonar',
  messages: [{ role: 'user' as const, content: 'What is known about pollination?' }],
}

describe("OpenAI's client library at Perplexity", () => {
  test('is given an answer with its sources', async () => {
    const answer = await library().chat.completions.create(request)
    const { citations } = answer as typeof answer & { citations: string[] }
    const text = answer.choices[0]?.message.content ?? ''
    expect(text).toMatch(/pollination/)
    expect(citations.length).toBeGreaterThanOrEqual(2)
    citations.forEach((url, index) => {
      expect(url).toMatch(/^https:\/\/www\.example\.test\//)
      expect(text).toContain(`[${index + 1}]`)
    })
    expect(answer.usage?.total_tokens).toBe((answer.usage?.prompt_tokens ?? 0) + (answer.usage?.completion_tokens ?? 0))
  })

  test('streams the same; the sources come last', async () => {
    const whole = await library().chat.completions.create(request)
    server.controls().reset()
    let text = ''
    let last: unknown
    for await (const chunk of await library().chat.completions.create({ ...request, stream: true })) {
      text += chunk.choices[0]?.delta.content ?? ''
      last = chunk
    }
    expect(text).toBe(whole.choices[0]?.message.content)
    expect(last).toMatchObject({
      citations: (whole as unknown as { citations: string[] }).citations,
      usage: whole.usage,
    })
  })

  test.each([
    ['AuthenticationError', 401, 'invalid_api_key', () => library('wrong').chat.completions.create(request)],
    [
      'BadRequestError',
      400,
      'invalid_model',
      () => library().chat.completions.create({ ...request, model: 'sonar-0' }),
    ],
    ['BadRequestError', 400, 'bad_request', () => library().chat.completions.create({ ...request, messages: [] })],
  ])('throws %s (%i, %s)', async (name, status, type, work) => {
    const error = await work().catch((thrown: unknown) => thrown)
    expect([(error as Error).constructor.name, error]).toEqual([name, expect.objectContaining({ status, type })])
  })

  test('throws RateLimitError where a rule wants it', async () => {
    const match = { on: 'provider' as const, provider: 'perplexity' }
    server.controls().addFault({ match, when: { kind: 'always' }, effect: { kind: 'problem', status: 429 } })
    await expect(library().chat.completions.create(request)).rejects.toBeInstanceOf(OpenAI.RateLimitError)
  })
})
