import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createSandbox, type InProcessSandbox, type VerdictName } from '../adapters/in-process.ts'

// The host is never as slow as a pause.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** What a client does: it sends requests and lets time pass. */
interface Hands {
  get(): Promise<void>
  post(key?: string): Promise<void>
  wait(milliseconds: number): Promise<void>
}
type Client = (hands: Hands) => Promise<void>

async function judged(name: VerdictName, trouble: (sandbox: InProcessSandbox) => void, client: Client) {
  const sandbox = createSandbox()
  const { access_token } = await sandbox.signIn('ada@example.test')
  trouble(sandbox)
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' }
  const body = '{"title":"Bees","topic":"Pollination","target_pages":20,"language":"en"}'
  await client({
    get: async () => void (await sandbox.fetch('/api/v1/documents', { headers })),
    post: async (key) => {
      const keyed = key === undefined ? headers : { ...headers, 'idempotency-key': key }
      await sandbox.fetch('/api/v1/documents', { method: 'POST', headers: keyed, body })
    },
    wait: (milliseconds) => sandbox.clock.advance(milliseconds / 1000),
  })
  const requests = sandbox.timeline.of('request').map(({ seq }) => seq)
  const { outcome, evidence, sentence } = sandbox.verdict.of(name)
  return { outcome, sentence, sandbox, evidence: evidence.map((seq) => requests.indexOf(seq)) }
}

const limited = (sandbox: InProcessSandbox) =>
  void sandbox.scenario('infrastructure.rate-limited', { remaining: 0, operation: 'documents.list' })

const failing = (sandbox: InProcessSandbox) =>
  void sandbox.world.faults.add({
    match: { on: 'request', operation: 'documents.*' },
    when: { kind: 'first', n: 5 },
    effect: { kind: 'problem', status: 500 },
  })

const sequence =
  (...pauses: readonly number[]): Client =>
  async (hands) => {
    await hands.get()
    for (const pause of pauses) {
      await hands.wait(pause)
      await hands.get()
    }
  }

describe('honours-retry-after', () => {
  test.for<[string, Client, string, number[]]>([
    ['asks again at once', sequence(0), 'failed', [0, 1]],
    ['asks again too early', sequence(59_000), 'failed', [0, 1]],
    ['asks again in time', sequence(60_000), 'passed', [0, 1]],
    ['is in time once and then too early', sequence(60_000, 1_000), 'failed', [1, 2]],
    ['gives up', sequence(), 'not-seen', []],
  ])('of a client that %s', async ([, client, outcome, evidence]) => {
    expect(await judged('honours-retry-after', limited, client)).toMatchObject({ outcome, evidence })
  })

  test('says what was done', async () => {
    const { sentence, sandbox } = await judged('honours-retry-after', limited, sequence(2_000))
    expect(sentence).toBe('GET /api/v1/documents was answered with 429 and Retry-After: 60, and came again 2 s later.')
    expect(() => sandbox.verdict.expect('honours-retry-after')).toThrow(
      expect.objectContaining({
        name: 'VerdictFailed',
        message: expect.stringMatching(/failed: GET .* See #\d+, #\d+ on/),
      }),
    )
  })
})

describe('backs-off', () => {
  test.for<[string, Client, string, number[]]>([
    ['hammers', sequence(0, 0, 0), 'failed', [0, 1, 2, 3]],
    ['keeps one short pace', sequence(300, 300, 300, 300), 'failed', [0, 1, 2, 3, 4]],
    ['waits longer each time', sequence(200, 400, 800), 'passed', [0, 1, 2, 3]],
    ['waits by chance less than before', sequence(300, 90, 700, 40), 'passed', [0, 1, 2, 3, 4]],
    ['polls at its own slow pace', sequence(2_000, 2_000, 2_000, 2_000), 'passed', [0, 1, 2, 3, 4]],
    ['tries only once more', sequence(0), 'not-seen', []],
  ])('of a client that %s', async ([, client, outcome, evidence]) => {
    expect(await judged('backs-off', failing, client)).toMatchObject({ outcome, evidence })
  })
})

describe('keeps-idempotency-key', () => {
  const keys =
    (...given: readonly (string | undefined)[]): Client =>
    async (hands) => {
      for (const key of given) {
        await hands.post(key)
        await hands.wait(500)
      }
    }
  test.for<[string, Client, string, number[]]>([
    ['has none', keys(undefined, undefined), 'failed', [0, 1]],
    ['makes a new one for each attempt', keys('a', 'b'), 'failed', [0, 1]],
    ['keeps it', keys('a', 'a', 'a'), 'passed', [0, 1, 2]],
    ['does not try again', keys('a'), 'not-seen', []],
  ])('of a client that %s', async ([, client, outcome, evidence]) => {
    expect(await judged('keeps-idempotency-key', failing, client)).toMatchObject({ outcome, evidence })
  })

  test('a person who tries again a minute later may have a new one', async () => {
    const client: Client = async ({ post, wait }) => {
      await post('a')
      await wait(60_000)
      await post('b')
    }
    expect(await judged('keeps-idempotency-key', failing, client)).toMatchObject({ outcome: 'not-seen' })
  })
})

test('what was not seen is no pass', () => {
  const { verdict } = createSandbox()
  expect(verdict.all.map(({ outcome }) => outcome)).toEqual(Array(8).fill('not-seen'))
  expect(() => verdict.expect('backs-off')).toThrow(/backs-off was not seen: No request failed twice/)
  // @ts-expect-error there is no such verdict
  expect(() => verdict.of('is-nice')).toThrow(/There is honours-retry-after, /)
})
