/** A page of a list as every operation of the platform gives it. */
export interface Page<Item> {
  readonly items: Item[]
  readonly total: number
  readonly page: number
  readonly per_page: number
}

/**
 * Cuts the page that the query asks for. A page behind the last one is empty.
 *
 * @example pageOf([1, 2, 3], { page: 2, per_page: 2 }) // { items: [3], total: 3, page: 2, per_page: 2 }
 */
export function pageOf<Item>(
  all: readonly Item[],
  query: { readonly page?: number | undefined; readonly per_page?: number | undefined },
): Page<Item> {
  const page = query.page ?? 1
  const perPage = query.per_page ?? 20
  return { items: all.slice((page - 1) * perPage, page * perPage), total: all.length, page, per_page: perPage }
}

/** The latest first, for rows in the order they were made. */
export const newestFirst = <Item>(rows: readonly Item[]): Item[] => [...rows].reverse()
