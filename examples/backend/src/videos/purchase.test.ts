// The limit and the alert, to the cent.
import type { VideoComponent } from '@concord/sdk/types'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createUser } from '../accounts/users.ts'
import { insertChannel } from '../channels/channels.ts'
import { Database } from '../storage/database.ts'
import { PriceList } from './prices.ts'
import { buy } from './purchase.ts'
import { boughtFor, insertVideo, videoById } from './videos.ts'

let database: Database

beforeEach(() => {
  database = new Database(':memory:')
})
afterEach(() => database.close())

/** A video in work whose components cost this. */
function video(prices: Partial<Record<VideoComponent, number>>): number {
  const userId = createUser(database, { email: 'ada@example.test' })?.id ?? 0
  const channel = insertChannel(database, userId, { name: 'Bees', niche: 'Bees', language: 'en' })
  const wanted = { channel_id: channel.id, title: 'Bees', topic: 'Bees' }
  const { id } = insertVideo(database, channel, wanted, new PriceList())
  database.run`update videos set status = 'processing', prices = ${JSON.stringify(prices)} where id = ${id}`
  return id
}

const spent = (id: number) => ({
  amount: videoById(database, id)?.amount,
  bought: boughtFor(database, id).map(({ name, amount }) => [name, amount]),
})

describe('the limit', () => {
  test('is an amount that a video may cost', () => {
    const id = video({ script: 200, voice: 100 })
    buy(database, id, 'script')
    expect(buy(database, id, 'voice')).toMatchObject({ kind: 'bought', video: { amount: 300 } })
  })

  test('is not passed by a cent, and what would pass it is not bought', () => {
    const id = video({ script: 200, voice: 101 })
    buy(database, id, 'script')
    expect(buy(database, id, 'voice')).toEqual({ kind: 'beyond the limit', amount: 301 })
    expect(spent(id)).toEqual({ amount: 200, bought: [['script', 200]] })
  })

  test('is not passed by two together who would each stay within it', () => {
    const id = video({ script: 200, voice: 90, visuals: 90 })
    buy(database, id, 'script')
    expect([buy(database, id, 'voice').kind, buy(database, id, 'visuals').kind]).toEqual(['bought', 'beyond the limit'])
    expect(spent(id).amount).toBe(290)
  })

  test('holds whatever the code forgets', () => {
    const id = video({})
    expect(() => database.run`update videos set amount = 301 where id = ${id}`).toThrow('CHECK constraint failed')
  })
})

describe('the alert', () => {
  test.each([
    [249, false],
    [250, true],
    [300, true],
  ])('at %i cents: %s', (amount, alerts) => {
    const id = video({ script: amount })
    expect(buy(database, id, 'script')).toMatchObject({ kind: 'bought', alerts })
    expect(videoById(database, id)?.alerted_at !== null).toBe(alerts)
  })

  test('comes once', () => {
    const id = video({ script: 250, voice: 10 })
    buy(database, id, 'script')
    const alertedAt = '2025-12-01T15:30:00Z'
    database.run`update videos set alerted_at = ${alertedAt} where id = ${id}`
    expect(buy(database, id, 'voice')).toMatchObject({ alerts: false, video: { alerted_at: alertedAt } })
  })
})

test('the script is there as soon as it is paid, and stays', () => {
  const id = video({ script: 10, voice: 30 })
  expect(buy(database, id, 'script', 'Bees dance.')).toMatchObject({ video: { script: 'Bees dance.', progress: 17 } })
  expect(buy(database, id, 'voice')).toMatchObject({ video: { script: 'Bees dance.', progress: 33 } })
})

test('nothing is bought twice', () => {
  const id = video({ script: 10 })
  buy(database, id, 'script')
  expect(() => buy(database, id, 'script')).toThrow('UNIQUE constraint failed')
  expect(spent(id)).toEqual({ amount: 10, bought: [['script', 10]] })
})

test('nothing is bought for a video that has ended or is gone', () => {
  const id = video({ script: 10 })
  database.run`update videos set status = 'failed' where id = ${id}`
  expect(buy(database, id, 'script')).toEqual({ kind: 'gone' })
  expect(buy(database, 999, 'script')).toEqual({ kind: 'gone' })
  expect(spent(id)).toEqual({ amount: 0, bought: [] })
})
