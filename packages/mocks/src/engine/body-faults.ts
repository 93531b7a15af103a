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

/** The answer with its body broken in the middle, or gone. A stream is left alone: cutting it is an effect of its own. */
export function spoiled(reply: SandboxReply, fault: BodyFault): SandboxReply {
  const { status, headers, body, transport } = reply
  if (body === undefined || !(typeof body === 'string' || body instanceof Uint8Array)) return reply
  const kept = fault === 'corrupt' ? Math.floor(body.length / 2) : 0
  return { status, headers, body: body.slice(0, kept), ...(transport && { transport }) }
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
