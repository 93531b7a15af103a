import { expect } from 'vitest'
import type { EffectsOf } from './effect.ts'

export const generationEffects: EffectsOf<'generation'> = {
  'generation.partial-43': async (stage) => {
    await stage.on()
    const { job, document } = await stage.outcome(50)
    expect(job?.status).toBe('completed_with_warnings')
    expect(document.quality_warnings.length).toBe((job?.total_sections ?? 0) - (job?.completed_sections ?? 0))
  },
  'generation.partial-42': async (stage) => {
    await stage.on()
    const { job, payment } = await stage.outcome(50)
    expect([job?.status, payment?.status]).toEqual(['failed_quality', 'refunded'])
  },
  'generation.stuck': async (stage) => {
    await stage.on()
    const { document } = await stage.buy(10)
    await stage.advance(800)
    expect((await stage.concord.documents.get(document.id)).status).toBe('generating')
    await stage.advance(800)
    expect((await stage.concord.documents.get(document.id)).status).toBe('completed')
  },
  'generation.worker-dies': async (stage) => {
    await stage.on({ seconds: 300 })
    const { document } = await stage.buy(10)
    await stage.advance(200)
    expect((await stage.concord.documents.get(document.id)).status).toBe('generating')
    await stage.advance(400)
    expect((await stage.concord.documents.get(document.id)).status).toBe('completed')
  },
  'generation.burst-25': async (stage) => {
    await stage.on()
    await stage.buy(4)
    await stage.advance(1)
    const { total } = await stage.administrator().admin.listDocuments({ status: 'generating' })
    expect(total).toBe(25)
    await stage.advance(3600)
    expect((await stage.administrator().admin.listDocuments({ status: 'completed' })).total).toBe(25)
  },
}
