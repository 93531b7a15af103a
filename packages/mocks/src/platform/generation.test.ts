import { describe, expect, test } from 'vitest'
import { switchOn } from '../scenarios/catalogue.ts'
import { estimateFor } from './estimate.ts'
import { generated, strike } from './generation.fixture.ts'
import { Platform } from './platform.fixture.ts'

const calls = (platform: Platform, provider: string) =>
  platform.world.timeline.of('provider').filter((item) => String(item.provider).startsWith(provider))

describe('a generation', () => {
  test.each([1, 10, 20, 50, 120, 200])('of %i pages takes about as long as the estimate says', async (pages) => {
    const platform = new Platform()
    const { job } = await generated(platform, pages)
    const seconds = (Date.parse(job.finished_at) - Date.parse(job.started_at)) / 1000
    const estimate = estimateFor(pages)
    expect(job.status).toBe('completed')
    expect(seconds).toBeLessThanOrEqual(estimate.estimated_minutes * 60)
    expect(seconds).toBeGreaterThan((estimate.estimated_minutes - 1) * 60)
  })

  test.each([
    [1, 1],
    [20, 20],
    [50, 50],
    [200, 50],
  ])('of %i pages has %i sections, written one after another', async (pages, count) => {
    const platform = new Platform()
    const { sections, job } = await generated(platform, pages)
    expect(sections.map((section: { section_index: number }) => section.section_index)).toEqual(
      Array.from({ length: count }, (_, index) => index + 1),
    )
    expect(job).toMatchObject({ total_sections: count, completed_sections: count, progress: 100 })
    expect(new Set(sections.map(({ title }: { title: string }) => title)).size).toBe(count)
    for (const { content } of sections) expect(content.length).toBeGreaterThan(100)
  })

  test('delivers the document with its scores, and a mail', async () => {
    const platform = new Platform()
    const { document, ada } = await generated(platform, 10)
    expect(document).toMatchObject({ status: 'completed', quality_warnings: [] })
    expect(document.grammar_score).toBeGreaterThanOrEqual(90)
    expect(document.plagiarism_score).toBeGreaterThanOrEqual(85)
    expect(document.ai_detection_score).toBeLessThanOrEqual(55)
    expect(platform.inbox[0]).toMatchObject({ to: ada.email, subject: 'Your document "Bees" is ready' })
  })

  test('shows a model at most the last 10 sections', async () => {
    const platform = new Platform()
    await generated(platform, 15)
    const context = calls(platform, 'openai').map((call) => call.context_sections)
    expect(context).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 10, 10])
  })

  test('cites sources that are on the list of citations', async () => {
    const platform = new Platform()
    const { document_id, ada } = await generated(platform, 3)
    const { items, total } = (await platform.get(`/api/v1/documents/${document_id}/citations?per_page=100`, ada.token))
      .body
    expect(total).toBe(items.length)
    expect(new Set(items.map(({ section_index }: { section_index: number }) => section_index))).toEqual(
      new Set([1, 2, 3]),
    )
  })
})

describe('progress', () => {
  test('is stored after every section and never falls', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const { job_id } = await platform.pay(ada.token, 10)
    const seen: number[] = []
    for (let second = 0; second < 40; second++) {
      await platform.advance(1)
      const { body } = await platform.get(`/api/v1/jobs/${job_id}/progress`, ada.token)
      seen.push(body.progress)
      if (body.status === 'running') expect(body.stage).toBe(`generating_section_${body.current_section}_of_10`)
    }
    expect(seen).toEqual(seen.toSorted((one, other) => one - other))
    expect(new Set(seen)).toEqual(new Set([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]))
  })

  test('ends with the status as its stage and nothing left to wait for', async () => {
    const platform = new Platform()
    const { ada, job_id } = await generated(platform, 2)
    const { body } = await platform.get(`/api/v1/jobs/${job_id}/progress`, ada.token)
    expect(body).toMatchObject({
      status: 'completed',
      stage: 'completed',
      progress: 100,
      estimated_seconds: 0,
      error: null,
    })
  })
})

describe('the chain of language models', () => {
  test('retries a model 3 times, after 2, 4 and 8 seconds, before it asks the next', async () => {
    const platform = new Platform()
    switchOn(platform.world, 'llm.down', { provider: 'openai:gpt-4' })
    const { job } = await generated(platform, 1)
    const llm = platform.world.timeline.of('provider').filter(({ operation }) => operation === 'chat.complete')
    expect(llm.map(({ provider, status }) => [provider, status])).toEqual([
      ...Array(4).fill(['openai:gpt-4', 503]),
      ['openai:gpt-3.5-turbo', 200],
    ])
    const at = llm.map((call) => (Date.parse(call.at) - Date.parse(llm[0]?.at ?? '')) / 1000)
    expect(at).toEqual([0, 2, 6, 14, 14])
    expect(job.status).toBe('completed')
  })

  test('falls back to the other provider when all models of the first are down', async () => {
    const platform = new Platform()
    switchOn(platform.world, 'llm.down')
    const { job } = await generated(platform, 1)
    expect(calls(platform, 'openai')).toHaveLength(8)
    expect(calls(platform, 'anthropic:claude-3-5-sonnet-20241022')).toHaveLength(1)
    expect(job.status).toBe('completed')
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
    expect(calls(platform, 'openai').length + calls(platform, 'anthropic').length).toBe(12)
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
    expect(calls(platform, 'openai:gpt-4')).toHaveLength(count)
  })

  test('a time-out is retried too', async () => {
    const platform = new Platform()
    strike(platform, 'openai:gpt-4', { kind: 'hang', seconds: 60 }, { kind: 'first', n: 1 })
    const { job } = await generated(platform, 1)
    expect(calls(platform, 'openai:gpt-4').map(({ status }) => status)).toEqual([null, 200])
    expect(job.status).toBe('completed')
  })

  test('an answer that cannot be read sends the section to the next model at once', async () => {
    const platform = new Platform()
    switchOn(platform.world, 'llm.malformed', { provider: 'openai' })
    const { job, sections } = await generated(platform, 1)
    expect(calls(platform, 'openai').map(({ provider }) => provider)).toEqual(['openai:gpt-4', 'openai:gpt-3.5-turbo'])
    expect(calls(platform, 'anthropic')).toHaveLength(1)
    expect([job.status, sections[0]?.attempts]).toEqual(['completed', 1])
  })

  test('an answer without content is a failed attempt', async () => {
    const platform = new Platform()
    strike(platform, 'openai:gpt-4', { kind: 'empty' }, { kind: 'first', n: 1 })
    const { sections } = await generated(platform, 1)
    expect(sections[0]).toMatchObject({ status: 'completed', attempts: 2 })
  })
})

describe('checkpoints', () => {
  test('a worker that dies is followed by one that resumes after the last finished section', async () => {
    const platform = new Platform()
    switchOn(platform.world, 'generation.worker-dies', { section: 4, seconds: 30 })
    const { sections, job } = await generated(platform, 10)
    expect(sections.map(({ section_index }: { section_index: number }) => section_index)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ])
    expect(job.status).toBe('completed')
    const seconds = (Date.parse(job.finished_at) - Date.parse(job.started_at)) / 1000
    expect(seconds).toBeGreaterThan(30)
  })

  test('no heart beats while nobody works', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    switchOn(platform.world, 'generation.worker-dies', { section: 2, seconds: 60 })
    const socket = platform.listen(ada.id, ada.token)
    await platform.pay(ada.token, 10)
    await platform.advance(55)
    expect(socket.messages.filter(({ type }) => type === 'heartbeat')).toEqual([])
  })

  test('a snapshot taken in the middle of a job goes on elsewhere, to the same bytes', async () => {
    const here = new Platform({ seed: 3 })
    const ada = here.signIn()
    const { document_id } = await here.pay(ada.token, 10)
    await here.advance(12.345)
    const snapshot = structuredClone(here.world.snapshot())
    const elsewhere = new Platform({ seed: 99 })
    elsewhere.world.restore(snapshot)
    const texts = []
    for (const platform of [here, elsewhere]) {
      await platform.advance(600)
      const { body } = await platform.get(`/api/v1/documents/${document_id}/sections?per_page=100`, ada.token)
      expect(body.total).toBe(10)
      texts.push(JSON.stringify(body))
    }
    expect(texts[1]).toBe(texts[0])
  })
})

describe('determinism', () => {
  async function run(seed: number) {
    const platform = new Platform({ seed })
    await platform.post('/api/v1/auth/magic-link', { email: 'ada@example.test' })
    switchOn(platform.world, 'webhooks.concurrent', { copies: 5 })
    switchOn(platform.world, 'generation.partial-43')
    await generated(platform, 20)
    return JSON.stringify(platform.world.timeline.items)
  }

  test('two runs from one seed give identical timelines, another seed another one', async () => {
    const [one, same, other] = [await run(7), await run(7), await run(8)]
    expect(same).toBe(one)
    expect(other).not.toBe(one)
  })
})
