import type { SandboxRequest } from '../engine/call.ts'

/** A call of `fetch` taken apart, before its body is read. */
export interface FetchCall {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: BodyInit | null
  readonly redirect: RequestRedirect
  readonly signal: AbortSignal | undefined
}

/**
 * Takes `fetch(input, init)` apart as `new Request(input, init)` would, without building one: that alone would cost more than the
 * sandbox's whole answer. `base` resolves relative addresses.
 */
export function fetchCall(input: RequestInfo | URL, init: RequestInit | undefined, base: string): FetchCall {
  const request = typeof input === 'object' && 'headers' in input ? input : undefined
  const url = input instanceof URL ? input : new URL(request?.url ?? String(input), base)
  const method = normalisedMethod(init?.method ?? request?.method ?? 'GET')
  const body = init?.body ?? request?.body ?? null
  if (body !== null && (method === 'GET' || method === 'HEAD')) {
    throw new TypeError(`A ${method} request cannot have a body.`)
  }
  return {
    method,
    url,
    headers: headersOf(init?.headers ?? request?.headers),
    body,
    redirect: init?.redirect ?? request?.redirect ?? 'follow',
    signal: init?.signal ?? request?.signal ?? undefined,
  }
}

/** The request as the engine sees it. Only unusual bodies (forms, blobs, streams) have to be waited for. */
export function sandboxRequest(call: FetchCall): SandboxRequest | Promise<SandboxRequest> {
  const { body } = call
  if (body === null) return withBody(call, undefined, undefined)
  if (typeof body === 'string') return withBody(call, body, 'text/plain;charset=UTF-8')
  if (body instanceof Uint8Array) return withBody(call, body, undefined)
  if (body instanceof ArrayBuffer) return withBody(call, new Uint8Array(body), undefined)
  if (ArrayBuffer.isView(body)) {
    return withBody(call, new Uint8Array(body.buffer, body.byteOffset, body.byteLength), undefined)
  }
  if (body instanceof URLSearchParams) {
    return withBody(call, body.toString(), 'application/x-www-form-urlencoded;charset=UTF-8')
  }
  // The platform's own serialiser knows forms (with their boundary), blobs and streams.
  const carrier = new Response(body)
  const type = carrier.headers.get('content-type') ?? undefined
  return carrier.arrayBuffer().then((buffer) => withBody(call, new Uint8Array(buffer), type))
}

function withBody(call: FetchCall, body: Uint8Array | string | undefined, type: string | undefined): SandboxRequest {
  const headers =
    type !== undefined && call.headers['content-type'] === undefined
      ? { ...call.headers, 'content-type': type }
      : call.headers
  return {
    method: call.method,
    path: call.url.pathname,
    query: call.url.search.slice(1),
    headers,
    origin: call.url.origin,
    ...(body !== undefined && { body }),
    ...(call.signal !== undefined && { signal: call.signal }),
  }
}

function headersOf(init: HeadersInit | undefined): Readonly<Record<string, string>> {
  if (init === undefined) return {}
  return Object.fromEntries(init instanceof Headers ? init : new Headers(init))
}

const upperCased = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'])

/** As the Fetch standard has it: `patch` is left as it stands, the old methods are not. */
function normalisedMethod(method: string): string {
  const upper = method.toUpperCase()
  return upperCased.has(upper) ? upper : method
}
