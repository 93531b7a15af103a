import type { Session } from '../session/session.ts'
import { createSession, type SessionOption, withSession } from '../session/session.ts'
import { attempt } from './attempt.ts'
import { type Clock, systemClock } from './clock.ts'
import type { ConcordEvent } from './events.ts'
import { newKey } from './idempotency.ts'
import type { Middleware, Next } from './request.ts'
import { type RetryOptions, retry } from './retry.ts'

export { ApiError, ConcordError, isApiError, isConcordError } from './errors.ts'

/** How a client is set up. Nothing is read from the environment. */
export interface ConcordOptions {
  /** Origin, with a prefix if there is one: `https://api.example.com`. Empty means the page's own. */
  readonly baseUrl: string
  /** Where tokens come from and where they stay: a store (`memorySession()`, `browserSession()`), a token, or a function that gives one. */
  readonly session?: SessionOption | undefined
  /** Used in place of the global one. */
  readonly fetch?: typeof fetch | undefined
  /** Used in place of the global one; `null` means that there is none, and jobs are polled. */
  readonly WebSocket?: typeof WebSocket | null | undefined
  readonly retry?: RetryOptions | undefined
  /** Milliseconds for one attempt, body included; 30,000 when absent, `Infinity` is no limit. */
  readonly timeout?: number | undefined
  /** Milliseconds for a whole call, back-off included; unlimited when absent. */
  readonly deadline?: number | undefined
  /** The first one sees a call first. */
  readonly use?: readonly Middleware[] | undefined
  /** Hears requests, answers, retries and what happens to the session. It must not throw. */
  readonly onEvent?: ((event: ConcordEvent) => void) | undefined
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Checks what the server answers: see `@concord/sdk/validation`. */
  readonly validate?: Middleware | undefined
  /** Time, for tests and simulations. */
  readonly clock?: Clock | undefined
  /** Numbers from 0 up to 1, for jitter. */
  readonly random?: (() => number) | undefined
  /** Makes idempotency keys. */
  readonly newKey?: (() => string) | undefined
}

/** What plain operation functions take first: a client without methods. */
export interface Core {
  readonly baseUrl: string
  readonly fetch: typeof fetch
  readonly WebSocket: typeof WebSocket | undefined
  readonly timeout: number
  readonly deadline: number | undefined
  readonly onEvent: ((event: ConcordEvent) => void) | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly clock: Clock
  readonly random: () => number
  readonly newKey: () => string
  readonly session: Session
  /** The whole pipeline. */
  readonly send: Next
  /** Adds a middleware behind those that are there. */
  use(middleware: Middleware): void
}

/**
 * Makes a client for the plain operation functions. A bundle then holds only the operations that it calls.
 *
 * @example
 * import { createCore } from '@concord/sdk/core'
 * import { create } from '@concord/sdk/operations/documents'
 *
 * const core = createCore({ baseUrl: 'http://localhost:8000', session: token })
 * await create(core, { title: 'Bees', topic: 'Pollination', target_pages: 20, language: 'en' })
 */
export function createCore(options: ConcordOptions): Core {
  const middleware = [...(options.use ?? [])]
  if (options.validate) middleware.push(options.validate)
  const builtIn = [retry(options.retry), withSession]
  const headers: Record<string, string> = {}
  for (const name in options.headers) headers[name.toLowerCase()] = options.headers[name] as string
  const compose = (): Next =>
    [...middleware, ...builtIn].reduceRight<Next>((next, layer) => (request) => layer(request, next), attempt)
  let send = compose()
  const core: Core = {
    baseUrl: options.baseUrl.replace(/\/+$/, ''),
    // Looked up at each call, so that what replaces the global one later (MSW, a tracer) is used.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    WebSocket: options.WebSocket === null ? undefined : (options.WebSocket ?? globalThis.WebSocket),
    timeout: options.timeout ?? 30_000,
    deadline: options.deadline,
    onEvent: options.onEvent,
    headers,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    newKey: options.newKey ?? newKey,
    send: (request) => send(request),
    use(added) {
      middleware.push(added)
      send = compose()
    },
    session: createSession(options.session, () => core),
  }
  return core
}
