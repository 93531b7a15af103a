import { expect } from 'vitest'
import type { EffectsOf } from './effect.ts'

export const qualityEffects: EffectsOf<'quality'> = {
  'quality.down': async (stage) => {
    await stage.on()
    const { job, document } = await stage.outcome(4)
    expect(job?.status).toBe('completed_with_warnings')
    expect([document.grammar_score, document.plagiarism_score, document.ai_detection_score]).toEqual([null, null, null])
  },
  'quality.slow': async (stage) => {
    await stage.on({ median: 20 })
    const { document } = await stage.buy(4)
    await stage.advance(30)
    expect((await stage.concord.documents.get(document.id)).status).toBe('generating')
    await stage.advance(3600)
    expect((await stage.concord.documents.get(document.id)).status).toBe('completed')
  },
  'quality.quota-used-up': async (stage) => {
    await stage.on({ provider: 'gptzero' })
    const { job, document } = await stage.outcome(4)
    // Another one checks in its place.
    expect(job?.status).toBe('completed')
    expect(document.ai_detection_score).not.toBeNull()
    expect(stage.timeline).toContainEqual(
      expect.objectContaining({ kind: 'provider', provider: 'gptzero', status: 429 }),
    )
  },
  'quality.low-then-good': async (stage) => {
    await stage.on({ checks: 2 })
    const { job, document } = await stage.outcome(4)
    expect(job?.status).toBe('completed')
    expect((await stage.concord.documents.listSections(document.id)).items[0]?.attempts).toBe(3)
  },
  'quality.always-low': async (stage) => {
    await stage.on()
    const { job, payment, document } = await stage.outcome(4)
    expect([job?.status, payment?.status, document.status]).toEqual(['failed_quality', 'refunded', 'refunded'])
  },
}
