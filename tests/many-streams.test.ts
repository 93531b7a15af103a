// Two hundred streamed completions at once on one process, over a real port: each ends whole, and none stands still for the others.
import { type RunningServer, startServer } from '@concord/mocks/server'
import { afterAll, beforeAll, expect, test } from 'vitest'

const streams = 200
const tokens = 40
/** Milliseconds of work that may lie between two chunks of a stream, however little it is where a stream is alone. */
const grace = 1_500

/**
 * How much this process has worked so far, in milliseconds. Server and clients live in it: what lies between two chunks of a stream and
 * is not waiting for the model is work for the others. A machine with much else to do does not make it more.
 */
const worked = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

let server: RunningServer
beforeAll(async () => {
  server = await startServer({ port: 0 })
})
afterAll(() => server.close())

interface Heard {
  readonly text: string
  readonly usage: { readonly completion_tokens: number }
  readonly finish: string
  /** Whether the stream said itself that it was over. */
  readonly done: boolean
  /** The most work between two chunks, behind the first token. */
  readonly longestGap: number
}

async function listen(name: string): Promise<Heard> {
  const response = await fetch(`${server.url}/~${name}/providers/openai/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'gpt-4',
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: tokens,
      messages: [{ role: 'user', content: 'Write a section about bees.' }],
    }),
  })
  const decoder = new TextDecoder()
  const arrivals: number[] = []
  let body = ''
  for await (const chunk of response.body ?? []) {
    arrivals.push(worked())
    body += decoder.decode(chunk, { stream: true })
  }
  const events = body.split('\n\n').filter((event) => event !== '')
  const chunks = events.slice(0, -1).map((event) => JSON.parse(event.replace('data: ', '')))
  const choices = chunks.flatMap((chunk) => chunk.choices)
  const gaps = arrivals.slice(2).map((at, index) => at - (arrivals[index + 1] ?? at))
  return {
    text: choices.map(({ delta }) => delta.content ?? '').join(''),
    usage: chunks.at(-1)?.usage,
    finish: choices.at(-1)?.finish_reason,
    done: events.at(-1) === 'data: [DONE]',
    longestGap: Math.max(0, ...gaps),
  }
}

/** How long the event loop was held at most while something went on, in milliseconds of work. */
async function whileWatched<T>(work: () => Promise<T>): Promise<{ result: T; held: number }> {
  let held = 0
  let last = worked()
  const watch = setInterval(() => {
    const now = worked()
    held = Math.max(held, now - last)
    last = now
  }, 1)
  const result = await work()
  clearInterval(watch)
  return { result, held }
}

test.for([
  ['in one world', () => 'all'],
  ['each in a world of its own', (number: number) => `world-${number}`],
] as const)('%s', async ([, worldOf]) => {
  await listen('first')
  const alone = await whileWatched(() => listen('alone'))
  const together = await whileWatched(() =>
    Promise.all(Array.from({ length: streams }, (_, number) => listen(worldOf(number)))),
  )
  expect(together.result).toHaveLength(streams)
  for (const { text, usage, finish, done } of together.result) {
    expect([done, finish, usage.completion_tokens]).toEqual([true, 'length', tokens])
    expect(text.length).toBeGreaterThan(tokens)
  }
  const gap = Math.max(...together.result.map(({ longestGap }) => longestGap))
  expect(gap).toBeLessThan(Math.max(grace, 20 * alone.result.longestGap))
  expect(together.held).toBeLessThan(Math.max(grace, 20 * alone.held))
})
