import type { Clock } from '../src/http/clock.ts'
import { type ConcordOptions, type Core, createCore } from '../src/http/core.ts'
import { type ApiPromise, operation } from '../src/http/execute.ts'
import { flag } from '../src/http/operation.ts'
import type { CallOptions } from '../src/http/request.ts'

/** What a test's own documents look like; enough for every rule of the pipeline. */
export interface Thing {
  readonly id: number
}

export const get: (core: Core, id: number | string, options?: CallOptions) => ApiPromise<Thing> = operation(
  'things.get',
  'GET',
  '/api/v1/things/{thing_id}',
)
export const list: (core: Core, query?: object, options?: CallOptions) => ApiPromise<Thing[]> = operation(
  'things.list',
  'GET',
  '/api/v1/things',
  flag.query,
)
export const create: (core: Core, body: object, options?: CallOptions) => ApiPromise<Thing> = operation(
  'things.create',
  'POST',
  '/api/v1/things',
  flag.body + flag.keyed,
)
export const act: (core: Core, body: object, options?: CallOptions) => ApiPromise<Thing> = operation(
  'things.act',
  'POST',
  '/api/v1/things/act',
  flag.body,
)
export const remove: (core: Core, id: number, options?: CallOptions) => ApiPromise<void> = operation(
  'things.delete',
  'DELETE',
  '/api/v1/things/{thing_id}',
)
export const login: (core: Core, body: object, options?: CallOptions) => ApiPromise<object> = operation(
  'auth.login',
  'POST',
  '/api/v1/auth/login',
  flag.body + flag.open + flag.signsIn,
)
export const logout: (core: Core, options?: CallOptions) => ApiPromise<void> = operation(
  'auth.logout',
  'POST',
  '/api/v1/auth/logout',
  flag.signsOut,
)

/** A request as a stub saw it. */
export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: unknown
  readonly signal: AbortSignal | undefined
}

/** A server in memory: answers with what the function gives, and remembers what was asked. */
export function serverOf(answer: (request: Seen, count: number) => Response | Promise<Response>) {
  const seen: Seen[] = []
  const stub: typeof fetch = async (input, init) => {
    const request: Seen = {
      method: init?.method ?? 'GET',
      url: String(input),
      headers: Object.fromEntries(new Headers(init?.headers)),
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : init?.body,
      signal: init?.signal ?? undefined,
    }
    seen.push(request)
    return answer(request, seen.length)
  }
  return { fetch: stub, seen }
}

export const json = (value: unknown, init?: ResponseInit): Response => Response.json(value, init)

export const problem = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  Response.json(
    { type: `/problems/${code}`, title: code, status, detail: `It is ${code}.`, code, request_id: 'req_1' },
    { status, headers: { 'content-type': 'application/problem+json', 'x-request-id': 'req_1', ...headers } },
  )

/** Never answers; ends when its signal says so. */
export const never = ({ signal }: Seen): Promise<Response> =>
  new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))

/** A clock that a test moves. Every pause that was asked for is kept. */
export class HandClock implements Clock {
  #now: number
  readonly #waiting = new Set<{ at: number; run: () => void }>()

  constructor(now = Date.parse('2025-12-01T15:30:00Z')) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  after(milliseconds: number, run: () => void): () => void {
    const entry = { at: this.#now + milliseconds, run }
    this.#waiting.add(entry)
    return () => this.#waiting.delete(entry)
  }

  get pending(): number {
    return this.#waiting.size
  }

  /** When the next pause ends; undefined while nobody waits. */
  get next(): number | undefined {
    return this.#waiting.size === 0 ? undefined : Math.min(...Array.from(this.#waiting, ({ at }) => at))
  }

  /** Lets time pass; what falls due runs in its order, and so does what that sets up. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds
    await settled()
    for (;;) {
      const [next] = [...this.#waiting].sort((one, other) => one.at - other.at)
      if (!next || next.at > end) break
      this.#waiting.delete(next)
      this.#now = Math.max(this.#now, next.at)
      next.run()
      await settled()
    }
    this.#now = end
    await settled()
  }
}

/** Waits until all that can happen without time has happened. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export const coreOf = (server: { fetch: typeof fetch }, options: Partial<ConcordOptions> = {}): Core =>
  createCore({ baseUrl: 'http://api.test', fetch: server.fetch, ...options })
