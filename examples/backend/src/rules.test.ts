// Rules with edges, case by case. What shows over HTTP is the contracts' business.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { forgetOldActivity, logActivity } from './accounts/activity.ts'
import { createUser } from './accounts/users.ts'
import { estimateFor, sectionsFor } from './documents/estimate.ts'
import { seedFault } from './faults.ts'
import { RateLimits } from './http/rate-limits.ts'
import { isDeliverable } from './jobs/delivery.ts'
import { days, seconds, timestamp } from './storage/clock.ts'
import { Database } from './storage/database.ts'
import { Turns } from './storage/turns.ts'

test.each([
  [50, 50, true],
  [43, 50, true],
  [42, 50, false],
  [17, 20, true],
  [16, 20, false],
  [0, 1, false],
])('%i of %i sections are delivered: %s', (completed, total, delivered) => {
  expect(isDeliverable(completed, total)).toBe(delivered)
})

test.each([
  [1, 1, 1, 1],
  [10, 1, 1, 1],
  [50, 3, 2, 4],
  [100, 5, 4, 6],
  [125, 6, 5, 7],
  [200, 10, 8, 12],
])('%i pages take %i minutes, %i to %i', (pages, minutes, least, most) => {
  const wanted = { target_pages: pages, estimated_minutes: minutes, min_minutes: least, max_minutes: most }
  expect(estimateFor(pages)).toEqual(wanted)
})

test.each([
  [1, 1],
  [50, 50],
  [200, 50],
])('%i pages have %i sections', (pages, sections) => expect(sectionsFor(pages)).toBe(sections))

test('a payment has one job and one refund that is not rejected, whatever the code forgets', () => {
  const database = new Database(':memory:')
  const now = '2025-12-01T15:30:00Z'
  const job = () => database.run`
    insert into jobs (user_id, document_id, payment_id, total_sections, created_at, updated_at)
    values (1, 1, 1, 10, ${now}, ${now})`
  job()
  expect(job).toThrow('UNIQUE constraint failed: jobs.payment_id')
  database.run`
    insert into payments (user_id, document_id, payment_intent_id, client_secret, amount, currency, intent_status,
                          created_at, updated_at)
    values (1, 1, 'pi_1', '', 500, 'eur', 'succeeded', ${now}, ${now})`
  const refund = (status: string) => database.run`
    insert into refunds (payment_id, user_id, amount, currency, reason, status, created_at, updated_at)
    values (1, 1, 500, 'eur', 'Bees', ${status}, ${now}, ${now})`
  refund('rejected')
  refund('pending')
  expect(() => refund('approved')).toThrow('UNIQUE constraint failed: refunds.payment_id')
  expect(() => database.run`update payments set amount_refunded = 501`).toThrow('CHECK constraint failed')
  database.close()
})

test('a database from before there were videos gets their tables, and keeps what it has', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'database-'))
  const path = join(folder, 'old.sqlite')
  const old = new DatabaseSync(path)
  old.exec(await readFile(new URL('storage/schema.sql', import.meta.url), 'utf8'))
  old.exec("pragma user_version = 1; insert into feature_flags values ('bees', 'Bees', 1, '')")
  old.close()
  for (let start = 1; start <= 2; start++) {
    const database = new Database(path)
    expect(database.one`select key from feature_flags`).toEqual({ key: 'bees' })
    expect(database.all`select * from videos`).toEqual([])
    database.close()
  }
  await rm(folder, { recursive: true })
})

test('a transaction that fails leaves nothing, and one inside another fails alone', () => {
  const database = new Database(':memory:')
  const note = (key: string) => database.run`insert into feature_flags values (${key}, ${key}, 0, '')`
  const keys = () => database.all<{ key: string }>`select key from feature_flags order by key`.map(({ key }) => key)
  const broken = (key: string) => () => {
    note(key)
    throw new Error('broken')
  }
  expect(() => database.transaction(broken('a'))).toThrow('broken')
  database.transaction(() => {
    note('b')
    expect(() => database.transaction(broken('c'))).toThrow('broken')
  })
  expect(keys()).toEqual(['b'])
  database.close()
})

test('two never work on the same thing, and one that fails does not hold up the next', async () => {
  const turns = new Turns()
  const events: string[] = []
  const work = (name: string) => async () => {
    events.push(`${name} begins`)
    await Promise.resolve()
    events.push(`${name} ends`)
    if (name === 'first') throw new Error('broken')
  }
  const both = await Promise.allSettled([
    turns.take('document:1', work('first')),
    turns.take('document:1', work('second')),
  ])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  expect(events).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
})

test('a limit counts each caller alone, and lets all pass while its store is down', () => {
  const limits = new RateLimits()
  const count = (who: string) => limits.count({ limit: 2, seconds: 60 }, who)?.exceeded
  expect([count('user 1'), count('user 1'), count('user 1'), count('user 2')]).toEqual([false, false, true, false])
  limits.store = {
    hit() {
      throw new Error('The store is down.')
    },
  }
  expect(count('user 1')).toBeUndefined()
})

test('a fault that does not exist is refused', () => {
  expect(() => seedFault('no-such-fault')).toThrow('FAULT=no-such-fault is not a fault of this backend')
})

test('activity is forgotten after as many days as the settings say', () => {
  const database = new Database(':memory:')
  const userId = createUser(database, { email: 'ada@example.test' })?.id ?? 0
  const left = (age: number): number => {
    logActivity(database, userId, 'user.signed_in', { type: 'user', id: userId })
    database.run`update activities set created_at = ${timestamp(Date.now() - age)}`
    forgetOldActivity(database)
    return database.all`select id from activities`.length
  }
  expect(left(90 * days + 2 * seconds)).toBe(0)
  expect(left(89 * days)).toBe(1)
  database.run`
    insert into platform_settings (id, support_email, activity_retention_days) values (1, 'help@example.test', 30)`
  expect(left(31 * days)).toBe(0)
})
