import type { AppRoute, AppRouter, ServerInferRequest, ServerInferResponseBody } from '@ts-rest/core'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { fault } from '../faults.ts'
import type { Platform } from '../platform.ts'
import { type Answer, send } from './answers.ts'
import { type Caller, identify } from './callers.ts'
import { once } from './idempotency.ts'
import { readInput } from './input.ts'
import { Problem } from './problems.ts'
import { countRequest } from './rate-limiting.ts'

/** A request that may be carried out: its token counts, its limit is not used up, and it is what the contract says. */
export type Call<Route extends AppRoute> = ServerInferRequest<Route> & {
  /** Whose token came with it. */
  readonly caller: Caller
  readonly request: FastifyRequest
}

/** What an operation may answer. Everything from 400 up is thrown as a `Problem`. */
export type Success<Route extends AppRoute> = {
  [Status in Extract<keyof Route['responses'], 200 | 201 | 202 | 204 | 302>]: {
    readonly status: Status
    readonly headers?: Readonly<Record<string, string>>
    readonly body: ServerInferResponseBody<Route, Status>
  }
}[Extract<keyof Route['responses'], 200 | 201 | 202 | 204 | 302>]

type Handler<Route extends AppRoute> = (call: Call<Route>) => Success<Route> | Promise<Success<Route>>

/** One handler for each operation of a contract. */
export type Handlers<Contract extends AppRouter> = {
  readonly [Name in keyof Contract]: Contract[Name] extends AppRoute ? Handler<Contract[Name]> : never
}

/** What the contract says of an operation besides its shapes. */
const Metadata = z.object({
  operationId: z.string(),
  security: z.array(z.string()),
  access: z.enum(['self', 'owner', 'admin']).optional(),
  idempotent: z.boolean().optional(),
  rateLimit: z.object({ limit: z.number(), seconds: z.number(), by: z.enum(['caller', 'address']) }).optional(),
})

/** What may stand before an operation: it sees the request before anything of it is believed. */
export type Guard = (request: FastifyRequest) => void

/**
 * Serves every operation of a contract.
 *
 * @param guards by the operation's name
 */
export function serve<Contract extends AppRouter>(
  app: FastifyInstance,
  platform: Platform,
  contract: Contract,
  handlers: Handlers<Contract>,
  guards?: Readonly<Partial<Record<keyof Contract, Guard>>>,
): void {
  for (const [name, route] of Object.entries(contract)) {
    if (!isRoute(route)) continue
    // The types above hold each handler to its own route; in this loop they are all of one kind.
    const handle = (handlers as unknown as Readonly<Record<string, Operation['handle']>>)[name]
    if (!handle) throw new Error(`Nobody carries out ${name}.`)
    const operation = { route, handle, guard: guards?.[name], ...Metadata.parse(route.metadata) }
    app.route({
      method: route.method,
      url: route.path,
      handler: (request, reply) => carryOut(platform, operation, request, reply),
    })
  }
}

interface Operation extends z.infer<typeof Metadata> {
  readonly route: AppRoute
  readonly handle: (call: object) => Answer | Promise<Answer>
  readonly guard: Guard | undefined
}

/** The order of the refusals: limits (429), the token (401), the role (403), the request itself (415, 422), then what the handler finds. */
async function carryOut(
  platform: Platform,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { operationId, security, access, idempotent, rateLimit, route, handle, guard } = operation
  const caller = security.length > 0 ? await identify(platform, request.headers) : undefined
  const limit = operationId === 'payments.receiveWebhook' ? webhookLimit : rateLimit
  if (limit) countRequest(platform, limit, caller instanceof Problem ? undefined : caller, request, reply)
  if (caller instanceof Problem) throw caller
  if (access === 'admin' && caller?.role !== 'admin' && !fault('administration-open-to-users'))
    throw new Problem('not_authorized')
  guard?.(request)
  const input = readInput(route, request)
  const work = () => handle({ ...input, caller, request })
  const key = idempotent && !fault('idempotency-key-ignored') ? request.headers['idempotency-key'] : undefined
  if (typeof key !== 'string') return send(reply, await work())
  const content = { path: request.url, body: input.body }
  const keyed = { operation: operationId, userId: caller?.userId, key, requestId: request.id, content }
  return send(reply, await once(platform, keyed, work))
}

/** Stripe comes from few addresses and in bursts, and its signature is the permission. */
const webhookLimit = { limit: 1_000, seconds: 60, by: 'address' } as const

const isRoute = (route: AppRoute | AppRouter): route is AppRoute =>
  'method' in route && typeof route.method === 'string'
