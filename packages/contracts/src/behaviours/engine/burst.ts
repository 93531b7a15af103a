import { connect as connectPlain, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { connect as connectSecure } from 'node:tls'
import { NoReply, type Reply } from '../../backend/backend.ts'
import { parsed, reasonOf } from '../../backend/http-text.ts'
import type { ReceivedResponse, SentRequest } from '../../backend/sent-request.ts'

const PATIENCE = 15_000
/** So that the backend has taken every connection and read what came over it: bytes that left are not yet bytes that were read. */
const SETTLING = 20

/**
 * Sends requests that arrive together: each goes over a connection of its own, all but its last byte, and when every one of them
 * is there the last bytes leave in one turn. So the backend has them all at once, however long a connection takes to open.
 *
 * @returns the answers in the order of the requests
 * @throws NoReply when one of them is not answered
 *
 * @example
 * const answers = await burst([request, request, request])
 */
export async function burst(requests: readonly SentRequest[]): Promise<readonly Reply[]> {
  const ready = await Promise.all(requests.map(allButTheLastByte))
  await wait(SETTLING)
  const started = performance.now()
  for (const { socket, last } of ready) socket.write(last)
  return Promise.all(
    ready.map(async ({ sent, answered }): Promise<Reply> => {
      const received = readResponse(await answered)
      if (received === undefined) throw new NoReply(`${sent.method} ${sent.url} was not answered in HTTP.`, sent)
      return {
        ...received,
        sent,
        milliseconds: performance.now() - started,
        json: parsed(received.body.toString()),
      }
    }),
  )
}

interface Ready {
  readonly sent: SentRequest
  readonly socket: Socket
  readonly last: Buffer
  readonly answered: Promise<Buffer>
}

function allButTheLastByte(sent: SentRequest): Promise<Ready> {
  const { hostname, port, protocol } = new URL(sent.url)
  const secure = protocol === 'https:'
  const address = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (secure ? 443 : 80) }
  return new Promise((resolve, reject) => {
    const socket = secure ? connectSecure({ ...address, servername: hostname }) : connectPlain(address)
    const failed = (error: unknown): NoReply =>
      new NoReply(`${sent.method} ${sent.url} was not answered: ${reasonOf(error)}.`, sent)
    socket.setNoDelay(true)
    const answered = new Promise<Buffer>((whole, broken) => {
      const chunks: Buffer[] = []
      const timer = setTimeout(
        () => socket.destroy(new Error(`the whole answer did not come within ${PATIENCE / 1000} s`)),
        PATIENCE,
      )
      socket.on('data', (chunk: Buffer) => chunks.push(chunk))
      socket.on('error', (error) => broken(failed(error)))
      socket.on('close', () => {
        clearTimeout(timer)
        whole(Buffer.concat(chunks))
      })
    })
    // Whoever waits hears of it below; before that nobody listens.
    answered.catch((error: unknown) => reject(error))
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      const bytes = written(sent)
      const last = bytes.subarray(-1)
      socket.write(bytes.subarray(0, -1), () => resolve({ sent, socket, last, answered }))
    })
  })
}

function written({ method, url, headers, body }: SentRequest): Buffer {
  const { host, pathname, search } = new URL(url)
  const bodied = body.length > 0 || /^(POST|PUT|PATCH)$/.test(method)
  const all = { ...headers, host, connection: 'close', ...(bodied && { 'content-length': String(body.length) }) }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.concat([
    Buffer.from(`${method} ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'),
    body,
  ])
}

/** An answer that ended with its connection; undefined when it is no HTTP. */
function readResponse(bytes: Buffer): ReceivedResponse | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  const [first = '', ...lines] = bytes.subarray(0, Math.max(end, 0)).toString('latin1').split('\r\n')
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1])
  if (!(status >= 200)) return undefined
  const headers: Record<string, string> = {}
  for (const line of lines) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    const value = line.slice(colon + 1).trim()
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`
  }
  const body = bytes.subarray(end + 4)
  const chunked = /chunked/i.test(headers['transfer-encoding'] ?? '')
  return { status, headers, body: chunked ? withoutChunks(body) : body }
}

function withoutChunks(body: Buffer): Buffer {
  const parts: Buffer[] = []
  let at = 0
  for (;;) {
    const lineEnd = body.indexOf('\r\n', at)
    const size = lineEnd === -1 ? 0 : Number.parseInt(body.subarray(at, lineEnd).toString('latin1'), 16)
    if (!(size > 0)) return Buffer.concat(parts)
    parts.push(body.subarray(lineEnd + 2, lineEnd + 2 + size))
    at = lineEnd + 2 + size + 2
  }
}
