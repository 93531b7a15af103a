import { describe, expect, test } from 'vitest'
import { switchOn } from '../../scenarios/catalogue.ts'
import { estimateFor } from '../documents/estimate.ts'
import { Platform } from '../platform.fixture.ts'
import { callsTo, generated } from './generation.fixture.ts'

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
    const context = callsTo(platform, 'openai').map((call) => call.context_sections)
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
