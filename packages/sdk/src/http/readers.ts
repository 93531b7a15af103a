import { DecodeError } from './errors.ts'
import type { OperationFeatures } from './operation.ts'

/** Answers that are files. */
export const blob: OperationFeatures = { accept: '*/*', decode: (response) => response.blob() }

/** Answers that are text. */
export const text: OperationFeatures = { accept: 'text/*', decode: (response) => response.text() }

/**
 * Answers that send a browser elsewhere: the value is where to. A page may not see that of a `fetch`; there it has to go to the address itself.
 */
export const location: OperationFeatures = {
  redirect: 'manual',
  decode(response, { call, url }) {
    const target = response.headers.get('location')
    if (!target) throw new DecodeError(call, `a page cannot see where it is sent. Let the browser open ${url}`)
    return target
  },
}
