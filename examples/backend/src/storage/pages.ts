import { fault } from '../faults.ts'
/** A page of a list as every operation of the platform gives it. */
export interface Page<Item> {
  readonly items: Item[]
  readonly total: number
  readonly page: number
  readonly per_page: number
}

/** What a list is asked for. */
export interface PageQuery {
  readonly page?: number | undefined
  readonly per_page?: number | undefined
}

/** Where a page begins and how long it is, for `limit` and `offset`. */
export interface Cut {
  readonly limit: number
  readonly offset: number
}

/**
 * Reads one page. A page behind the last one is empty.
 *
 * @param count how many there are in all
 * @param read the rows of the page, in an order that does not change while somebody leafs through
 */
export function pageOf<Item>(
  query: PageQuery,
  count: { total: number } | undefined,
  read: (cut: Cut) => Item[],
): Page<Item> {
  const { page = 1, per_page = 20 } = query
  const limit = fault('per-page-ignored') ? 20 : per_page
  const items = read({ limit, offset: offsetOf(page, per_page) })
  const total = fault('total-of-the-page') ? items.length : (count?.total ?? 0)
  return { items, total, page, per_page }
}

function offsetOf(page: number, perPage: number): number {
  if (fault('page-counted-from-0')) return page * perPage
  return fault('pages-overlap') && page > 1 ? (page - 1) * perPage - 1 : (page - 1) * perPage
}
