// Every scenario of the language models, switched on over the control API of a real port, as the official clients tell of it.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type RunningServer, startServer } from '../../adapters/server.ts'
import { llmScenarios } from '../../scenarios/llm.ts'
import { type Asked, askThrough, type ClientName, type Heard, type Setting } from './clients.fixture.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer({ port: 0, speed: 1000 })
})
afterAll(() => server.close())

beforeEach(() => {
  server.controls().reset()
  // Some of the clients say on the console what they cannot read.
  for (const method of ['log', 'warn', 'error'] as const) vi.spyOn(console, method).mockImplementation(() => {})
})
afterEach(() => void vi.restoreAllMocks())

async function switchOn(name: string, options: object): Promise<void> {
  const response = await fetch(`${server.url}/__sandbox/scenarios/${name}`, {
    method: 'PUT',
    body: JSON.stringify(options),
    headers: { 'content-type': 'application/json' },
  })
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`)
}

const ask = (client: ClientName, asked: Partial<Asked>, setting?: Setting) =>
  askThrough(client, server.url, asked, setting)

/** What a client made of it: `RateLimitError 429`, or `answer`. */
function toldBy({ error }: Heard): string {
  if (error === undefined) return 'answer'
  const { name, status, status_code } = error as { name: string; status?: number; status_code?: number }
  const type = error instanceof DOMException ? name : (error as Error).constructor.name
  return [type, status ?? status_code].filter((part) => part !== undefined).join(' ')
}

/** How much of the text was heard that there is when nothing is wrong. */
function share(heard: string, whole: string): 'all' | 'some' | 'none' {
  if (heard === whole) return 'all'
  if (!whole.startsWith(heard)) throw new Error(`"${heard}" is no beginning of "${whole}".`)
  return heard === '' ? 'none' : 'some'
}

const statuses = () =>
  server
    .controls()
    .world.timeline.of('request')
    .map(({ status }) => status)

type Scenario = (typeof llmScenarios)[number]['name']
type Wanted = `${string}: ${'all' | 'some' | 'none'}`

/** Of a whole answer, and of a streamed one if that is another thing. */
type Tale = readonly [whole: Wanted, streamed?: Wanted]

const serverError: Readonly<Record<ClientName, Tale>> = {
  openai: ['InternalServerError 503: none'],
  anthropic: ['ServiceUnavailableError 503: none'],
  ollama: ['ResponseError 503: none'],
  perplexity: ['InternalServerError 503: none'],
}
const fine: Tale = ['answer: all']

const tales: Readonly<Record<Scenario, Readonly<Record<ClientName, Tale>>>> = {
  'llm.down': serverError,
  'llm.all-down': serverError,
  'llm.primary-down': { ...serverError, anthropic: fine, ollama: fine, perplexity: fine },
  'llm.rate-limited': {
    openai: ['RateLimitError 429: none'],
    anthropic: ['RateLimitError 429: none'],
    ollama: ['ResponseError 429: none'],
    perplexity: ['RateLimitError 429: none'],
  },
  'llm.overloaded': {
    openai: ['InternalServerError 529: none'],
    anthropic: ['OverloadedError 529: none'],
    ollama: ['ResponseError 529: none'],
    perplexity: ['InternalServerError 529: none'],
  },
  'llm.slow': { openai: fine, anthropic: fine, ollama: fine, perplexity: fine },
  'llm.hangs': {
    openai: ['APIConnectionTimeoutError: none'],
    anthropic: ['APIConnectionTimeoutError: none'],
    ollama: ['TimeoutError: none'],
    perplexity: ['APIConnectionTimeoutError: none'],
  },
  'llm.malformed': {
    openai: ['SyntaxError: none'],
    anthropic: ['SyntaxError: none', 'AnthropicError: none'],
    // It leaves out lines that it cannot read, and misses the last one.
    ollama: ['SyntaxError: none', 'Error: some'],
    perplexity: ['SyntaxError: none'],
  },
  'llm.stream-cut': {
    openai: ['TypeError: none', 'TypeError: some'],
    anthropic: ['TypeError: none', 'AnthropicError: some'],
    ollama: ['TypeError: none', 'TypeError: some'],
    perplexity: ['TypeError: none', 'TypeError: some'],
  },
  'llm.empty': {
    openai: ['answer: none'],
    anthropic: ['answer: none'],
    ollama: ['answer: none'],
    perplexity: ['answer: none'],
  },
}

const cases = llmScenarios.flatMap(({ name, options }) =>
  Object.entries(tales[name]).flatMap(([client, [whole, streamed = whole]]) => {
    const given = 'provider' in options.shape ? { provider: client } : {}
    return [
      { name, client: client as ClientName, stream: false, given, wanted: whole },
      { name, client: client as ClientName, stream: true, given, wanted: streamed },
    ]
  }),
)

describe('an official client tells of', () => {
  test.each(cases)(
    '$name at $client (streamed: $stream) as $wanted',
    async ({ name, client, stream, given, wanted }) => {
      const undisturbed = await ask(client, { stream })
      expect(undisturbed.error).toBeUndefined()
      server.controls().reset()
      await switchOn(name, given)
      const heard = await ask(client, { stream }, name === 'llm.hangs' ? { patience: 50 } : {})
      expect(`${toldBy(heard)}: ${share(heard.text, undisturbed.text)}`).toBe(wanted)
      expect(statuses()).toHaveLength(1)
    },
  )
})

test('llm.primary-down leaves the other models of the same provider alone', async () => {
  await switchOn('llm.primary-down', {})
  expect(toldBy(await ask('openai', { model: 'gpt-4' }))).toBe('InternalServerError 503')
  expect(toldBy(await ask('openai', { model: 'gpt-3.5-turbo' }))).toBe('answer')
})

test.each(['openai', 'anthropic', 'ollama', 'perplexity'] as const)(
  'llm.slow keeps %s waiting for as long as it says, in virtual time',
  async (client) => {
    await switchOn('llm.slow', { provider: client, median: 20, sigma: 0 })
    const { clock } = server.controls()
    const before = clock.now()
    expect(toldBy(await ask(client, {}))).toBe('answer')
    expect(clock.now() - before).toBeGreaterThanOrEqual(20_000)
  },
)

describe('the retries of the client itself', () => {
  /**
   * Pauses that it asks for, in milliseconds. Nobody waits for them.
   *
   * @param patience of the client; the first time it ends as soon as its request has come
   */
  function pauses(patience?: number): number[] {
    const asked: number[] = []
    const original = setTimeout
    let patient = patience === undefined
    vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, delay = 0, ...rest: []) => {
      if (delay === patience && !patient) {
        patient = true
        const stop = server.controls().world.timeline.subscribe(({ kind }) => {
          if (kind !== 'request') return
          stop()
          run()
        })
      }
      // Shorter ones are those of this server, and longer ones the client's own patience.
      const isPause = delay >= 300 && delay <= 60_000
      if (isPause) asked.push(delay)
      return original(run, isPause ? 0 : delay, ...rest)
    }) as typeof setTimeout)
    return asked
  }

  test.each(
    (['openai', 'anthropic', 'perplexity'] as const).flatMap((client) => [
      { client, stream: false },
      { client, stream: true },
    ]),
  )('wait at $client for what Retry-After says (streamed: $stream)', async ({ client, stream }) => {
    await switchOn('llm.rate-limited', { provider: client, retry_after: 21, times: 2 })
    const asked = pauses()
    const heard = await ask(client, { stream }, { maxRetries: 2 })
    expect([toldBy(heard), statuses()]).toEqual(['answer', [429, 429, 200]])
    expect(asked).toEqual([21_000, 21_000])
  })

  test.each([
    ['llm.down', 503],
    ['llm.overloaded', 529],
  ] as const)('end under %s where there are no more of them', async (name, status) => {
    await switchOn(name, { provider: 'anthropic' })
    pauses()
    expect(toldBy(await ask('anthropic', {}, { maxRetries: 2 }))).toMatch(new RegExp(` ${status}$`))
    expect(statuses()).toEqual([status, status, status])
  })

  test('come after a time-out too', async () => {
    await switchOn('llm.hangs', { provider: 'openai', times: 1 })
    const patience = 77_777
    const asked = pauses(patience)
    expect(toldBy(await ask('openai', {}, { maxRetries: 1, patience }))).toBe('answer')
    expect([statuses(), asked.length]).toEqual([[200, 200], 1])
  })

  test('do not come once an answer has begun', async () => {
    await switchOn('llm.stream-cut', { provider: 'openai' })
    expect(toldBy(await ask('openai', { stream: true }, { maxRetries: 2 }))).toBe('TypeError')
    expect(statuses()).toHaveLength(1)
  })

  test('are none at Ollama, whose client leaves that to who calls it', async () => {
    await switchOn('llm.rate-limited', { provider: 'ollama', times: 1 })
    expect(toldBy(await ask('ollama', {}, { maxRetries: 2 }))).toBe('ResponseError 429')
    expect(statuses()).toEqual([429])
  })
})
