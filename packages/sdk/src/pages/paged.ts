import type { Core } from '../http/core.ts'
import type { ApiError } from '../http/errors.ts'
import { type ApiPromise, execute } from '../http/execute.ts'
import type { Operation, OperationFeatures } from '../http/operation.ts'

/**
 * A list: `await` gives its first page, `for await` every item of it and of all that follow.
 *
 * @example
 * for await (const document of concord.documents.list({ status: 'completed' })) show(document)
 */
export interface PagePromise<Page, Item, Problem = ApiError> extends ApiPromise<Page, Problem>, AsyncIterable<Item> {
  /** Page by page, from the one that was asked for. Each is fetched when it is wanted. */
  pages(): AsyncIterableIterator<Page>
}

interface ListedPage {
  readonly total?: number
  readonly per_page?: number
  readonly page?: number
}

/** Makes the plain function of a list whose query takes `page` and whose answer says `total`, `page` and `per_page`. */
export function paged<Plain extends (core: Core, ...values: never[]) => unknown>(
  id: string,
  method: string,
  path: string,
  flags = 0,
  features: OperationFeatures & { readonly items?: string } = {},
): Plain {
  const { items = 'items', ...others } = features
  const descriptor: Operation = { id, method, path, flags, ...others }
  const at = path.split('{').length - 1
  const plain = (core: Core, ...values: unknown[]) => {
    const first = execute(core, descriptor, values)
    async function* pages() {
      const itemsOf = (page: ListedPage) => (page as Record<string, unknown[]>)[items] ?? []
      let page = (await first) as ListedPage
      const query = values[at] as { page?: number } | undefined
      for (let number = page.page ?? query?.page ?? 1; ; number++) {
        yield page
        // An empty page ends the list even where the total says otherwise: it may have shrunk meanwhile.
        const seen = number * (page.per_page ?? itemsOf(page).length)
        if (itemsOf(page).length === 0 || seen >= (page.total ?? 0)) return
        const next = [...values]
        next[at] = { ...query, page: number + 1 }
        page = (await execute(core, descriptor, next)) as ListedPage
      }
    }
    return Object.assign(first, {
      pages,
      async *[Symbol.asyncIterator]() {
        for await (const page of pages()) yield* (page as Record<string, unknown[]>)[items] ?? []
      },
    })
  }
  // The generated file states the signature; the descriptor beside it is what makes it true.
  return plain as unknown as Plain
}
