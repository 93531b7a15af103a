import { describe, expect, test } from 'vitest'
import { switchOn } from '../../scenarios/catalogue.ts'
import { Platform } from '../platform.fixture.ts'
import { generated, strike } from './generation.fixture.ts'

const down = { kind: 'problem', status: 503 }

describe('the quality gates', () => {
  test.each([
    ['languagetool', 10, 'completed'],
    ['languagetool', 11, 'failed'],
    ['copyscape', 85, 'completed'],
    ['copyscape', 84, 'failed'],
    ['gptzero', 55, 'completed'],
    ['gptzero', 56, 'failed'],
  ])('%s with %i: a section is %s', async (provider, value, status) => {
    const platform = new Platform()
    strike(platform, provider, { kind: 'score', value })
    const { sections } = await generated(platform, 1)
    expect(sections[0]).toMatchObject({ status, attempts: status === 'completed' ? 1 : 3 })
    expect(sections[0].content === null).toBe(status === 'failed')
  })

  test('a gate that fails once is passed at the second attempt', async () => {
    const platform = new Platform()
    strike(platform, 'copyscape', { kind: 'score', value: 20 }, { kind: 'first', n: 1 })
    const { sections, job } = await generated(platform, 4)
    expect(sections.map(({ attempts }: { attempts: number }) => attempts)).toEqual([2, 1, 1, 1])
    expect(job.status).toBe('completed')
  })

  test('Originality is asked when GPTZero fails', async () => {
    const platform = new Platform()
    strike(platform, 'gptzero', down)
    strike(platform, 'originality', { kind: 'score', value: 42 })
    const { sections } = await generated(platform, 1)
    expect(sections[0]).toMatchObject({ status: 'completed', ai_detection_score: 42, warning: null })
  })

  test.each([
    ['languagetool', 'grammar_score'],
    ['copyscape', 'plagiarism_score'],
  ])('%s that errors does not count as a pass: the score is null and the section warns', async (provider, score) => {
    const platform = new Platform()
    strike(platform, provider, down)
    const { sections, document, job } = await generated(platform, 2)
    expect(sections[0]).toMatchObject({ [score]: null, status: 'completed' })
    expect(sections[0].warning).toMatch(/^Section 1 could not be checked for/)
    expect(document[score]).toBeNull()
    expect(document.quality_warnings).toHaveLength(2)
    expect(job.status).toBe('completed_with_warnings')
  })
})

describe('the 85 % rule', () => {
  test('43 of 50 sections are delivered, with one warning for each failed one', async () => {
    const platform = new Platform()
    switchOn(platform.world, 'generation.partial-43')
    const { job, document, payment } = await generated(platform, 50)
    expect(job).toMatchObject({
      status: 'completed_with_warnings',
      completed_sections: 43,
      failed_sections: 7,
      error: null,
    })
    expect(document.status).toBe('completed')
    expect(document.quality_warnings).toHaveLength(7)
    expect(document.quality_warnings[0]).toMatch(/^Section \d+ failed quality checks after 3 attempts$/)
    expect(payment.status).toBe('completed')
    expect(platform.inbox[0]?.subject).toMatch(/is ready$/)
  })

  test('42 of 50 are refunded in full, without anybody asking, with an apology', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const socket = platform.listen(ada.id, ada.token)
    switchOn(platform.world, 'generation.partial-42')
    const { job, document, payment, payment_id } = await generated(platform, 50)
    expect(job).toMatchObject({ status: 'failed_quality', completed_sections: 42, error: { code: 'failed_quality' } })
    expect(document.status).toBe('refunded')
    expect(payment).toMatchObject({ status: 'refunded', amount_refunded: 2500 })
    const { items } = (await platform.get(`/api/v1/refunds?payment_id=${payment_id}`, ada.token)).body
    expect(items).toMatchObject([{ status: 'processed', amount: 2500 }])
    expect((await platform.stripe('GET', '/v1/refunds')).body.data).toMatchObject([{ amount: 2500 }])
    expect(socket.messages.at(-1)).toMatchObject({ type: 'job_failed', refunded: true })
    expect(platform.inbox[0]?.text).toMatch(/We are sorry. The full price of 25.00 EUR goes back to you/)
  })

  test.each([
    [1, 1, 0],
    [7, 6, 5],
    [20, 17, 16],
    [40, 34, 33],
  ])('of %i sections %i are enough and %i are not', async (pages, enough, tooFew) => {
    for (const [name, count, status] of [
      ['generation.partial-43', enough, 'completed'],
      ['generation.partial-42', tooFew, 'refunded'],
    ] as const) {
      const platform = new Platform()
      switchOn(platform.world, name)
      const { job, document } = await generated(platform, pages)
      expect([job.completed_sections, document.status]).toEqual([count, status])
    }
  })

  test('a refund that Stripe cannot take is tried again until it is through', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    switchOn(platform.world, 'generation.partial-42')
    const { payment_id, document_id } = await platform.pay(ada.token, 10)
    switchOn(platform.world, 'payments.provider-down')
    await platform.advance(120)
    const status = async () => (await platform.get(`/api/v1/documents/${document_id}`, ada.token)).body.status
    expect(await status()).toBe('failed_quality')
    platform.world.faults.removeScenario('payments.provider-down')
    await platform.advance(600)
    expect(await status()).toBe('refunded')
    expect((await platform.get(`/api/v1/payment/${payment_id}`, ada.token)).body.amount_refunded).toBe(500)
  })
})
