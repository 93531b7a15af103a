import type { World } from '../world/world.ts'
import { Answer, isRaw } from './answer.ts'
import type { Call, Caller, OperationRequest, ProblemOptions, SandboxReply, SandboxRequest } from './call.ts'
import type { OperationEntry } from './operation-table.ts'
import { ProblemError } from './problems.ts'
import { replyEntry } from './reply-entry.ts'

/** What a behaviour is given. */
export class CallContext implements Call<OperationRequest, Record<number, unknown>> {
  readonly world: World
  readonly entry: OperationEntry
  readonly request: SandboxRequest
  readonly requestId: string
  readonly path: object
  readonly query: object
  readonly headers: object
  readonly body: unknown
  readonly #caller: Caller | undefined

  constructor(
    world: World,
    entry: OperationEntry,
    request: SandboxRequest,
    requestId: string,
    caller: Caller | undefined,
    input: OperationRequest,
  ) {
    this.world = world
    this.entry = entry
    this.request = request
    this.requestId = requestId
    this.#caller = caller
    this.path = input.path
    this.query = input.query
    this.headers = input.headers
    this.body = input.body
  }

  get operation(): string {
    return this.entry.id
  }

  get caller(): Caller {
    // Typed as always there, because a behaviour knows whether its operation needs a token.
    return this.#caller as Caller
  }

  reply(status: number, body: unknown, headers: Record<string, string> = {}): SandboxReply {
    const [type] = replyEntry(this.entry, status)?.mediaTypes ?? []
    if (body === undefined || type === undefined) return { status, headers }
    const typed = headers['content-type'] === undefined ? { ...headers, 'content-type': type } : headers
    if (isRaw(body)) return { status, headers: typed, body }
    if (typeof body === 'string' && !/[/+]json\b/.test(typed['content-type'] ?? ''))
      return { status, headers: typed, body }
    return new Answer(status, body, typed)
  }

  problem(code: string, options?: ProblemOptions): Error {
    return new ProblemError(code, options)
  }
}
