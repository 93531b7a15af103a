import type { Gateway } from '../control/gateway.ts'
import type { SandboxReply } from '../engine/call.ts'
import { type DoorCapabilities, inexpressible } from './door.ts'
import { connectionError, toResponse } from './reply-response.ts'
import { type FetchCall, fetchCall, sandboxRequest } from './request-parts.ts'

export const inProcessDoor: DoorCapabilities = {
  name: 'sandbox.fetch',
  transport: new Set(['reset', 'hang', 'truncate']),
}

/** As many as the Fetch standard follows. */
const maximumRedirects = 20

/**
 * A `fetch` that ends in the sandbox: no interception, no socket, microseconds. Redirects inside the sandbox are followed as
 * `fetch` follows them; one that leads out of it is an error, because nothing here reaches the network.
 *
 * @param origin resolves relative addresses, as a page's own origin would
 */
export function createFetch(gateway: Gateway, origin: string): typeof fetch {
  return async (input, init) => {
    let call = fetchCall(input, init, origin)
    call.signal?.throwIfAborted()
    for (let redirects = 0; ; redirects += 1) {
      const reply = await abortable(answer(gateway, call), call.signal)
      const next = redirection(call, reply)
      if (next === undefined || call.redirect === 'manual')
        return toResponse(reply, call.url.href, call.method, redirects > 0)
      if (call.redirect === 'error' || redirects === maximumRedirects) {
        throw new TypeError('fetch failed', { cause: new Error(`unexpected redirect to ${next.url.href}`) })
      }
      if (next.url.origin !== call.url.origin) {
        const cause = new Error(
          `the redirect to ${next.url.href} leaves the sandbox; use redirect: 'manual' to look at it`,
        )
        throw new TypeError('fetch failed', { cause })
      }
      call = next
    }
  }
}

async function answer(gateway: Gateway, call: FetchCall): Promise<SandboxReply> {
  const parts = sandboxRequest(call)
  const request = parts instanceof Promise ? await parts : parts
  const reply = await gateway.handle(request)
  await turn()
  const impossible = inexpressible(reply, inProcessDoor)
  if (impossible !== undefined) {
    gateway.refuse(request, impossible)
    throw impossible
  }
  if (reply.transport?.kind === 'reset') {
    throw new TypeError('fetch failed', { cause: connectionError('the connection was reset') })
  }
  if (reply.transport?.kind === 'hang') return new Promise(() => {})
  return reply
}

/** Taken now: timers that a test replaces later would keep every answer back. */
const { setImmediate, setTimeout } = globalThis

/**
 * No `fetch` answers in the same turn of the event loop. Whoever counts on that (what follows a reply at once, such as a webhook, has
 * happened when the client goes on) finds it so here too.
 */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve)
    else setTimeout(resolve, 0)
  })
}

function redirection(call: FetchCall, reply: SandboxReply): FetchCall | undefined {
  const location = reply.headers.location
  if (reply.status < 301 || reply.status > 308 || location === undefined || reply.status === 304) return undefined
  const url = new URL(location, call.url)
  const becomesGet = reply.status === 303 || (call.method === 'POST' && reply.status < 303)
  return becomesGet ? { ...call, url, method: 'GET', body: null } : { ...call, url }
}

function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
