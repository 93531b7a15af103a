import { Call } from '../http/call.ts'
import type { Core } from '../http/core.ts'
import { AbortedError, DecodeError, NetworkError, RequestError, SessionError } from '../http/errors.ts'
import { pathOf } from '../http/url.ts'

/** What a single socket may say differently from its client. */
export interface SocketOptions {
  /** Closes the socket. */
  readonly signal?: AbortSignal | undefined
}

/**
 * An open socket: an async iterator over what the server says, until either side closes. Messages that nobody has taken yet wait.
 * It does not reconnect; `jobs.watch` does.
 */
export interface Socket<Incoming, Outgoing> extends AsyncIterableIterator<Incoming> {
  send(message: Outgoing): void
  close(code?: number, reason?: string): void
  /** Why it is closed; nothing while it is open. */
  readonly closed: SocketClosed | undefined
}

/** How a socket ended. */
export interface SocketClosed {
  /** 1006 when the connection was lost. */
  readonly code: number
  readonly reason: string
}

/** Makes the plain function of an operation that opens a socket. The access token goes into the address, because a browser's socket has no headers. */
export function socket<Plain extends (core: Core, ...values: never[]) => unknown>(id: string, path: string): Plain {
  const values = path.split('{').length - 1
  const plain = (core: Core, ...given: unknown[]) =>
    open(core, id, path, given.slice(0, values), given[values] as SocketOptions | undefined)
  // The generated file states the signature; the path beside it is what makes it true.
  return plain as unknown as Plain
}

async function open(
  core: Core,
  id: string,
  path: string,
  values: readonly unknown[],
  { signal }: SocketOptions = {},
): Promise<Socket<unknown, unknown>> {
  const call = new Call(core, id, { signal }, undefined)
  const { WebSocket } = core
  try {
    if (!WebSocket)
      throw new RequestError(call, 'there is no WebSocket here. Give one to the client: `new Concord({ WebSocket })`.')
    const token = await tokenFor(call)
    const address = new URL(core.baseUrl + pathOf(path, values), globalThis.location?.href)
    address.protocol = address.protocol.replace('http', 'ws')
    if (token) address.searchParams.set('token', token)
    return await connected(call, connectionTo(call, WebSocket, address), signal)
  } finally {
    call.close()
  }
}

/** A page may not open every socket; that it throws at once is no other failure than one that comes later. */
function connectionTo(call: Call, Connection: typeof WebSocket, address: URL): WebSocket {
  try {
    return new Connection(address)
  } catch (cause) {
    throw new NetworkError(call, cause)
  }
}

async function tokenFor(call: Call): Promise<string | undefined> {
  try {
    return await call.core.session.token()
  } catch (cause) {
    throw new SessionError(call, cause)
  }
}

function connected(
  call: Call,
  connection: WebSocket,
  signal: AbortSignal | undefined,
): Promise<Socket<unknown, unknown>> {
  const messages: unknown[] = []
  const takers: (() => void)[] = []
  let closed: SocketClosed | undefined
  let failed: unknown
  const wake = () => {
    for (const taker of takers.splice(0)) taker()
  }
  const abort = () => {
    failed = new AbortedError(call, signal?.reason)
    connection.close(1000)
    closed ??= { code: 1000, reason: 'aborted' }
    wake()
  }
  connection.addEventListener('message', ({ data }: MessageEvent) => {
    if (closed) return
    try {
      messages.push(JSON.parse(String(data)))
    } catch (cause) {
      failed = new DecodeError(call, 'a message of the socket is not JSON.', cause)
      opened.close(4000, 'not JSON')
    }
    wake()
  })
  connection.addEventListener('close', ({ code, reason }: CloseEvent) => {
    signal?.removeEventListener('abort', abort)
    closed ??= { code, reason }
    wake()
  })
  const opened: Socket<unknown, unknown> = {
    get closed() {
      return closed
    },
    send: (message) => connection.send(JSON.stringify(message)),
    close(code = 1000, reason = '') {
      closed ??= { code, reason }
      connection.close(code, reason)
      wake()
    },
    async next() {
      while (messages.length === 0) {
        if (failed) throw failed
        if (closed) return { done: true, value: undefined }
        await new Promise<void>((resolve) => takers.push(resolve))
      }
      return { done: false, value: messages.shift() }
    },
    async return() {
      opened.close()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]: () => opened,
  }
  return call.wait((resolve, reject) => {
    const ready = () => {
      signal?.addEventListener('abort', abort)
      resolve(opened)
    }
    const lost = ({ code, reason }: CloseEvent) =>
      reject(new NetworkError(call, new Error(`The socket closed with ${code}. ${reason}`)))
    connection.addEventListener('open', ready)
    connection.addEventListener('close', lost)
    return (unused) => {
      connection.removeEventListener('open', ready)
      connection.removeEventListener('close', lost)
      if (unused) connection.close()
    }
  })
}
