import type { Row } from '../world/store.ts'
import type { World } from '../world/world.ts'
import type { Caller, SandboxReply, SandboxRequest } from './call.ts'

/** What can become of the body of an answer while its status says that all is well. */
export type BodyFault = 'corrupt' | 'empty-body'

interface StaleRow extends Row {
  readonly id: string
  readonly until: number
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What becomes of an answer on its way back. */
export function afterwards(
  exchange: { readonly world: World; readonly request: SandboxRequest; readonly caller: Caller | undefined },
  faults: { readonly body: BodyFault | undefined; readonly stale: number | undefined },
  reply: SandboxReply,
): SandboxReply {
  const told = faults.stale === undefined ? reply : stale(exchange, reply, faults.stale)
  return faults.body === undefined ? told : spoiled(told, faults.body)
}

/** The answer with its body broken in the middle, or gone. */
export function spoiled(reply: SandboxReply, fault: BodyFault): SandboxReply {
  const { status, headers, body, transport } = reply
  if (body === undefined) return reply
  return { status, headers, body: fault === 'corrupt' ? brokenOff(body) : '', ...(transport && { transport }) }
}

function brokenOff(body: NonNullable<SandboxReply['body']>): NonNullable<SandboxReply['body']> {
  if (typeof body === 'string' || body instanceof Uint8Array) return body.slice(0, Math.floor(body.length / 2))
  return brokenStream(body)
}

/** A stream whose second chunk is JSON no more; it ends there, as if all had been said. */
async function* brokenStream(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array | string> {
  let first: Uint8Array | string | undefined
  for await (const chunk of chunks) {
    if (first !== undefined) {
      yield first
      yield unreadable(chunk)
      return
    }
    first = chunk
  }
  if (first !== undefined) yield unreadable(first)
}

/** Every line of a chunk keeps its place and its beginning, so that a reader sees it as one and finds no JSON in it. */
function unreadable(chunk: Uint8Array | string): string {
  const text = typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk)
  return text.replaceAll(/\{.*/g, (json) => json.slice(0, Math.ceil(json.length / 2)))
}

/**
 * What a reader is told who asks a copy that lags behind: what was true when the same was first asked, for as long as the copy lags.
 * Only reads lag; a body that is no text is given as it is.
 */
function stale(
  { world, request, caller }: Parameters<typeof afterwards>[0],
  reply: SandboxReply,
  seconds: number,
): SandboxReply {
  if (request.method !== 'GET' || reply.status !== 200 || typeof reply.body !== 'string') return reply
  const rows = world.store.collection<StaleRow>('sandbox.stale_reads')
  const id = `${caller?.userId ?? ''} ${request.path}?${request.query}`
  const old = rows.get(id)
  const now = world.clock.now()
  if (old !== undefined && now < old.until) {
    return { status: old.status, headers: { ...reply.headers, ...old.headers }, body: old.body }
  }
  if (old !== undefined) rows.delete(id)
  const type = reply.headers['content-type']
  rows.insert({
    id,
    until: now + seconds * 1000,
    status: reply.status,
    headers: type === undefined ? {} : { 'content-type': type },
    body: reply.body,
  })
  return reply
}
