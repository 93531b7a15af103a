import { expect, test } from 'vitest'
import { coreOf, json, problem, serverOf } from '../../test/stub.ts'
import type { Core } from '../http/core.ts'
import type { CallOptions } from '../http/request.ts'
import { type PagePromise, paged } from './paged.ts'

interface Page {
  readonly items: readonly number[]
  readonly total: number
  readonly page: number
  readonly per_page: number
}
const list: (
  core: Core,
  query?: { page?: number; per_page?: number; status?: string },
  options?: CallOptions,
) => PagePromise<Page, number> = paged('things.list', 'GET', '/things', 2)

/** Numbers from 1, a few a page. */
const numbers = (total: number) =>
  serverOf(({ url }) => {
    const query = new URL(url).searchParams
    const page = Number(query.get('page') ?? 1)
    const per_page = Number(query.get('per_page') ?? 2)
    const items = Array.from({ length: total }, (_, index) => index + 1).slice((page - 1) * per_page, page * per_page)
    return json({ items, total, page, per_page })
  })

const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

test('await gives the first page, with one request', async () => {
  const server = numbers(5)
  await expect(list(coreOf(server))).resolves.toEqual({ items: [1, 2], total: 5, page: 1, per_page: 2 })
  expect(server.seen).toHaveLength(1)
})

test.each([
  [0, [], 1],
  [2, [1, 2], 1],
  [5, [1, 2, 3, 4, 5], 3],
])('for await gives all of %d items', async (total, wanted, requests) => {
  const server = numbers(total)
  await expect(all(list(coreOf(server)))).resolves.toEqual(wanted)
  expect(server.seen).toHaveLength(requests)
})

test('every page keeps the rest of the query and the options', async () => {
  const server = numbers(5)
  await all(list(coreOf(server), { status: 'draft', per_page: 3 }, { headers: { 'x-trace': '1' } }))
  expect(server.seen.map(({ url }) => new URL(url).search)).toEqual([
    '?status=draft&per_page=3',
    '?status=draft&per_page=3&page=2',
  ])
  expect(server.seen.every(({ headers }) => headers['x-trace'] === '1')).toBe(true)
})

test('a later first page goes on from there', async () => {
  await expect(all(list(coreOf(numbers(5)), { page: 2 }))).resolves.toEqual([3, 4, 5])
})

test('pages() gives pages, and fetches none that nobody wants', async () => {
  const server = numbers(100)
  for await (const page of list(coreOf(server)).pages()) if (page.page === 2) break
  expect(server.seen).toHaveLength(2)
})

test('a list that shrinks meanwhile ends', async () => {
  const server = serverOf((_, count) => json({ items: count < 3 ? [count] : [], total: 100, page: count, per_page: 1 }))
  await expect(all(list(coreOf(server)))).resolves.toEqual([1, 2])
  expect(server.seen).toHaveLength(3)
})

test('an error in the middle is thrown where it happens', async () => {
  const server = serverOf((_, count) =>
    count === 2 ? problem(403, 'not_authorized') : json({ items: [count], total: 3, page: count, per_page: 1 }),
  )
  const found: number[] = []
  await expect(async () => {
    for await (const item of list(coreOf(server))) found.push(item)
  }).rejects.toMatchObject({ code: 'not_authorized' })
  expect(found).toEqual([1])
  await expect(list(coreOf(serverOf(() => problem(403, 'not_authorized')))).result()).resolves.toMatchObject({
    ok: false,
  })
})
