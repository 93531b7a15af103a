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
  return { items: read({ limit: per_page, offset: (page - 1) * per_page }), total: count?.total ?? 0, page, per_page }
}
