import type { z } from 'zod'
import type { SandboxReply, SandboxRequest } from '../../engine/call.ts'
import type { WorldControls } from '../world-controls.ts'
import type { WorldDirectory } from '../worlds.ts'

/** What a control operation works on. */
export interface ControlContext {
  readonly controls: WorldControls
  readonly worlds: WorldDirectory
  readonly request: SandboxRequest
}

type Shape = z.ZodType | undefined
type Output<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined

/** One operation of the control API, as it is documented and carried out. */
export interface RouteDefinition<P extends Shape, Q extends Shape, B extends Shape, A extends Shape> {
  readonly id: string
  readonly method: 'get' | 'post' | 'put' | 'delete'
  /** Below `/__sandbox`, with its templates: `/scenarios/{name}`. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly description?: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly status?: number
  /** Absent: the answer has no body (204), or `handle` gives a whole reply. */
  readonly answer?: A
  /** Problems that it answers with, for the documentation. */
  readonly problems?: readonly number[]
  handle(
    context: ControlContext,
    input: { readonly params: Output<P>; readonly query: Output<Q>; readonly body: Output<B> },
  ): RouteResult<A> | Promise<RouteResult<A>>
}

type RouteResult<A extends Shape> = (A extends z.ZodType ? z.input<A> : undefined) | RawReply

/** A reply that is not JSON, or that has headers of its own. */
export class RawReply {
  readonly reply: SandboxReply

  constructor(reply: SandboxReply) {
    this.reply = reply
  }
}

/** A route whose types have done their work. */
export interface Route {
  readonly id: string
  readonly method: 'get' | 'post' | 'put' | 'delete'
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly description?: string
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly status: number
  readonly answer?: z.ZodType
  readonly problems: readonly number[]
  /** Parts must have come out of the schemas above. */
  run(context: ControlContext, params: unknown, query: unknown, body: unknown): Promise<unknown>
}

/** Ties the handler to its schemas. */
export function route<
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends Shape = undefined,
  A extends Shape = undefined,
>(definition: RouteDefinition<P, Q, B, A>): Route {
  const { handle, status, problems, description, params, query, body, answer, ...rest } = definition
  return {
    ...rest,
    ...(description !== undefined && { description }),
    ...(params !== undefined && { params }),
    ...(query !== undefined && { query }),
    ...(body !== undefined && { body }),
    ...(answer !== undefined && { answer }),
    status: status ?? (answer === undefined ? 204 : 200),
    problems: problems ?? [],
    run: async (context, parsedParams, parsedQuery, parsedBody) =>
      await handle(context, {
        params: parsedParams as Output<P>,
        query: parsedQuery as Output<Q>,
        body: parsedBody as Output<B>,
      }),
  }
}
