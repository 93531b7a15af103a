import { describe, expect, test } from 'vitest'
import { prepareReply } from '../../providers/llm/prepared-replies.ts'
import { type ScenarioName, switchOn } from '../../scenarios/catalogue.ts'
import { callsTo, generated, strike } from '../jobs/generation.fixture.ts'
import { Platform } from '../platform.fixture.ts'

/** Which model was asked, what it answered, and how many virtual seconds after the first one. */
type Asked = readonly [provider: unknown, status: unknown, seconds: number]

function chainOf(platform: Platform): Asked[] {
  const calls = platform.world.timeline.of('provider').filter(({ operation }) => operation === 'chat.complete')
  const start = Date.parse(calls[0]?.at ?? '')
  return calls.map(({ provider, status, at }) => [provider, status, (Date.parse(at) - start) / 1000])
}

describe('the chain of language models', () => {
  test.each<[name: ScenarioName, options: object, asked: readonly Asked[]]>([
    [
      'llm.primary-down',
      {},
      [
        ['openai:gpt-4', 503, 0],
        ['openai:gpt-4', 503, 2],
        ['openai:gpt-4', 503, 6],
        ['openai:gpt-4', 503, 14],
        ['openai:gpt-3.5-turbo', 200, 14],
      ],
    ],
    [
      'llm.down',
      { provider: 'openai', status: 500 },
      [
        ['openai:gpt-4', 500, 0],
        ['openai:gpt-4', 500, 2],
        ['openai:gpt-4', 500, 6],
        ['openai:gpt-4', 500, 14],
        ['openai:gpt-3.5-turbo', 500, 14],
        ['openai:gpt-3.5-turbo', 500, 16],
        ['openai:gpt-3.5-turbo', 500, 20],
        ['openai:gpt-3.5-turbo', 500, 28],
        ['anthropic:claude-3-5-sonnet-20241022', 200, 28],
      ],
    ],
    [
      'llm.rate-limited',
      { provider: 'openai:gpt-4', times: 2 },
      [
        ['openai:gpt-4', 429, 0],
        ['openai:gpt-4', 429, 2],
        ['openai:gpt-4', 200, 6],
      ],
    ],
  ])(
    'under %s %o asks each model four times, after 2, 4 and 8 seconds, and then the next',
    async (name, options, asked) => {
      const platform = new Platform()
      switchOn(platform.world, name, options)
      const { job } = await generated(platform, 1)
      expect(chainOf(platform)).toEqual(asked)
      expect(job.status).toBe('completed')
    },
  )

  test('begins from the first model again for the next section', async () => {
    const platform = new Platform()
    switchOn(platform.world, 'llm.primary-down')
    const { sections } = await generated(platform, 3)
    const models = callsTo(platform, 'openai').map(({ provider, section_index }) => `${section_index} ${provider}`)
    const each = [1, 2, 3].map((section) => [
      ...Array(4).fill(`${section} openai:gpt-4`),
      `${section} openai:gpt-3.5-turbo`,
    ])
    expect(models).toEqual(each.flat())
    expect(sections).toHaveLength(3)
  })

  test('writes what the model says that is asked last', async () => {
    const platform = new Platform()
    const said =
      `${'Few questions about bees are as old as this one, and few are answered so differently. '.repeat(3)}`.trim()
    prepareReply(platform.world, said, { model: 'gpt-3.5-turbo' })
    prepareReply(platform.world, 'Nobody asks me.', { model: 'gpt-4' })
    for (const provider of ['languagetool', 'gptzero']) strike(platform, provider, { kind: 'score', value: 0 })
    strike(platform, 'copyscape', { kind: 'score', value: 100 })
    switchOn(platform.world, 'llm.primary-down')
    const { sections } = await generated(platform, 1)
    expect(sections.map(({ content }: { content: string }) => content)).toEqual([said])
  })

  test('fails the job with all_providers_failed when all are exhausted', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    switchOn(platform.world, 'llm.down', { provider: 'all' })
    const { job_id, document_id, payment_id } = await platform.pay(ada.token, 5)
    const socket = platform.listen(ada.id, ada.token)
    await platform.advance(600)
    const get = async (path: string) => (await platform.get(path, ada.token)).body
    expect(await get(`/api/v1/jobs/${job_id}`)).toMatchObject({
      status: 'failed',
      error: { code: 'all_providers_failed' },
    })
    expect((await get(`/api/v1/documents/${document_id}`)).status).toBe('failed')
    expect(callsTo(platform, 'openai').length + callsTo(platform, 'anthropic').length).toBe(12)
    expect(socket.messages.at(-1)).toMatchObject({
      type: 'job_failed',
      error: { code: 'all_providers_failed' },
      refunded: false,
    })
    const refund = await platform.post('/api/v1/refunds', { payment_id, reason: 'Nothing was written.' }, ada.token)
    expect(refund.status).toBe(201)
  })

  test.each([
    [429, 4],
    [500, 4],
    [400, 1],
    [401, 1],
  ])('a model that answers %i is called %i times', async (status, count) => {
    const platform = new Platform()
    strike(platform, 'openai:gpt-4', { kind: 'problem', status })
    await generated(platform, 1)
    expect(callsTo(platform, 'openai:gpt-4')).toHaveLength(count)
  })

  test('a time-out is retried too', async () => {
    const platform = new Platform()
    strike(platform, 'openai:gpt-4', { kind: 'hang', seconds: 60 }, { kind: 'first', n: 1 })
    const { job } = await generated(platform, 1)
    expect(callsTo(platform, 'openai:gpt-4').map(({ status }) => status)).toEqual([null, 200])
    expect(job.status).toBe('completed')
  })

  test('an answer that cannot be read sends the section to the next model at once', async () => {
    const platform = new Platform()
    switchOn(platform.world, 'llm.malformed', { provider: 'openai' })
    const { job, sections } = await generated(platform, 1)
    expect(callsTo(platform, 'openai').map(({ provider }) => provider)).toEqual([
      'openai:gpt-4',
      'openai:gpt-3.5-turbo',
    ])
    expect(callsTo(platform, 'anthropic')).toHaveLength(1)
    expect([job.status, sections[0]?.attempts]).toEqual(['completed', 1])
  })

  test('an answer without content is a failed attempt', async () => {
    const platform = new Platform()
    strike(platform, 'openai:gpt-4', { kind: 'empty' }, { kind: 'first', n: 1 })
    const { sections } = await generated(platform, 1)
    expect(sections[0]).toMatchObject({ status: 'completed', attempts: 2 })
  })
})
