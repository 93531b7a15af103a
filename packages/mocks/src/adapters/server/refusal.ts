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
  if (host === undefined) {
    const detail = 'The request has no Host header. Call this sandbox by http://localhost.'
    return refusal(400, 'host_missing', 'No host', detail)
  }
  return refusal(
    421,
    'host_not_served',
    'Not this host',
    `The Host header is ${host}, and this sandbox answers only to localhost. Call it by http://localhost, or start it with --origin http://${host} if that name is yours.`,
  )
}

/** What came over the connection is no request. `reason` is the code of Node's parser. */
export function notHttp(reason: string | undefined): SandboxReply {
  if (reason === 'HPE_HEADER_OVERFLOW') {
    const detail = 'The head of the request is larger than 16 KB. Send what is long in the body.'
    return refusal(431, 'headers_too_large', 'Headers too large', detail)
  }
  if (reason === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return refusal(408, 'request_timeout', 'Request timed out', 'The request did not arrive in time. Send it again.')
  }
  const detail =
    'What came over this connection is no HTTP/1.1 request. Is a client speaking TLS or another protocol to it?'
  return refusal(400, 'malformed_request', 'Not a request', detail)
}

export function brokenHandshake(): SandboxReply {
  const detail =
    'A WebSocket is opened by GET with Sec-WebSocket-Version 13 and a Sec-WebSocket-Key of 16 bytes in base64. Any WebSocket client sends them.'
  const reply = refusal(400, 'handshake_invalid', 'Handshake not valid', detail)
  return { ...reply, headers: { ...reply.headers, 'sec-websocket-version': '13' } }
}

export function noTunnel(): SandboxReply {
  const detail = 'CONNECT asks for a tunnel; this sandbox is no proxy. Send requests to it directly.'
  return refusal(405, 'method_not_allowed', 'Method not allowed', detail)
}

export function foreignOrigin(origin: string): SandboxReply {
  return refusal(
    403,
    'origin_not_allowed',
    'Origin not allowed',
    `Pages of ${origin} may not call this sandbox. Start it with --origin ${origin} to allow them.`,
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
