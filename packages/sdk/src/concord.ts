import { type Services, services } from './generated/services.ts'
import { type ConcordOptions, type Core, createCore } from './http/core.ts'
import type { Middleware } from './http/request.ts'
import { type JobSteps, watch } from './realtime/watch.ts'
import type { Session } from './session/session.ts'

export type { Clock } from './http/clock.ts'
export { type ConcordOptions, type Core, createCore } from './http/core.ts'
export * from './http/errors.ts'
export type { ConcordEvent } from './http/events.ts'
export type { Answer, ApiPromise, Result } from './http/execute.ts'
export type { RateLimit } from './http/rate-limit.ts'
export type { ApiRequest, CallOptions, Middleware, Next, Reply, UploadProgress } from './http/request.ts'
export type { RetryOptions } from './http/retry.ts'
export type { PagePromise } from './pages/paged.ts'
export type { JobStep, JobSteps } from './realtime/watch.ts'
export { type BrowserSessionOptions, browserSession } from './session/browser-session.ts'
export { memorySession } from './session/memory-session.ts'
export type { Session, SessionOption, SessionStore } from './session/session.ts'
export type { TokenPair, Tokens } from './session/tokens.ts'

/** The services as a client has them: those of the specs, and what the SDK makes of several of their operations together. */
export interface ConcordServices extends Omit<Services, 'jobs'> {
  /** {@inheritDoc Services.jobs} */
  readonly jobs: Services['jobs'] & JobSteps
}

export interface Concord extends ConcordServices {}

/**
 * A client with one property for each service. Clients share nothing: a server makes one for each user or request.
 *
 * @example
 * const concord = new Concord({ baseUrl: 'http://localhost:8000', session: browserSession() })
 * await concord.auth.verifyMagicLink({ token })
 * const document = await concord.documents.create({ title: 'Bees', topic: 'Pollination', target_pages: 20, language: 'en' })
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor defines every property of the interface
export class Concord {
  /** For the plain functions of operations, which take it first. */
  readonly core: Core

  constructor(options: ConcordOptions) {
    this.core = createCore(options)
    for (const [name, functions] of Object.entries(services)) defineService(this, name, functions)
    defineService(this, 'jobs', { ...services.jobs, watch })
  }

  /** Who is signed in. */
  get session(): Session {
    return this.core.session
  }

  /** Adds a middleware behind those that are there. */
  use(middleware: Middleware): this {
    this.core.use(middleware)
    return this
  }
}

type PlainFunction = (core: Core, ...values: never[]) => unknown

/** Binds a service's functions when it is used first: a client for one request should cost next to nothing. */
function defineService(client: Concord, name: string, functions: Readonly<Record<string, PlainFunction>>): void {
  let bound: Record<string, (...values: never[]) => unknown> | undefined
  Object.defineProperty(client, name, {
    configurable: true,
    enumerable: true,
    get() {
      if (bound) return bound
      bound = {}
      for (const [verb, plain] of Object.entries(functions)) bound[verb] = (...values) => plain(client.core, ...values)
      return bound
    },
  })
}
