import { afterwards } from './body-faults.ts'
import type { SandboxReply } from './call.ts'
import type { Exchange } from './exchange.ts'
import { bearWitness, exchangeWitness } from './witness.ts'

/** Makes an answer one that can be sent: with its headers, what faults make of it, and its place on the timeline. */
export function sendOff(exchange: Exchange, reply: SandboxReply): SandboxReply {
  const { faults, limitHeaders, request } = exchange
  identify(exchange, reply)
  if (limitHeaders !== undefined) Object.assign(reply.headers, limitHeaders)
  const { status, headers, body } = faults === undefined ? reply : afterwards(exchange, faults, reply)
  const transport = faults?.transport
  // What a fault made of the body is not what the answer said.
  if (!exchange.quiet) recordExchange(exchange, status, body === reply.body ? reply : { status, headers })
  // A plain object, whatever the behaviour gave: doors copy and change it.
  if (body === undefined || request.method === 'HEAD')
    return transport === undefined ? { status, headers } : { status, headers, transport }
  return transport === undefined ? { status, headers, body } : { status, headers, body, transport }
}

/** Every answer tells the id of its request. */
export function identify(exchange: Exchange, reply: SandboxReply): SandboxReply {
  reply.headers['x-request-id'] ??= exchange.requestId
  return reply
}

/** Puts a request with its answer on the timeline. */
export function recordExchange(
  { world, request, operation, requestId, caller, faults, began }: Exchange,
  status: number,
  reply?: SandboxReply,
): void {
  const { method, path } = request
  const item: Record<string, unknown> = {
    method,
    path,
    operation: operation?.entry.id ?? null,
    status,
    request_id: reply?.headers['x-request-id'] ?? requestId,
  }
  if (caller !== undefined) item.user_id = caller.userId
  if (reply?.headers['idempotent-replayed'] !== undefined) item.replayed = true
  if (faults?.transport !== undefined) item.transport = faults.transport.kind
  const recorded = world.timeline.record('request', item)
  bearWitness(recorded, exchangeWitness(world, began, request, reply, operation?.entry))
}
