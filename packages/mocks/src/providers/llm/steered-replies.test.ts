// What a test has a language model say, over the control API of a real port, heard through the official clients.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../../adapters/server.ts'
import { askThrough, type ClientName } from './clients.fixture.ts'
import { countTokens } from './tokens.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer({ port: 0, paused: true })
})
afterAll(() => server.close())
beforeEach(() => server.controls().reset())

async function control(
  method: string,
  body?: object,
): Promise<{ status: number; json: ReturnType<typeof JSON.parse> }> {
  const response = await fetch(`${server.url}/__sandbox/llm/replies`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const text = await response.text()
  return { status: response.status, json: text === '' ? undefined : JSON.parse(text) }
}

const cases = (['openai', 'anthropic', 'ollama', 'perplexity'] as const).flatMap((client) =>
  [false, true].map((stream) => ({ client, stream })),
)

describe.each(cases)('through the client of $client (streamed: $stream)', ({ client, stream }) => {
  test('a text is heard to the letter, once, and its tokens are counted', async () => {
    const text = 'Forty-two, as everybody knows.'
    expect((await control('POST', { reply: text, match: { provider: client } })).status).toBe(201)
    const heard = await askThrough(client, server.url, { stream })
    expect([heard.error, heard.text]).toEqual([undefined, text])
    expect(heard.usage?.output).toBe(countTokens(text))
    expect(heard.usage?.total).toBe((heard.usage?.input ?? 0) + (heard.usage?.output ?? 0))
    expect((await askThrough(client, server.url, { stream })).text).not.toBe(text)
  })

  test('JSON arrives as JSON', async () => {
    const said = { answer: 42, because: ['it', 'is'] }
    await control('POST', { reply: { content: JSON.stringify(said) } })
    const heard = await askThrough(client, server.url, { stream, json: client !== 'perplexity' })
    expect(JSON.parse(heard.text)).toEqual(said)
  })
})

// Perplexity's models call no functions.
describe.each(cases.filter(({ client }) => client !== 'perplexity'))(
  'through the client of $client (streamed: $stream)',
  ({ client, stream }) => {
    test('a function is called with what was said, and its tokens are counted', async () => {
      const call = { name: 'get_weather', arguments: { city: 'Bolzano', days: [1, 2, 3] } }
      await control('POST', { reply: { calls: [call] } })
      const heard = await askThrough(client, server.url, { stream, tool: 'get_weather' })
      expect([heard.error, heard.calls, heard.text]).toEqual([undefined, [call], ''])
      expect(heard.usage?.output).toBe(countTokens(call.name) + countTokens(JSON.stringify(call.arguments)))
    })
  },
)

test('replies are given in their order, each to the first request that it fits', async () => {
  await control('POST', { reply: 'To Anthropic.', match: { provider: 'anthropic' } })
  await control('POST', { reply: 'Of bees.', match: { contains: 'BEES' } })
  await control('POST', { reply: 'To gpt-4o.', match: { model: 'gpt-4o' } })
  await control('POST', { reply: 'Twice.', match: { times: 2 } })
  const ask = async (client: ClientName, question: string, model?: string) =>
    (await askThrough(client, server.url, { question, ...(model !== undefined && { model }) })).text
  expect(await ask('ollama', 'What do wasps do?')).toBe('Twice.')
  expect(await ask('openai', 'What do bees do?', 'gpt-4o')).toBe('Of bees.')
  expect(await ask('openai', 'What do bees do?', 'gpt-4o')).toBe('To gpt-4o.')
  expect(await ask('anthropic', 'What do wasps do?')).toBe('To Anthropic.')
  expect(await ask('anthropic', 'What do wasps do?')).toBe('Twice.')
  expect((await control('GET')).json).toEqual({ items: [] })
})

test('what waits can be seen, and taken back', async () => {
  const first = { reply: { content: 'One.' }, match: {} }
  expect((await control('POST', { reply: 'One.' })).json).toEqual({ id: 1, ...first, left: 1 })
  const always = { reply: { calls: [{ name: 'go', arguments: {} }] }, match: { provider: 'openai', times: 0 } }
  await control('POST', always)
  const { items } = (await control('GET')).json
  expect(items).toEqual([
    { id: 1, ...first, left: 1 },
    { id: 2, ...always, left: null },
  ])
  expect((await control('DELETE')).status).toBe(204)
  expect((await control('GET')).json).toEqual({ items: [] })
  expect((await askThrough('openai', server.url)).text).not.toBe('One.')
})

test('a world hears only its own', async () => {
  await control('POST', { reply: 'Only here.' })
  expect((await askThrough('openai', `${server.url}/~elsewhere`)).text).not.toBe('Only here.')
  expect((await askThrough('openai', server.url)).text).toBe('Only here.')
})

test.each([
  [{}, ['body', 'reply']],
  [{ reply: 42 }, ['body', 'reply']],
  [{ reply: {} }, ['body', 'reply']],
  [{ reply: { calls: [] } }, ['body', 'reply']],
  [{ reply: { calls: [{ name: 'go' }] } }, ['body', 'reply']],
  [{ reply: 'Hi.', match: { provider: 'stripe' } }, ['body', 'match', 'provider']],
  [{ reply: 'Hi.', match: { times: 0.5 } }, ['body', 'match', 'times']],
  [{ reply: 'Hi.', match: { mood: 'good' } }, ['body', 'match']],
])('%j is refused', async (body, loc) => {
  const { status, json } = await control('POST', body)
  expect([status, json.code]).toEqual([422, 'validation_failed'])
  expect(json.errors[0].loc.slice(0, loc.length)).toEqual(loc)
  expect((await control('GET')).json).toEqual({ items: [] })
})
