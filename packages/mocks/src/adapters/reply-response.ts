import type { SandboxReply, TransportEffect } from '../engine/call.ts'

const withoutBody = new Set([101, 204, 205, 304])

/**
 * An answer of the engine as a `Response`.
 *
 * @param url where it came from; a constructed response has none of its own
 * @param method a `HEAD` answer keeps its headers and loses its body
 */
export function toResponse(reply: SandboxReply, url: string, method: string, redirected = false): Response {
  const body = withoutBody.has(reply.status) || method === 'HEAD' ? null : bodyOf(reply)
  const response = new Response(body, { status: reply.status, headers: reply.headers })
  Object.defineProperty(response, 'url', { value: url })
  if (redirected) Object.defineProperty(response, 'redirected', { value: true })
  return response
}

function bodyOf(reply: SandboxReply): BodyInit | null {
  const { body, transport } = reply
  if (transport?.kind === 'truncate') return truncated(body, transport)
  if (body === undefined || typeof body === 'string') return body ?? null
  if (body instanceof Uint8Array) return new Uint8Array(body)
  return streamOf(body)
}

/** All of a body as chunks of bytes. */
export async function* chunksOf(body: SandboxReply['body']): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (body === undefined) return
  if (typeof body === 'string') yield encoder.encode(body)
  else if (body instanceof Uint8Array) yield new Uint8Array(body)
  else for await (const chunk of body) yield typeof chunk === 'string' ? encoder.encode(chunk) : new Uint8Array(chunk)
}

const encoder = new TextEncoder()

function streamOf(body: AsyncIterable<Uint8Array | string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = chunksOf(body)
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done === true) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await chunks.return(undefined)
    },
  })
}

type Truncation = Extract<TransportEffect, { readonly kind: 'truncate' }>

/** The beginning of a body, up to where its connection is cut. */
export async function* beginningOf(
  body: SandboxReply['body'],
  cut: Truncation,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let left = 'bytes' in cut ? cut.bytes : cut.chunks
  if (left <= 0) return
  for await (const chunk of chunksOf(body)) {
    yield 'bytes' in cut ? chunk.subarray(0, left) : chunk
    left -= 'bytes' in cut ? chunk.byteLength : 1
    if (left <= 0) return
  }
}

/** The beginning of the body, then the error that a lost connection gives. */
function truncated(body: SandboxReply['body'], cut: Truncation): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = beginningOf(body, cut)
  const lost = () =>
    new TypeError('terminated', { cause: connectionError('the connection was cut in the middle of the body') })
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done === true) return controller.error(lost())
      controller.enqueue(value)
    },
    async cancel() {
      await chunks.return(undefined)
    },
  })
}

/** The `cause` that Node's fetch gives for a lost connection. */
export function connectionError(message: string): Error {
  return Object.assign(new Error(message), { code: 'ECONNRESET' })
}
