import type { Gateway } from '../control/gateway.ts'
import type { SandboxRequest } from '../engine/call.ts'
import type { SocketHandle, SocketPeer } from '../engine/socket.ts'
import { isHandshake } from '../engine/sockets.ts'

/**
 * A `WebSocket` class whose sockets end in the sandbox. Events come as the DOM's do: `open` before the first `message`, every
 * message before `close`, and none of them in the middle of the code that caused them.
 *
 * @param origin resolves relative addresses, as a page's own origin would
 */
export function createWebSocket(gateway: Gateway, origin: string): typeof WebSocket {
  return class SandboxWebSocket extends SocketBase {
    constructor(url: string | URL, protocols: string | string[] = []) {
      super(gateway, socketAddress(url, origin), [protocols].flat())
    }
  }
}

function socketAddress(url: string | URL, origin: string): URL {
  const address = new URL(url, origin)
  if (address.protocol === 'http:') address.protocol = 'ws:'
  if (address.protocol === 'https:') address.protocol = 'wss:'
  if (address.protocol !== 'ws:' && address.protocol !== 'wss:') {
    throw new DOMException(`The address of a socket begins with ws: or wss:, not ${address.protocol}`, 'SyntaxError')
  }
  if (address.hash !== '') throw new DOMException('The address of a socket has no fragment.', 'SyntaxError')
  return address
}

const CONNECTING = 0
const OPEN = 1
const CLOSING = 2
const CLOSED = 3

type Listener<E extends Event> = ((this: WebSocket, event: E) => unknown) | null

class SocketBase extends EventTarget implements WebSocket {
  static readonly CONNECTING = CONNECTING
  static readonly OPEN = OPEN
  static readonly CLOSING = CLOSING
  static readonly CLOSED = CLOSED
  readonly CONNECTING = CONNECTING
  readonly OPEN = OPEN
  readonly CLOSING = CLOSING
  readonly CLOSED = CLOSED

  readonly url: string
  readonly protocol = ''
  readonly extensions = ''
  readonly bufferedAmount = 0
  binaryType: BinaryType = 'blob'
  #state: 0 | 1 | 2 | 3 = CONNECTING
  #handle: SocketHandle | undefined
  #tail: Promise<void> = Promise.resolve()
  readonly #handlers = new Map<string, (event: Event) => void>()

  constructor(gateway: Gateway, address: URL, protocols: readonly string[]) {
    super()
    this.url = address.href
    this.#tail = this.#connect(gateway, socketRequest(address, protocols))
  }

  get readyState(): 0 | 1 | 2 | 3 {
    return this.#state
  }

  send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
    if (this.#state === CONNECTING) throw new DOMException('The socket is not open yet.', 'InvalidStateError')
    if (typeof data !== 'string') throw new TypeError('The sandbox speaks text on its sockets; send a string.')
    if (this.#state !== OPEN) return
    this.#later(() => this.#handle?.receive(data))
  }

  close(code?: number, reason = ''): void {
    if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) {
      throw new DOMException(`A client closes with 1000 or 3000 to 4999, not ${code}.`, 'InvalidAccessError')
    }
    if (this.#state >= CLOSING) return
    const opened = this.#state === OPEN
    this.#state = CLOSING
    this.#later(() => {
      this.#handle?.closed(code ?? 1005, reason)
      if (!opened) this.dispatchEvent(new Event('error'))
      this.#end(opened ? (code ?? 1005) : 1006, opened ? reason : '', opened)
    })
  }

  async #connect(gateway: Gateway, request: SandboxRequest): Promise<void> {
    const answer = await gateway.connect(request)
    if (this.#state !== CONNECTING) return
    if (!isHandshake(answer)) {
      this.#fail()
      return
    }
    this.#state = OPEN
    this.dispatchEvent(new Event('open'))
    if (this.readyState === OPEN) this.#handle = answer.accept(this.#peer())
  }

  #peer(): SocketPeer {
    return {
      send: (text) => {
        this.#later(() => {
          if (this.#state === OPEN)
            this.dispatchEvent(new MessageEvent('message', { data: text, origin: new URL(this.url).origin }))
        })
      },
      close: (code, reason) => this.#later(() => this.#end(code, reason, true)),
      terminate: () => this.#later(() => this.#fail()),
    }
  }

  /** In order, and never inside the code that caused it. A listener that throws is reported and stops nothing. */
  #later(work: () => void): void {
    this.#tail = this.#tail.then(work).catch(reportLater)
  }

  #fail(): void {
    if (this.#state === CLOSED) return
    this.#state = CLOSING
    this.dispatchEvent(new Event('error'))
    this.#end(1006, '', false)
  }

  #end(code: number, reason: string, wasClean: boolean): void {
    if (this.#state === CLOSED) return
    this.#state = CLOSED
    this.dispatchEvent(closeEvent(code, reason, wasClean))
  }

  get onopen(): Listener<Event> {
    return this.#handler('open')
  }
  set onopen(listener: Listener<Event>) {
    this.#setHandler('open', listener)
  }
  get onmessage(): Listener<MessageEvent> {
    return this.#handler('message')
  }
  set onmessage(listener: Listener<MessageEvent>) {
    this.#setHandler('message', listener)
  }
  get onclose(): Listener<CloseEvent> {
    return this.#handler('close')
  }
  set onclose(listener: Listener<CloseEvent>) {
    this.#setHandler('close', listener)
  }
  get onerror(): Listener<Event> {
    return this.#handler('error')
  }
  set onerror(listener: Listener<Event>) {
    this.#setHandler('error', listener)
  }

  #handler<E extends Event>(type: string): Listener<E> {
    return (this.#handlers.get(type) as Listener<E> | undefined) ?? null
  }

  #setHandler<E extends Event>(type: string, listener: Listener<E>): void {
    const old = this.#handlers.get(type)
    if (old !== undefined) this.removeEventListener(type, old)
    this.#handlers.delete(type)
    if (typeof listener !== 'function') return
    this.#handlers.set(type, listener as (event: Event) => void)
    this.addEventListener(type, listener as (event: Event) => void)
  }
}

/** Node 22 has the socket's other events but not this one. */
function closeEvent(code: number, reason: string, wasClean: boolean): Event {
  if (typeof CloseEvent === 'function') return new CloseEvent('close', { code, reason, wasClean })
  return Object.assign(new Event('close'), { code, reason, wasClean })
}

function socketRequest(address: URL, protocols: readonly string[]): SandboxRequest {
  return {
    method: 'GET',
    path: address.pathname,
    query: address.search.slice(1),
    origin: `${address.protocol === 'wss:' ? 'https:' : 'http:'}//${address.host}`,
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      ...(protocols.length > 0 && { 'sec-websocket-protocol': protocols.join(', ') }),
    },
  }
}

function reportLater(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
