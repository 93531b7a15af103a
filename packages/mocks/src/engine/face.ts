import type { TaskHandler } from '../world/task-handler.ts'
import type { World } from '../world/world.ts'
import type { Behaviours, Caller, SandboxReply, SandboxRequest } from './call.ts'
import type { OperationEntry } from './operation-table.ts'
import type { SocketBehaviour } from './socket.ts'

/** One service: the operations that its spec gives, and what it does beyond CRUD. */
export interface Service {
  readonly name: string
  readonly operations: readonly OperationEntry[]
  /** By operation id. Operations without one are inferred as CRUD, or answer with the spec's example. */
  readonly behaviours?: Behaviours
  /** By operation id, for operations that open a socket. */
  readonly sockets?: Readonly<Record<string, SocketBehaviour>>
  /** Handlers of the scheduler's tasks, by task name (`jobs.write-section`). */
  readonly tasks?: Readonly<Record<string, TaskHandler>>
}

/** Services that are served together and share how callers are known and how problems look. */
export interface Face {
  /** `platform`, or a provider's name. */
  readonly name: string
  /** Empty for the platform, `/providers/stripe` for a provider. */
  readonly prefix: string
  readonly services: readonly Service[]
  /**
   * Knows the caller by what the request carries, or throws the problem that says why not. Only called where the spec asks
   * for security.
   */
  authenticate(world: World, request: SandboxRequest, operation: OperationEntry): Caller
  /**
   * Refuses what carries the wrong thing besides a token, such as a signature over its bytes, by throwing the problem. Called before
   * anything else of a request is checked.
   */
  admit?(world: World, request: SandboxRequest, operation: OperationEntry): void
  /** Whether bodies are read as JSON whatever their content type says, where the vendor does so. Default no. */
  readonly takesAnyTypeForJson?: boolean
  /** Ends the token that the caller came with, now: what a fault rule can ask for. */
  expireToken?(world: World, caller: Caller): void
  /** How fault rules know what a request is for, where that is more than the face's name: `openai:gpt-4`. */
  subject?(request: SandboxRequest): string
  /** Turns a problem into this face's error shape. The platform's is problem+json; a provider has its own. */
  renderProblem?(problem: ProblemDescription): SandboxReply
}

/** A face that is loaded when something first asks for it: nobody pays for the providers that are not used. */
export interface LazyFace {
  readonly name: string
  readonly prefix: string
  /** Its tasks are found before it is loaded by their names, so each must begin with the face's (`openai.forget`). */
  load(): Promise<Face>
}

/** What went wrong, before it has a shape. */
export interface ProblemDescription {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly headers: Readonly<Record<string, string>>
  readonly errors?: readonly FieldError[]
  readonly extra?: Readonly<Record<string, unknown>>
  readonly requestId: string
  readonly operation?: string
  /** The spec's example of this problem, for faces whose errors have a shape of their own. */
  readonly example?: Readonly<Record<string, unknown>>
}

/** One reason why a request breaks the spec. */
export interface FieldError {
  readonly loc: readonly (string | number)[]
  readonly msg: string
  readonly type: string
}
