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

/**
 * Cuts the page that the query asks for. A page behind the last one is empty.
 *
 * @example pageOf([1, 2, 3], { page: 2, per_page: 2 }) // { items: [3], total: 3, page: 2, per_page: 2 }
 */
export function pageOf<Item>(all: readonly Item[], query: PageQuery): Page<Item> {
  const { page = 1, per_page = 20 } = query
  return { items: all.slice((page - 1) * per_page, page * per_page), total: all.length, page, per_page }
}

/**
 * The same for rows in the order they were made, the latest first. Only the rows of the page are looked at.
 *
 * @param view what is shown of a row
 * @example newestPageOf([1, 2, 3], { per_page: 2 }) // { items: [3, 2], total: 3, page: 1, per_page: 2 }
 */
export function newestPageOf<Row>(rows: readonly Row[], query: PageQuery): Page<Row>
export function newestPageOf<Row, Item>(rows: readonly Row[], query: PageQuery, view: (row: Row) => Item): Page<Item>
export function newestPageOf<Row>(rows: readonly Row[], query: PageQuery, view?: (row: Row) => unknown): Page<unknown> {
  const { page = 1, per_page = 20 } = query
  const end = Math.max(0, rows.length - (page - 1) * per_page)
  const found = rows.slice(Math.max(0, end - per_page), end).reverse()
  return { items: view ? found.map(view) : found, total: rows.length, page, per_page }
}
