import type { IncomingMessage } from 'node:http'

/** Who may talk to the server: which names it answers to, and which pages may read its answers. */
export interface Admission {
  /** True when the `Host` header names this machine: a page elsewhere that points its own name here gets nowhere. */
  hostAllowed(host: string | undefined): boolean
  /** True when a page of this origin may read answers, with credentials. */
  originAllowed(origin: string): boolean
}

/**
 * @param bound the address that the server listens on; its name is accepted too
 * @param origins origins that are allowed besides those of localhost; their host names are accepted as well
 */
export function createAdmission(bound: string, origins: readonly string[]): Admission {
  const listed = new Set(origins)
  const names = new Set([bound.toLowerCase(), ...origins.map((origin) => new URL(origin).hostname)])
  const hosts = remembered((host) => {
    const name = host.toLowerCase().replace(/:\d+$/, '')
    return isLoopback(name) || names.has(name)
  })
  const pages = remembered((origin) => listed.has(origin) || isLoopback(originHost(origin)))
  return {
    hostAllowed: (host) => host !== undefined && hosts(host),
    originAllowed: pages,
  }
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || /^127(\.\d{1,3}){3}$/.test(name) || name === '[::1]'
}

function originHost(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : ''
}

/** Few different values come, each many times; a stranger who sends many is not remembered. */
function remembered(decide: (value: string) => boolean): (value: string) => boolean {
  const known = new Map<string, boolean>()
  return (value) => {
    const old = known.get(value)
    if (old !== undefined) return old
    const decision = decide(value)
    if (known.size < 100) known.set(value, decision)
    return decision
  }
}

/** What a page may read besides the headers that it always may. */
const exposed = [
  'X-Request-ID',
  'Retry-After',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Idempotent-Replayed',
  'Location',
  'Content-Disposition',
].join(', ')

/** The headers that let a page of this origin read the answer. */
export function corsHeaders(origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': exposed,
    vary: 'Origin',
  }
}

/** True for the question that a browser asks before it sends what a form could not. */
export function isPreflight(request: IncomingMessage): boolean {
  return request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined
}

/** The answer to that question. */
export function preflightHeaders(request: IncomingMessage, origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': String(request.headers['access-control-request-headers'] ?? '*'),
    'access-control-max-age': '600',
    ...(request.headers['access-control-request-private-network'] === 'true' && {
      'access-control-allow-private-network': 'true',
    }),
    vary: 'Origin, Access-Control-Request-Headers',
  }
}
