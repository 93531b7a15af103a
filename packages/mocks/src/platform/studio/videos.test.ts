import type { VideoPriority } from '@concord/sdk/types'
import { describe, expect, test } from 'vitest'
import { switchOn } from '../../scenarios/catalogue.ts'
import { type Person, Platform } from '../platform.fixture.ts'

/** Somebody with a channel. */
class Studio extends Platform {
  readonly ada: Person = this.signIn()

  async channel(): Promise<number> {
    const body = { name: 'Bee by bee', niche: 'Wild bees', language: 'en' }
    return (await this.post('/api/v1/channels', body, this.ada.token)).body.id
  }

  async video(order: { channel_id: number; priority?: VideoPriority; duration_seconds?: number }): Promise<number> {
    const body = { title: 'Why bees dance', topic: 'How bees tell the way', ...order }
    return (await this.post('/api/v1/videos/generate', body, this.ada.token)).body.video_id
  }

  read = async (id: number) => (await this.get(`/api/v1/videos/${id}`, this.ada.token)).body
  cost = async (id: number) => (await this.get(`/api/v1/videos/${id}/cost`, this.ada.token)).body

  price(amount: number): void {
    this.world.faults.add({
      match: { on: 'action', operation: 'videos.price' },
      when: { kind: 'always' },
      effect: { kind: 'price', amount },
    })
  }
}

async function made(studio: Studio) {
  const id = await studio.video({ channel_id: await studio.channel() })
  await studio.advance(600)
  return { video: await studio.read(id), cost: await studio.cost(id) }
}

describe('a video', () => {
  test('is made component by component, and what it costs is told as it is bought', async () => {
    const studio = new Studio()
    const id = await studio.video({ channel_id: await studio.channel() })
    expect(await studio.read(id)).toMatchObject({ status: 'queued', stage: 'queued', progress: 0, started_at: null })
    expect(await studio.cost(id)).toMatchObject({ amount: 0, components: [], alerted_at: null })
    const seen: [unknown, unknown, unknown][] = []
    for (let second = 0; second < 90; second += 1) {
      await studio.advance(1)
      const [{ stage, progress }, { amount }] = await Promise.all([studio.read(id), studio.cost(id)])
      if (seen.at(-1)?.[0] !== stage) seen.push([stage, progress, amount])
    }
    expect(seen).toEqual([
      ['script', 0, 0],
      ['voice', 17, 10],
      ['visuals', 33, 40],
      ['music', 50, 82],
      ['thumbnail', 67, 90],
      ['rendering', 83, 96],
      ['ready_for_upload', 100, 108],
    ])
    expect((await studio.read(id)).script.length).toBeGreaterThan(200)
  })

  test('stands in the work queue as a message', async () => {
    const studio = new Studio()
    const id = await studio.video({ channel_id: await studio.channel(), priority: 'high' })
    const { task_id, created_at } = await studio.read(id)
    expect(studio.world.timeline.of('task')).toMatchObject([
      { task_id, video_id: id, action: 'generate', priority: 'high', timestamp: created_at },
    ])
  })

  test('waits while two others are in work, the more urgent ones first', async () => {
    const studio = new Studio()
    const channel_id = await studio.channel()
    const ids: number[] = []
    for (const priority of ['low', 'normal', 'low', 'normal', 'high'] as const) {
      ids.push(await studio.video({ channel_id, priority }))
    }
    await studio.advance(600)
    const begun = await Promise.all(ids.map(async (id) => Date.parse((await studio.read(id)).started_at)))
    const [low = 0, normal = 0, laterLow = 0, laterNormal = 0, high = 0] = begun
    expect(high).toBe(normal)
    expect([normal < laterNormal, laterNormal <= low, low < laterLow]).toEqual([true, true, true])
  })

  test('is gone with its channel, which cannot go while it is in work', async () => {
    const studio = new Studio()
    const channel_id = await studio.channel()
    const id = await studio.video({ channel_id })
    const remove = () => studio.request('DELETE', `/api/v1/channels/${channel_id}`, { token: studio.ada.token })
    for (const seconds of [0, 10]) {
      await studio.advance(seconds)
      expect(await remove()).toMatchObject({ status: 409, body: { code: 'channel_in_use' } })
    }
    await studio.advance(600)
    expect((await remove()).status).toBe(204)
    expect(await studio.read(id)).toMatchObject({ status: 404, code: 'video_not_found' })
  })
})

test('a user who leaves takes their videos along, and those who wait are not held up', async () => {
  const studio = new Studio()
  const mine = await studio.channel()
  for (let count = 0; count < 2; count += 1) await studio.video({ channel_id: mine })
  await studio.advance(5)
  const grace = studio.signIn('grace@example.test')
  const post = (path: string, body: object) => studio.post(`/api/v1/${path}`, body, grace.token)
  const channel = await post('channels', { name: 'Wasp by wasp', niche: 'Wasps', language: 'en' })
  const order = { channel_id: channel.body.id, title: 'Why wasps do not', topic: 'How wasps find their way' }
  const { video_id } = (await post('videos/generate', order)).body
  await studio.advance(5)
  const status = async () => (await studio.get(`/api/v1/videos/${video_id}`, grace.token)).body.status
  expect(await status()).toBe('queued')
  await studio.request('DELETE', `/api/v1/users/${studio.ada.id}`, { token: studio.ada.token })
  await studio.advance(5)
  expect(await status()).toBe('processing')
  expect(studio.world.store.collection('videos').all()).toHaveLength(1)
})

describe('the budget of a video', () => {
  test.each([
    [249, 'ready_for_upload', 249, 0, 0],
    [250, 'ready_for_upload', 250, 1, 0],
    [300, 'ready_for_upload', 300, 1, 0],
    [301, 'failed', 265, 1, 1],
    [340, 'failed', 300, 1, 1],
    [2000, 'failed', 185, 0, 1],
  ])('at %i cents in all', async (price, status, amount, alerts, apologies) => {
    const studio = new Studio()
    studio.price(price)
    const { video, cost } = await made(studio)
    expect([video.status, cost.amount]).toEqual([status, amount])
    expect(cost.alerted_at !== null).toBe(alerts === 1)
    const subjects = studio.inbox.map(({ subject }) => subject)
    expect(subjects.filter((subject) => subject.includes('so far'))).toHaveLength(alerts)
    expect(subjects.filter((subject) => subject.includes('could not be made'))).toHaveLength(apologies)
  })

  test('is not reached by the longest video there is', async () => {
    const studio = new Studio()
    const id = await studio.video({ channel_id: await studio.channel(), duration_seconds: 900 })
    await studio.advance(600)
    expect(await studio.cost(id)).toMatchObject({ amount: 234, alerted_at: null })
  })

  test('says what it would have come to', async () => {
    const studio = new Studio()
    studio.price(340)
    expect((await made(studio)).video.error).toEqual({
      code: 'budget_exceeded',
      detail: 'The rendering would bring this video to $3.40. No video may cost more than $3.00.',
    })
  })

  test('sends no mail to those who want none', async () => {
    const studio = new Studio()
    await studio.request('PUT', '/api/v1/users/settings', {
      token: studio.ada.token,
      body: { ...(await studio.get('/api/v1/users/settings', studio.ada.token)).body, email_notifications: false },
    })
    studio.price(265)
    expect((await made(studio)).cost.alerted_at).not.toBeNull()
    expect(studio.inbox).toEqual([])
  })
})

describe('the script of a video', () => {
  test('is written by the next model where one is down', async () => {
    const studio = new Studio()
    switchOn(studio.world, 'llm.primary-down')
    expect((await made(studio)).video.status).toBe('ready_for_upload')
  })

  test('is written again where a model says nothing, three times at most', async () => {
    const studio = new Studio()
    switchOn(studio.world, 'llm.empty', { provider: 'openai', times: 2 })
    expect((await made(studio)).video.status).toBe('ready_for_upload')
    switchOn(studio.world, 'llm.empty', { provider: 'openai' })
    expect((await made(studio)).video).toMatchObject({ status: 'failed', error: { code: 'all_providers_failed' } })
  })

  test('is what a video fails without, and costs nothing then', async () => {
    const studio = new Studio()
    switchOn(studio.world, 'llm.all-down')
    const { video, cost } = await made(studio)
    expect(video).toMatchObject({ status: 'failed', script: null, error: { code: 'all_providers_failed' } })
    expect(cost).toMatchObject({ amount: 0, components: [] })
  })
})
