// Who is begun first, and how many at once.
import type { VideoPriority } from '@concord/sdk/types'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createUser } from '../accounts/users.ts'
import { insertChannel } from '../channels/channels.ts'
import { Database } from '../storage/database.ts'
import { PriceList } from './prices.ts'
import { insertVideo } from './videos.ts'
import { enqueue, inWork, leave, takeNext } from './work-queue.ts'

let database: Database

beforeEach(() => {
  database = new Database(':memory:')
})
afterEach(() => database.close())

/** Orders videos; their ids count from 1. */
function order(...priorities: readonly VideoPriority[]): void {
  const userId = createUser(database, { email: 'ada@example.test' })?.id ?? 0
  const channel = insertChannel(database, userId, { name: 'Bees', niche: 'Bees', language: 'en' })
  for (const priority of priorities) {
    const wanted = { channel_id: channel.id, title: 'Bees', topic: 'Bees', priority }
    enqueue(database, insertVideo(database, channel, wanted, new PriceList()))
  }
}

test('the more urgent are begun first, among equals the older', () => {
  order('low', 'normal', 'high', 'low', 'high', 'normal')
  const begun: (number | undefined)[] = []
  for (let turn = 0; turn < 6; turn++) {
    const id = takeNext(database)
    begun.push(id)
    leave(database, id ?? 0)
  }
  expect(begun).toEqual([3, 5, 2, 6, 1, 4])
})

test('two are in work at once, and the next begins when one of them ends', () => {
  order('normal', 'normal', 'normal')
  expect([takeNext(database), takeNext(database), takeNext(database)]).toEqual([1, 2, undefined])
  leave(database, 1)
  expect([takeNext(database), takeNext(database)]).toEqual([3, undefined])
  expect(inWork(database)).toEqual([2, 3])
})

test('what is in work keeps its place, however urgent another is', () => {
  order('low', 'low', 'high')
  leave(database, 3)
  expect([takeNext(database), takeNext(database)]).toEqual([1, 2])
  expect(takeNext(database)).toBeUndefined()
})

test('a video that goes with its user leaves the queue', () => {
  order('normal', 'normal', 'normal')
  takeNext(database)
  database.run`delete from users`
  expect([inWork(database), takeNext(database)]).toEqual([[], undefined])
})
