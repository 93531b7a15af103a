import { expect } from 'vitest'
import type { EffectsOf } from './effect.ts'
import type { Stage } from './stage.ts'

/** What becomes of a video, an hour after it was ordered. */
async function outcome(stage: Stage) {
  const { concord } = stage
  const channel = await concord.channels.create({ name: 'Bee by bee', niche: 'Wild bees', language: 'en' })
  const order = { channel_id: channel.id, title: 'Why bees dance', topic: 'How bees tell the way' }
  const { video_id } = await concord.videos.generate(order)
  await stage.advance(3600)
  return { video: await concord.videos.get(video_id), cost: await concord.videos.cost(video_id) }
}

const mails = async (stage: Stage, subject: RegExp): Promise<number> => {
  const { items } = await stage.control('GET', '/inbox?to=ada@example.test')
  return items.filter((mail: { subject: string }) => subject.test(mail.subject)).length
}

export const studioEffects: EffectsOf<'studio'> = {
  'studio.budget-alert': async (stage) => {
    await stage.on({ amount: 250 })
    const { video, cost } = await outcome(stage)
    expect(cost).toMatchObject({ amount: 250, alerted_at: expect.any(String) })
    expect(video.status).toBe('ready_for_upload')
    expect(await mails(stage, /has cost 2\.50 USD so far/)).toBe(1)
  },
  'studio.budget-cap': async (stage) => {
    await stage.on({ amount: 301 })
    const { video, cost } = await outcome(stage)
    expect(video).toMatchObject({ status: 'failed', stage: 'failed', error: { code: 'budget_exceeded' } })
    expect(cost.amount).toBe(cost.components.reduce((sum, { amount }) => sum + amount, 0))
    expect(cost.amount).toBeLessThanOrEqual(cost.limit_amount)
    expect(cost.components.map(({ name }) => name)).toEqual(['script', 'voice', 'visuals', 'music', 'thumbnail'])
    expect(await mails(stage, /could not be made/)).toBe(1)
  },
}
