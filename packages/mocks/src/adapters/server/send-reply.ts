import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SandboxReply, TransportEffect } from '../../engine/call.ts'
import { beginningOf, chunksOf } from '../reply-response.ts'

/**
 * Writes an answer, and does to the connection what its fault asks for. A whole answer is written when all others that are due have been
 * made: the door says why.
 *
 * @param extra headers of the door itself (CORS)
 */
export function sendReply(
  reply: SandboxReply,
  response: ServerResponse,
  extra?: Record<string, string>,
): void | Promise<void> {
  if (response.destroyed) return
  if (reply.transport !== undefined) return sendBroken(reply, response, extra)
  const { body } = reply
  const headers = { ...reply.headers, ...extra }
  if (body === undefined) {
    // A 204 has no length; anything else without a body says so, or the client would wait for chunks.
    if (reply.status !== 204 && reply.status !== 304) headers['content-length'] = '0'
    response.writeHead(reply.status, headers)
    setImmediate(() => response.end())
  } else if (typeof body === 'string') {
    const length = Buffer.byteLength(body)
    headers['content-length'] = String(length)
    response.writeHead(reply.status, headers)
    // What has as many bytes as letters is ASCII, which Node need not encode: Latin-1 goes out as it is.
    setImmediate(() => response.end(body, length === body.length ? 'latin1' : 'utf8'))
  } else if (body instanceof Uint8Array) {
    headers['content-length'] = String(body.byteLength)
    response.writeHead(reply.status, headers)
    setImmediate(() => response.end(body))
  } else {
    response.writeHead(reply.status, headers)
    return stream(chunksOf(body), response)
  }
}

/** Writes an answer where Node has made no response object, and ends the connection. */
export function writeReply(reply: SandboxReply, socket: Duplex): void {
  const body = typeof reply.body === 'string' ? reply.body : ''
  const headers = { ...reply.headers, connection: 'close', 'content-length': String(Buffer.byteLength(body)) }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${reply.status} ${STATUS_CODES[reply.status] ?? 'Refused'}\r\n${lines.join('')}\r\n${body}`)
}

function lengthOf(body: string | Uint8Array): number {
  return typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
}

async function stream(chunks: AsyncGenerator<Uint8Array>, response: ServerResponse): Promise<void> {
  response.flushHeaders()
  for await (const chunk of chunks) {
    if (response.destroyed) break
    if (!response.write(chunk)) await drained(response)
  }
  response.end()
}

/** Resolves when more can be written, or nobody is there to write to. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    response.on('drain', done).on('close', done)
  })
}

async function sendBroken(
  reply: SandboxReply,
  response: ServerResponse,
  extra: Record<string, string> = {},
): Promise<void> {
  const { transport } = reply
  if (transport?.kind === 'reset') {
    response.socket?.resetAndDestroy()
  } else if (transport?.kind === 'truncate') {
    await sendBeginning(reply, transport, response, extra)
  } else if (transport?.kind === 'drip') {
    const body = await wholeBody(reply)
    response.writeHead(reply.status, { ...reply.headers, ...extra, 'content-length': body.byteLength })
    const step = Math.max(1, Math.ceil(transport.bytesPerSecond / 10))
    for (let from = 0; from < body.byteLength && !response.destroyed; from += step) {
      response.write(body.subarray(from, from + step))
      await sleep((1000 * step) / transport.bytesPerSecond, undefined, { ref: false })
    }
    response.end()
  }
  // 'hang': nothing is ever sent. The connection ends when the client gives up or the server closes.
}

async function sendBeginning(
  { status, headers, body }: SandboxReply,
  cut: Extract<TransportEffect, { readonly kind: 'truncate' }>,
  response: ServerResponse,
  extra: Record<string, string>,
): Promise<void> {
  const whole = typeof body === 'string' || body instanceof Uint8Array ? lengthOf(body) : undefined
  // More is announced than ever comes, or the client could take what it has for all. A stream announces nothing: its end is missing.
  const announced = whole === undefined ? {} : { 'content-length': Math.max(whole, 'bytes' in cut ? cut.bytes : 0) + 1 }
  response.writeHead(status, { ...headers, ...extra, ...announced })
  response.flushHeaders()
  for await (const chunk of beginningOf(body, cut)) {
    if (response.destroyed) return
    await new Promise((resolve) => response.write(chunk, resolve))
  }
  response.destroy()
}

async function wholeBody(reply: SandboxReply): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of chunksOf(reply.body)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
