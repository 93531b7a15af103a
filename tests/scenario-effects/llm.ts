import { expect } from 'vitest'
import type { Effect, EffectsOf } from './effect.ts'

/** The job is written all the same, and somebody else than the first model did some of it. */
const otherModels: Effect = async (stage) => {
  await stage.on()
  const { job } = await stage.outcome(4)
  expect(job?.status).toBe('completed')
  expect(stage.models()).toContain('anthropic:claude-3-5-sonnet-20241022')
}

export const llmEffects: EffectsOf<'llm'> = {
  'llm.down': async (stage) => {
    await stage.on({ provider: 'openai' })
    expect((await stage.outcome(4)).job?.status).toBe('completed')
    expect(stage.models()).toContain('anthropic:claude-3-5-sonnet-20241022')
  },
  'llm.rate-limited': otherModels,
  'llm.overloaded': async (stage) => {
    await stage.on({ provider: 'openai' })
    expect((await stage.outcome(4)).job?.status).toBe('completed')
    expect(stage.models()).toContain('anthropic:claude-3-5-sonnet-20241022')
  },
  'llm.slow': async (stage) => {
    await stage.on({ median: 30, sigma: 0 })
    const { document } = await stage.buy(4)
    await stage.advance(60)
    expect((await stage.concord.documents.get(document.id)).status).toBe('generating')
    await stage.advance(600)
    expect((await stage.concord.documents.get(document.id)).status).toBe('completed')
  },
  'llm.hangs': otherModels,
  'llm.malformed': otherModels,
  'llm.stream-cut': async (stage) => {
    await otherModels(stage)
    await stage.on({ provider: 'openai', chunks: 3 })
    const { events, error } = await stage.speech()
    expect([events.length, error]).toEqual([3, 'TypeError'])
    expect(events).not.toContain('[DONE]')
  },
  'llm.empty': async (stage) => {
    await stage.on({ provider: 'all' })
    const { job, payment } = await stage.outcome(4)
    expect([job?.status, payment?.status]).toEqual(['failed_quality', 'refunded'])
  },
  'llm.primary-down': async (stage) => {
    await stage.on()
    expect((await stage.outcome(1)).job?.status).toBe('completed')
    expect(stage.models()).toEqual([...Array(4).fill('openai:gpt-4'), 'openai:gpt-3.5-turbo'])
    const asked = stage.timeline.filter(({ kind, operation }) => kind === 'provider' && operation === 'chat.complete')
    const from = Date.parse(asked[0]?.at ?? '')
    expect(asked.map(({ at }) => (Date.parse(at) - from) / 1000)).toEqual([0, 2, 6, 14, 14])
  },
  'llm.all-down': async (stage) => {
    await stage.on()
    expect((await stage.outcome(4)).job).toMatchObject({ status: 'failed', error: { code: 'all_providers_failed' } })
  },
}
