import { setTimeout as wait } from 'node:timers/promises'
import type { BackendRequest } from '../../backend/backend.ts'
import type { SentRequest } from '../../backend/sent-request.ts'
import type { HeardFrame } from '../../pact/frames.ts'
import { CannotVerify } from '../../report/report.ts'
import type { Verification } from '../../run/verification.ts'
import type { OperationContract } from '../../service/service-contract.ts'
import { Answer } from './answer.ts'
import { AskedTooOften, Broken, type Evidence } from './broken.ts'
import { burst } from './burst.ts'
import { JobSocket } from './job-socket.ts'
import type { Providers } from './providers.ts'
import { StateValues } from './state-values.ts'

const ROUNDS = 10
/** How soon something is asked for again, at first and at last: a minute holds 60 requests, for all that is waited for in it. */
const SOONEST = 10
const LATEST = 2000
const WITHIN = 5000

/** A provider state, alone or with parameters. */
export type StateUse = string | readonly [name: string, params: Readonly<Record<string, unknown>>]

/** What a provider state is called. */
export const nameOfState = (state: StateUse): string => (typeof state === 'string' ? state : state[0])

/** What an operation is called with. */
export interface CallOptions {
  /** What stands in the templates of the path. */
  readonly path?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON; a text or bytes as they are, with the content type of JSON. */
  readonly body?: unknown
  /** The access token of the caller. */
  readonly as?: string
  /** The idempotency key. */
  readonly key?: string
  /** Set where the contract says nothing of the answer. */
  readonly aside?: boolean
}

/** A request that was not sent yet, and what it is called in a report. */
export interface Step {
  readonly step: string
  readonly sent: SentRequest
}

/** As much of a behaviour as its stage has to know. */
interface Played {
  readonly id: string
  /** Every provider state that it may use. */
  readonly states: readonly string[]
}

/** Where a behaviour is played: the backend, its states and its providers. */
export class Stage {
  readonly #verification: Verification
  readonly #behaviour: Played
  readonly #operations: ReadonlyMap<string, OperationContract>
  readonly #providers: Providers | undefined

  constructor(
    verification: Verification,
    behaviour: Played,
    operations: ReadonlyMap<string, OperationContract>,
    providers: Providers | undefined,
  ) {
    this.#verification = verification
    this.#behaviour = behaviour
    this.#operations = operations
    this.#providers = providers
  }

  get baseUrl(): URL {
    return this.#verification.backend.baseUrl
  }

  /** With what the payment provider signs its events. */
  get webhookSecret(): string {
    return this.#verification.webhookSecret
  }

  /** Whether a sandbox plays the providers. */
  get hasProviders(): boolean {
    return this.#providers !== undefined
  }

  /**
   * The sandbox behind the backend.
   *
   * @throws CannotVerify where none is known
   */
  get providers(): Providers {
    if (this.#providers !== undefined) return this.#providers
    throw new CannotVerify(
      `${this.#behaviour.id} needs the sandbox that plays the backend's providers: pass --sandbox-url.`,
    )
  }

  /** Begins anew with these states, in order. */
  async setUp(...states: readonly StateUse[]): Promise<StateValues> {
    return new StateValues(await this.#verification.states.setUp(states.map((state) => this.#declared(state))))
  }

  /** Adds one more state to what is there. */
  async add(...state: [name: string, params?: Readonly<Record<string, unknown>>]): Promise<StateValues> {
    const [name, params = {}] = state
    return new StateValues(await this.#verification.states.add(this.#declared([name, params])))
  }

  /** Calls an operation of any service of the platform. */
  async call(operation: string, options: CallOptions = {}): Promise<Answer> {
    return new Answer(await this.#verification.backend.send(this.#requestFor(operation, options)), operation)
  }

  /** Sends a request to a path as it stands. */
  async ask(method: string, path: string, options: Omit<CallOptions, 'path'> = {}): Promise<Answer> {
    return new Answer(await this.#verification.backend.send(written(method, path, options)), `${method} ${path}`)
  }

  /** The request for an operation, for {@link together}. */
  step(operation: string, options: CallOptions = {}): Step {
    return { step: operation, sent: this.#verification.backend.prepared(this.#requestFor(operation, options)) }
  }

  /** Opens the socket of a user. @throws Broken when there is no handshake */
  socket(userId: number, token?: string): Promise<JobSocket> {
    const { path } = this.#requestFor('websockets.connect', { path: { user_id: userId } })
    const url = new URL(this.baseUrl.href.replace(/\/$/, '') + path)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    if (token !== undefined) url.searchParams.set('token', token)
    return JobSocket.open(url)
  }

  /** How often an operation may be called. */
  limitOf(id: string): { readonly limit: number; readonly seconds: number } {
    const limit = this.#operation(id).rateLimit
    if (limit === undefined) throw new Error(`${this.#behaviour.id} asks for the limit of ${id}, which has none.`)
    return limit
  }

  /** The frame of this type that another layer heard in this run, if there is one. */
  heardBefore(type: string): HeardFrame | undefined {
    return this.#verification.frames.get(type)
  }

  /** What is the same for every behaviour of one run: under it, what several of them look at is watched once. */
  get run(): object {
    return this.#verification
  }

  /** Lets time pass where the backend is a sandbox; any other takes the time that it takes. */
  async hurry(seconds: number): Promise<void> {
    if (this.#providers !== undefined) await this.#providers.ask('POST', '/__sandbox/clock/advance', { seconds })
  }

  /** Sends requests so that they arrive together. @returns the answers in their order */
  async together(steps: readonly Step[]): Promise<readonly Answer[]> {
    const replies = await burst(steps.map(({ sent }) => sent))
    for (const reply of replies) this.#verification.backend.tell(reply)
    return replies.map((reply, index) => new Answer(reply, steps[index]?.step ?? ''))
  }

  /** Plays a race again and again: what happens in one of two rounds goes unnoticed in ten once in a thousand times. */
  async rounds(play: () => Promise<void>, rounds: number = ROUNDS): Promise<void> {
    for (let round = 0; round < rounds; round += 1) await play()
  }

  /**
   * Asks until there is something, for backends that work in the background; less often as time goes by, and no more when a limit
   * is met. The only place where real time passes.
   *
   * @returns the first answer that is not undefined; undefined when there was none in time
   * @throws AskedTooOften when the limit was met before anything was seen
   */
  async eventually<Found>(look: () => Promise<Found | undefined>, within: number = WITHIN): Promise<Found | undefined> {
    const end = performance.now() + within
    let found = await look()
    for (let pause = SOONEST; found === undefined; pause = Math.min(2 * pause, LATEST)) {
      const left = end - performance.now()
      if (left <= 0) return undefined
      await wait(Math.min(pause, left))
      try {
        found = await look()
      } catch (error) {
        if (error instanceof AskedTooOften) return undefined
        throw error
      }
    }
    return found
  }

  /** @throws Broken with this sentence unless it is so */
  must(holds: boolean, sentence: string, evidence: Evidence = {}): void {
    if (!holds) throw new Broken(sentence, evidence)
  }

  /** Puts the limits of the contract in force: a backend has them always, a sandbox only when it is told to. */
  async enforceLimits(): Promise<void> {
    if (this.#providers !== undefined) await this.#providers.scenario('infrastructure.rate-limited')
  }

  #requestFor(id: string, { path = {}, ...options }: CallOptions): BackendRequest {
    const operation = this.#operation(id)
    const filled = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(String(path[name])))
    return written(operation.method, filled, options)
  }

  #operation(id: string): OperationContract {
    const operation = this.#operations.get(id)
    if (operation === undefined) throw new Error(`${this.#behaviour.id} calls ${id}, which no contract has.`)
    return operation
  }

  #declared(state: StateUse): { readonly name: string; readonly params: Readonly<Record<string, unknown>> } {
    const [name, params] = typeof state === 'string' ? ([state, {}] as const) : state
    if (this.#behaviour.states.includes(name)) return { name, params }
    throw new Error(`${this.#behaviour.id} uses the state "${name}", which it does not declare.`)
  }
}

function written(method: string, path: string, { query, headers, body, as, key, aside }: CallOptions): BackendRequest {
  const raw = typeof body === 'string' || Buffer.isBuffer(body)
  return {
    method,
    path,
    ...(aside && { aside }),
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(as !== undefined && { authorization: `Bearer ${as}` }),
      ...(key !== undefined && { 'idempotency-key': key }),
      ...headers,
    },
    ...(query !== undefined && { query: Object.entries(query).map(([name, value]) => [name, String(value)] as const) }),
    ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
  }
}
