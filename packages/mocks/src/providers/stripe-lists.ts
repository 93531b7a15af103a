import type { Row } from '../world/store.ts'
import { refused } from './stripe-errors.ts'

/** What every list of Stripe takes. Times are text, as they come in a query. */
export interface ListQuery {
  readonly limit?: number
  readonly starting_after?: string
  readonly ending_before?: string
  readonly created?: { readonly gt?: string; readonly gte?: string; readonly lt?: string; readonly lte?: string }
}

/** A page as Stripe gives it. */
export interface StripeList<Item> {
  readonly object: 'list'
  readonly data: Item[]
  readonly has_more: boolean
  readonly url: string
}

interface Listed extends Row {
  readonly id: string
  readonly created: number
}

/** Cuts a page out of rows in the order they were made; it goes from the newest to the oldest. */
export function listOf<Item extends Listed>(
  call: { readonly query: ListQuery; problem(code: string): Error },
  rows: readonly Item[],
  url: string,
): StripeList<Item> {
  const { limit = 10, starting_after, ending_before, created } = call.query
  const newest = rows.filter(isWithin(created)).reverse()
  const place = (id: string, param: string): number => {
    const index = newest.findIndex((row) => row.id === id)
    if (index < 0)
      throw refused(call, 'validation_failed', { code: 'resource_missing', param, message: `No such object: '${id}'` })
    return index
  }
  const from = starting_after === undefined ? 0 : place(starting_after, 'starting_after') + 1
  const to = ending_before === undefined ? newest.length : place(ending_before, 'ending_before')
  const rest = newest.slice(from, to)
  // Going backwards, the page is the one that ends right before the object.
  const data = ending_before === undefined ? rest.slice(0, limit) : rest.slice(-limit)
  return { object: 'list', data, has_more: rest.length > data.length, url }
}

function isWithin(created: ListQuery['created']): (row: Listed) => boolean {
  const { gt = -1, gte = 0, lt = Infinity, lte = Infinity } = created ?? {}
  return (row) =>
    row.created > Number(gt) && row.created >= Number(gte) && row.created < Number(lt) && row.created <= Number(lte)
}
