import type { SandboxReply } from '../../engine/call.ts'

let refusals = 0

/** A problem of the door itself, before any world is concerned: in the platform's shape, with a request id of its own. */
export function refusal(status: number, code: string, title: string, detail: string): SandboxReply {
  refusals += 1
  const requestId = `req_door${refusals}`
  return {
    status,
    headers: { 'content-type': 'application/problem+json', 'x-request-id': requestId },
    body: JSON.stringify({ type: `/problems/${code}`, title, status, detail, code, request_id: requestId }),
  }
}

export function foreignHost(host: string | undefined): SandboxReply {
  const name = host ?? 'none'
  return refusal(
    421,
    'host_not_served',
    'Not this host',
    `The Host header is ${name}, and this sandbox answers only to localhost. Call it by http://localhost, or start it with --origin http://${name} if that name is yours.`,
  )
}

export function foreignOrigin(origin: string): SandboxReply {
  return refusal(
    403,
    'origin_not_allowed',
    'Origin not allowed',
    `Pages of ${origin} may not call this sandbox. Start it with --origin ${origin} to allow them.`,
  )
}

export function bodyTooLarge(limit: number): SandboxReply {
  return refusal(
    413,
    'content_too_large',
    'Body too large',
    `The body is larger than ${limit / 1_048_576} MB, which is all that this sandbox takes.`,
  )
}

export function internalFault(error: unknown): SandboxReply {
  const reason = error instanceof Error ? error.message : String(error)
  return refusal(
    500,
    'internal_error',
    'Internal error',
    `The sandbox failed: ${reason} This is a bug in it; the terminal it runs in shows where.`,
  )
}
