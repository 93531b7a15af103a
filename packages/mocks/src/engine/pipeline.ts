import { checkAccess } from './access.ts'
import type { OperationRequest, SandboxReply, SandboxRequest } from './call.ts'
import { CallContext } from './call-context.ts'
import { changedRequest } from './changed-request.ts'
import { inferred } from './crud.ts'
import { exampleReply } from './example.ts'
import { type Exchange, exchangeOf } from './exchange.ts'
import type { Face, FieldError } from './face.ts'
import { failedReply } from './failed-reply.ts'
import { fieldErrors } from './field-errors.ts'
import { once } from './idempotency.ts'
import { allowOf, byMethod } from './methods.ts'
import type { ProblemTable } from './operation-table.ts'
import type { BoundOperation, Operations } from './operations.ts'
import { preferredReply } from './preference.ts'
import { ProblemError, validationFailed } from './problems.ts'
import { countRequest } from './rate-limit.ts'
import { checkReply } from './reply-check.ts'
import { readBody, unreadBody } from './request-body.ts'
import { type RequestFaults, strikeRequest } from './request-faults.ts'
import { identify, recordExchange, sendOff } from './send-off.ts'
import { twice } from './twice.ts'
import type { Violations } from './violation.ts'
import type { WorldState } from './world-state.ts'

/**
 * From a request to an answer. The order is that of a FastAPI backend behind a gateway: path and method (404, 405), faults, limits
 * (429), the token (401), the request itself (413, 415, 422), then what the caller may do (403) and whether it is there (404).
 */
export class Pipeline {
  readonly #operations: Operations
  readonly #gateway: ProblemTable
  readonly #violations: Violations
  readonly #bodyLimit: number

  constructor(operations: Operations, gateway: ProblemTable, violations: Violations, bodyLimit: number) {
    this.#operations = operations
    this.#gateway = gateway
    this.#violations = violations
    this.#bodyLimit = bodyLimit
  }

  /** @param quiet leaves the request off the timeline: whoever makes it has an item of its own */
  answer(state: WorldState, request: SandboxRequest, quiet = false): SandboxReply | Promise<SandboxReply> {
    const exchange = exchangeOf(state, request, quiet)
    let reply: SandboxReply | Promise<SandboxReply>
    try {
      reply = this.#reply(exchange)
    } catch (error) {
      reply = this.#failed(exchange, error)
    }
    if (!(reply instanceof Promise))
      return state.webhooks.owesDeliveries ? this.#deliverFirst(exchange, reply) : sendOff(exchange, reply)
    return reply
      .catch((error: unknown) => this.#failed(exchange, error))
      .then((late) => this.#deliverFirst(exchange, late))
  }

  /** Looks for the operation that opens a socket, and for what stands in the way. */
  refuseSocket(
    state: WorldState,
    request: SandboxRequest,
  ): { readonly operation: BoundOperation; readonly input: OperationRequest } | { readonly reply: SandboxReply } {
    const exchange = exchangeOf(state, request)
    try {
      const operation = this.#route(exchange)
      if (operation.socket === undefined)
        throw new ProblemError('path_not_found', { detail: 'No socket is served at this path.' })
      const [refusal] = state.world.faults.strike({ on: 'connect', operation: operation.entry.id, path: request.path })
      if (refusal?.kind === 'refuse') throw new ProblemError('service_unavailable', { headers: { 'retry-after': '1' } })
      if (refusal?.kind === 'reset') {
        recordExchange(exchange, 503)
        return { reply: { status: 503, headers: {}, transport: { kind: 'reset' } } }
      }
      const { input, errors } = this.#input(exchange, operation)
      if (errors.length > 0) throw validationFailed(errors)
      recordExchange(exchange, 101)
      return { operation, input }
    } catch (error) {
      return { reply: sendOff(exchange, this.#failed(exchange, error)) }
    }
  }

  #reply(exchange: Exchange): SandboxReply | Promise<SandboxReply> {
    const loading = this.#operations.loading(exchange.request.path)
    return loading === undefined ? this.#routed(exchange) : loading.then(() => this.#routed(exchange))
  }

  #routed(exchange: Exchange): SandboxReply | Promise<SandboxReply> {
    const { world, request } = exchange
    if (request.method === 'OPTIONS') {
      const allowed = this.#allowed(exchange)
      if (allowed !== undefined) return { status: 204, headers: { allow: allowed } }
    }
    const operation = this.#route(exchange)
    if (request.tooLargeFor !== undefined) throw unreadBody(request.tooLargeFor)
    let refusal = this.#authenticate(exchange, operation)
    const faults = strikeRequest(
      world,
      operation.entry,
      exchange.found?.path ?? request.path,
      exchange.caller,
      this.#gateway,
      exchange.requestId,
      // A call from the platform was struck before it came here.
      operation.face.prefix === '' || exchange.quiet ? undefined : subjectOf(operation.face, exchange),
    )
    exchange.faults = faults
    if (faults.tokenExpires && exchange.caller !== undefined) {
      operation.face.expireToken?.(world, exchange.caller)
      refusal = this.#authenticate(exchange, operation)
    }
    if (faults.latency > 0)
      return world.activity.sleep(faults.latency).then(() => this.#afterFaults(exchange, operation, refusal))
    return this.#afterFaults(exchange, operation, refusal)
  }

  #afterFaults(exchange: Exchange, operation: BoundOperation, refusal: unknown): SandboxReply | Promise<SandboxReply> {
    const { world, request, caller } = exchange
    const faults = exchange.faults as RequestFaults
    if (faults.neverArrives) return { status: 503, headers: {} }
    if (faults.problem !== undefined) throw faults.problem
    if (faults.rateLimit !== undefined)
      exchange.limitHeaders = countRequest(world, operation, request, caller, faults.rateLimit)
    if (refusal !== undefined) throw refusal
    const { input, errors } = this.#input(exchange, operation)
    if (errors.length > 0) throw validationFailed(errors)
    checkAccess(operation, caller, input.path as Readonly<Record<string, unknown>>)
    const execute = () => this.#execute(exchange, operation, input)
    return faults.repeated === undefined ? execute() : twice(execute, faults.repeated)
  }

  #execute(
    exchange: Exchange,
    operation: BoundOperation,
    input: OperationRequest,
  ): SandboxReply | Promise<SandboxReply> {
    const { world, request, caller } = exchange
    const key = operation.entry.idempotent ? request.headers['idempotency-key'] : undefined
    if (key === undefined) return this.#carryOut(exchange, operation, input)
    const content = { path: exchange.found?.path ?? request.path, query: request.query, body: input.body }
    return once(world, operation, key, caller, content, async () => {
      try {
        return identify(exchange, await this.#carryOut(exchange, operation, input))
      } catch (error) {
        return identify(exchange, this.#failed(exchange, error))
      }
    })
  }

  #carryOut(
    exchange: Exchange,
    operation: BoundOperation,
    input: OperationRequest,
  ): SandboxReply | Promise<SandboxReply> {
    const { entry } = operation
    const answers = exchange.faults?.answers ?? []
    const request = answers.length === 0 ? exchange.request : changedRequest(exchange.request, { effects: answers })
    const call = new CallContext(exchange.world, entry, request, exchange.requestId, exchange.caller, input)
    const reply =
      preferredReply(entry, call) ??
      operation.behaviour?.(call) ??
      inferred(operation, call) ??
      exampleReply(entry, call)
    return reply instanceof Promise
      ? reply.then((late) => this.#checked(exchange, operation, late))
      : this.#checked(exchange, operation, reply)
  }

  #checked(exchange: Exchange, operation: BoundOperation, reply: SandboxReply): SandboxReply {
    checkReply(operation.entry, identify(exchange, reply))
    return reply
  }

  #route(exchange: Exchange): BoundOperation {
    const { request } = exchange
    exchange.found = this.#operations.find(request.path)
    const methods = exchange.found?.route?.methods
    if (methods === undefined)
      throw new ProblemError('path_not_found', { detail: `No operation of this API has the path ${request.path}.` })
    const operation = byMethod(methods, request.method)
    exchange.operation = operation
    return operation
  }

  #allowed(exchange: Exchange): string | undefined {
    const methods = this.#operations.find(exchange.request.path)?.route?.methods
    return methods === undefined || methods.has('OPTIONS') ? undefined : allowOf(methods)
  }

  /** Gives why the caller is not known, because faults and limits come before it is said. */
  #authenticate(exchange: Exchange, { entry, face }: BoundOperation): unknown {
    try {
      face.admit?.(exchange.world, exchange.request, entry)
      if (entry.security.length === 0) return undefined
      exchange.caller = face.authenticate(exchange.world, exchange.request, entry)
      return undefined
    } catch (error) {
      return error
    }
  }

  #input(
    exchange: Exchange,
    { entry, reader, face }: BoundOperation,
  ): { input: OperationRequest; errors: readonly FieldError[] } {
    const { request, found } = exchange
    const { validate } = entry
    const path = reader.path(found?.parameters ?? {})
    const query = reader.query(request.query)
    const headers = reader.headers(request.headers)
    const body = readBody(entry, request, this.#bodyLimit, face.takesAnyTypeForJson === true)
    let errors = body.errors
    if (validate.headers?.(headers) === false)
      errors = [...fieldErrors('header', validate.headers.errors ?? []), ...errors]
    if (validate.query?.(query) === false) errors = [...fieldErrors('query', validate.query.errors ?? []), ...errors]
    if (validate.path?.(path) === false) errors = [...fieldErrors('path', validate.path.errors ?? []), ...errors]
    return { input: { path, query, headers, body: body.value }, errors }
  }

  #failed(exchange: Exchange, error: unknown): SandboxReply {
    return failedReply(exchange, error, this.#gateway, this.#violations)
  }

  async #deliverFirst(exchange: Exchange, reply: SandboxReply): Promise<SandboxReply> {
    await exchange.state.webhooks.deliverOwed()
    return sendOff(exchange, reply)
  }
}

/** Who a request of a provider's client is for. Nobody asks where no rule could strike. */
const subjectOf = (face: Face, { world, request }: Exchange): string | undefined =>
  world.faults.all.length === 0 ? undefined : (face.subject?.(request) ?? face.name)
