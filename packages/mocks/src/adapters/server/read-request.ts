import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SandboxRequest } from '../../engine/call.ts'

/** Node's request as the engine sees it. */
export function sandboxRequest(
  incoming: IncomingMessage,
  response: ServerResponse | undefined,
  body?: Uint8Array,
  tooLargeFor?: number,
): SandboxRequest {
  const target = pathAndQuery(incoming.url ?? '/')
  const mark = target.indexOf('?')
  return new NodeRequest(
    incoming.method ?? 'GET',
    mark === -1 ? target : target.slice(0, mark),
    mark === -1 ? '' : target.slice(mark + 1),
    incoming.headers as Readonly<Record<string, string>>,
    body,
    tooLargeFor,
    response,
  )
}

/** A class, so that the abort signal and the origin cost nothing where nobody asks for them. */
class NodeRequest implements SandboxRequest {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  declare readonly body?: Uint8Array
  declare readonly tooLargeFor?: number
  readonly #response: ServerResponse | undefined
  #signal: AbortSignal | undefined

  constructor(
    method: string,
    path: string,
    query: string,
    headers: Readonly<Record<string, string>>,
    body: Uint8Array | undefined,
    tooLargeFor: number | undefined,
    response: ServerResponse | undefined,
  ) {
    this.method = method
    this.path = path
    this.query = query
    this.headers = headers
    if (body !== undefined) this.body = body
    if (tooLargeFor !== undefined) this.tooLargeFor = tooLargeFor
    this.#response = response
  }

  get origin(): string {
    return `http://${this.headers.host ?? 'localhost'}`
  }

  get signal(): AbortSignal {
    if (this.#signal !== undefined) return this.#signal
    const controller = new AbortController()
    const response = this.#response
    if (response?.destroyed === true) controller.abort()
    else response?.once('close', () => response.writableFinished || controller.abort())
    this.#signal = controller.signal
    return this.#signal
  }
}

/** A proxy writes the whole address into the request line. */
function pathAndQuery(target: string): string {
  if (target.startsWith('/')) return target
  if (!URL.canParse(target)) return '/'
  const url = new URL(target)
  return url.pathname + url.search
}

/** True when a body follows the head. */
export function hasBody(incoming: IncomingMessage): boolean {
  const length = incoming.headers['content-length']
  return (length !== undefined && length !== '0') || incoming.headers['transfer-encoding'] !== undefined
}

/**
 * Reads the body to its end. Told by a callback, in the turn in which the body ends: every call with a body waits for this, and a promise
 * would cost it more than the reading does.
 *
 * @param done given the body, or `'too-large'` as soon as it is known to exceed the limit; never called when the client goes away before
 */
export function readBody(
  incoming: IncomingMessage,
  limit: number,
  done: (body: Uint8Array | 'too-large') => void,
): void {
  if (Number(incoming.headers['content-length'] ?? 0) > limit) {
    done('too-large')
    return
  }
  const chunks: Buffer[] = []
  let size = 0
  const collect = (chunk: Buffer) => {
    size += chunk.byteLength
    chunks.push(chunk)
    if (size > limit) {
      incoming.off('data', collect).off('end', end)
      done('too-large')
    }
  }
  const end = () => done(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks))
  incoming.on('data', collect).on('end', end)
}
