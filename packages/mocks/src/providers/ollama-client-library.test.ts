import { Ollama } from 'ollama'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../adapters/server.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startServer({ port: 0, speed: 1000 })
})

afterAll(() => server.close())

beforeEach(() => server.controls().reset())

/** Ollama's own client library, unmodified, with this sandbox behind its host. */
const library = (): Ollama => new Ollama({ host: `${server.url}/providers/ollama` })

const model = 'llama3.1:8b'
const messages = [{ role: 'user', content: 'Write two sentences about pollination.' }]

describe("Ollama's own client library", () => {
  test('completes a text, whole and line by line', async () => {
    const whole = await library().generate({ model, prompt: 'Write about pollination.', stream: false })
    expect(whole).toMatchObject({ model, done: true, done_reason: 'stop' })
    expect(whole.response).toMatch(/pollination/)
    server.controls().reset()
    let text = ''
    let pieces = 0
    for await (const part of await library().generate({ model, prompt: 'Write about pollination.', stream: true })) {
      text += part.response
      pieces += part.done ? 0 : 1
    }
    expect([text, pieces]).toEqual([whole.response, whole.eval_count])
  })

  test('has a conversation, whole and line by line', async () => {
    const whole = await library().chat({ model, messages })
    server.controls().reset()
    let text = ''
    for await (const part of await library().chat({ model, messages, stream: true })) text += part.message.content
    expect(text).toBe(whole.message.content)
  })

  test.each([true, false])('calls a tool (streamed: %s)', async (stream) => {
    server.controls().llm.reply({ calls: [{ name: 'get_weather', arguments: { city: 'Bolzano' } }] })
    const calls: unknown[] = []
    if (stream) {
      for await (const part of await library().chat({ model, messages, stream }))
        calls.push(...(part.message.tool_calls ?? []))
    } else calls.push(...((await library().chat({ model, messages, stream })).message.tool_calls ?? []))
    expect(calls).toEqual([{ function: { name: 'get_weather', arguments: { city: 'Bolzano' } } }])
  })

  test('gives JSON of a schema', async () => {
    const format = { type: 'object', properties: { mood: { type: 'string', enum: ['calm'] } }, required: ['mood'] }
    const { message } = await library().chat({ model, messages, format })
    expect(JSON.parse(message.content)).toEqual({ mood: 'calm' })
  })

  test('places texts, one or many at a time', async () => {
    const { embeddings } = await library().embed({ model: 'nomic-embed-text', input: ['Bees', 'Banks'] })
    expect(embeddings.map(({ length }) => length)).toEqual([768, 768])
    const { embedding } = await library().embeddings({ model: 'nomic-embed-text', prompt: 'Bees' })
    expect(embedding).toEqual(embeddings[0])
  })

  test('lists the models', async () => {
    expect((await library().list()).models.map(({ name }) => name)).toContain(model)
  })

  test.each([
    [404, "model 'llama9' not found", () => library().chat({ model: 'llama9', messages })],
    [400, 'model is required', () => library().generate({ prompt: 'Bees' } as never)],
    [400, 'messages.0.role', () => library().chat({ model, messages: [{ role: 'bee', content: 'zzz' }] })],
  ])('throws what Ollama says: %i %s', async (status, words, work) => {
    const error = await (work() as Promise<unknown>).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'ResponseError', status_code: status, error: expect.stringContaining(words) })
  })

  test('throws what a rule wants, which may be meant for one model only', async () => {
    server.controls().addFault({
      match: { on: 'provider', provider: `ollama:${model}` },
      when: { kind: 'always' },
      effect: { kind: 'problem', status: 500 },
    })
    const error = await library()
      .chat({ model, messages })
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ status_code: 500, error: 'llama runner process has terminated' })
    expect((await library().chat({ model: 'llava', messages })).done).toBe(true)
  })
})
