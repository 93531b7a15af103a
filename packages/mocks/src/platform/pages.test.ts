import { expect, test } from 'vitest'
import { newestPageOf, pageOf } from './pages.ts'

const rows = [1, 2, 3, 4, 5]

test.each([
  [{}, [1, 2, 3, 4, 5], [5, 4, 3, 2, 1]],
  [{ per_page: 2 }, [1, 2], [5, 4]],
  [{ page: 2, per_page: 2 }, [3, 4], [3, 2]],
  [{ page: 3, per_page: 2 }, [5], [1]],
  [{ page: 4, per_page: 2 }, [], []],
  [{ page: 99, per_page: 100 }, [], []],
])('%o', (query, oldestFirst, newestFirst) => {
  expect(pageOf(rows, query)).toMatchObject({ items: oldestFirst, total: 5 })
  expect(newestPageOf(rows, query)).toMatchObject({ items: newestFirst, total: 5 })
  expect(newestPageOf(rows, query, String).items).toEqual(newestFirst.map(String))
})
