import type { FaultEffect, World } from '../world/world.ts'

/** A request as the engine sees it: no platform objects, so that every door is cheap. */
export interface SandboxRequest {
  readonly method: string
  /** Absolute path without the query, percent-encoded as it came. */
  readonly path: string
  /** Without the `?`; empty when there is none. */
  readonly query: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Raw bytes, text, or nothing. */
  readonly body?: Uint8Array | string
  /** How many bytes the door takes, where it has not read the body because there are more of them. */
  readonly tooLargeFor?: number
  /** The origin that the client used (`http://localhost:8000`): for links in answers. */
  readonly origin: string
  /** What it is known by in answers and on the timeline, where somebody needs to know before it is answered. */
  readonly id?: string
  /** Aborted when the client goes away. */
  readonly signal?: AbortSignal
  /** What fault rules want a provider to answer (a score, no content), once what befalls the call itself is over. */
  readonly effects?: readonly FaultEffect[]
}

/** An answer as the engine gives it. A door turns it into what its platform wants. */
export interface SandboxReply {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Record<string, string>
  /** Text, bytes, or a stream of chunks; nothing for 204. */
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array | string>
  /** What a fault does to the connection while the reply is sent. A door that cannot do it must refuse loudly. */
  readonly transport?: TransportEffect
}

/** What only the connection can show. */
export type TransportEffect =
  | { readonly kind: 'reset' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'truncate'; readonly bytes: number }
  /** A stream breaks off after so many chunks. */
  | { readonly kind: 'truncate'; readonly chunks: number }
  | { readonly kind: 'drip'; readonly bytesPerSecond: number }

/** Who calls: the verified token. */
export interface Caller {
  readonly userId: number
  readonly role: string
  /** All claims as they stand in the token. */
  readonly claims: Readonly<Record<string, unknown>>
}

/** What a behaviour is given. `Request` and `Replies` are generated for each operation. */
export interface Call<
  Request extends OperationRequest = OperationRequest,
  Replies extends object = Record<number, unknown>,
> {
  readonly world: World
  readonly operation: string
  readonly request: SandboxRequest
  readonly path: Request['path']
  readonly query: Request['query']
  readonly headers: Request['headers']
  readonly body: Request['body']
  /** Set on every operation that needs a token; absent on public ones. */
  readonly caller: Caller
  readonly requestId: string
  /** Ends the call with a documented answer; checked against the spec before it is sent. */
  reply<Status extends keyof Replies & number>(
    status: Status,
    body: Replies[Status],
    headers?: Record<string, string>,
  ): SandboxReply
  /** A problem that the spec documents for this operation (or a gateway problem); its words come from the spec's example. */
  problem(code: string, options?: ProblemOptions): Error
}

export interface OperationRequest {
  readonly path: object
  readonly query: object
  readonly headers: object
  readonly body: unknown
}

export interface ProblemOptions {
  /** Replaces the words of the spec's example. */
  readonly detail?: string
  readonly headers?: Record<string, string>
  /** More members of the problem's body. */
  readonly extra?: Record<string, unknown>
}

/** What a service does beyond CRUD. A behaviour may be synchronous; the store always is. */
// biome-ignore lint/suspicious/noExplicitAny: the generated `XBehaviours` interfaces give each operation its own Call; this is only their common bound
export type Behaviour = (call: any) => SandboxReply | Promise<SandboxReply>

export type Behaviours = { readonly [operation: string]: Behaviour | undefined }
