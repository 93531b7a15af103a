import { HttpResponse, http, ws } from 'msw'
import type { Gateway } from '../control/gateway.ts'
import type { SandboxRequest } from '../engine/call.ts'
import type { SocketHandle, SocketPeer } from '../engine/socket.ts'
import { isHandshake } from '../engine/sockets.ts'
import { type DoorCapabilities, inexpressible } from './door.ts'
import { toResponse } from './reply-response.ts'

type Handlers = [ReturnType<typeof http.all>, ReturnType<ReturnType<typeof ws.link>['addEventListener']>]
type ConnectionListener = Parameters<ReturnType<typeof ws.link>['addEventListener']>[1]
type Connection = Parameters<ConnectionListener>[0]

/**
 * The sandbox as handlers of MSW: one for every request of the origin and one for every socket. MSW looks through its handlers one by
 * one, so a handler for each operation would cost more than everything that the sandbox does.
 *
 * @example setupServer(...sandboxHandlers(gateway, 'http://localhost:8000', capabilities))
 */
export function sandboxHandlers(gateway: Gateway, origin: string, capabilities: DoorCapabilities): Handlers {
  const sockets = ws.link(`${origin.replace(/^http/, 'ws')}/*`)
  return [
    http.all(`${origin}/*`, async ({ request }) => {
      const asked = await sandboxRequest(request)
      const reply = await gateway.handle(asked)
      const impossible = inexpressible(reply, capabilities)
      if (impossible !== undefined) return toResponse(gateway.refuse(asked, impossible), request.url, request.method)
      if (reply.transport?.kind === 'reset') return HttpResponse.error()
      if (reply.transport?.kind === 'hang') return neverAnswered(request.signal)
      return toResponse(reply, request.url, request.method)
    }),
    sockets.addEventListener('connection', (connection) => connect(gateway, connection)),
  ]
}

async function sandboxRequest(request: Request): Promise<SandboxRequest> {
  const url = new URL(request.url)
  const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer())
  return {
    method: request.method,
    path: url.pathname,
    query: url.search.slice(1),
    headers: Object.fromEntries(request.headers),
    origin: url.origin,
    signal: request.signal,
    ...(body !== undefined && { body }),
  }
}

function neverAnswered(signal: AbortSignal): Promise<Response> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(HttpResponse.error()), { once: true }))
}

function connect(gateway: Gateway, { client, info }: Connection): void {
  let handle: SocketHandle | undefined
  // In order, and with a turn between: MSW forgets what was sent in the same turn as a close.
  let tail: Promise<void> = Promise.resolve()
  const later = (work: () => void) => {
    tail = tail.then(work)
  }
  const terminate = () => {
    endAbnormally(client)
    client.close(1006)
  }
  const peer: SocketPeer = {
    send: (text) => later(() => client.send(text)),
    close: (code, reason) => later(() => client.close(code, reason)),
    terminate: () => later(terminate),
  }
  client.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') later(() => handle?.receive(data))
  })
  client.addEventListener('close', ({ code, reason }) => handle?.closed(code, reason))

  const answer = gateway.connect(socketRequest(client.url, info.protocols))
  const decide = (decided: Awaited<typeof answer>) => {
    if (!isHandshake(decided)) return terminate()
    // A close code travels on an open socket: one that is closed before it opens would lose it.
    client.addEventListener('open', () => {
      handle = decided.accept(peer)
    })
  }
  if (answer instanceof Promise) void answer.then(decide)
  else decide(answer)
}

/** MSW reports every end as a clean one, without an error before it. A connection that is lost looks otherwise. */
function endAbnormally(client: Connection['client']): void {
  const socket = 'socket' in client ? client.socket : undefined
  if (!(socket instanceof EventTarget)) return
  const dispatch = socket.dispatchEvent.bind(socket)
  socket.dispatchEvent = (event) => {
    if (event.type !== 'close') return dispatch(event)
    dispatch(new Event('error'))
    Object.defineProperty(event, 'wasClean', { value: false })
    return dispatch(event)
  }
}

function socketRequest(url: URL, protocols: string | string[] | undefined): SandboxRequest {
  const offered = [protocols ?? []].flat()
  return {
    method: 'GET',
    path: url.pathname,
    query: url.search.slice(1),
    origin: url.origin.replace(/^ws/, 'http'),
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      ...(offered.length > 0 && { 'sec-websocket-protocol': offered.join(', ') }),
    },
  }
}
