import { Call } from './call.ts'
import type { Core } from './core.ts'
import { errorOf } from './decode.ts'
import { type ApiError, isConcordError, RequestError, type TransportError } from './errors.ts'
import { flag, type Operation, type OperationFeatures } from './operation.ts'
import { type RateLimit, rateLimitOf } from './rate-limit.ts'
import type { ApiRequest, CallOptions, Reply } from './request.ts'
import { pathOf, queryOf } from './url.ts'

/** What `.result()` gives: the value, or the error as a value. */
export type Result<Value, Problem> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Problem | TransportError }

/** What `.withResponse()` gives. */
export interface Answer<Value> {
  readonly value: Value
  /** As `fetch` gave it; its body is used up. */
  readonly response: Response
  readonly requestId: string | undefined
  readonly rateLimit: RateLimit | undefined
}

/** A call under way: a promise of its value with two other ways to take it. */
export interface ApiPromise<Value, Problem = ApiError> extends Promise<Value> {
  /**
   * Never rejects for what HTTP or the network did: errors are values, narrowed by `status` and `code`.
   *
   * @example
   * const result = await concord.documents.create(body).result()
   * if (!result.ok && result.error.code === 'rate_limited') wait(result.error.retryAfterMs)
   */
  result(): Promise<Result<Value, Problem>>
  /** The value together with the response, its request id and what is left of the rate limit. Rejects as the call itself does. */
  withResponse(): Promise<Answer<Value>>
}

/**
 * Makes the plain function of an operation. Its arguments are the values of the path, the body, the query (each only if the
 * operation has it) and the options.
 */
export function operation<Plain extends (core: Core, ...values: never[]) => unknown>(
  id: string,
  method: string,
  path: string,
  flags = 0,
  features?: OperationFeatures,
): Plain {
  const descriptor: Operation = { id, method, path, flags, ...features }
  const plain = (core: Core, ...values: unknown[]) => execute(core, descriptor, values)
  // The generated file states the signature; the descriptor beside it is what makes it true.
  return plain as unknown as Plain
}

/** What the methods below find on the promise that they belong to. */
interface Pending extends ApiPromise<unknown> {
  call: Call
}

/** Sends a call. It starts at once, as every promise does. */
export function execute(core: Core, descriptor: Operation, values: readonly unknown[]): ApiPromise<unknown> {
  const { flags } = descriptor
  let used = descriptor.path.split('{').length - 1
  const path = values.slice(0, used)
  const body = flags & flag.body ? values[used++] : undefined
  const query = flags & flag.query ? values[used++] : undefined
  const options = (values[used] ?? {}) as CallOptions
  const key = flags & flag.keyed ? (options.idempotencyKey ?? core.newKey()) : undefined
  const call = new Call(core, descriptor.id, options, key)
  const promise = run(call, descriptor, path, body, query) as Pending
  // On the promise itself: a subclass would make every `await` slower.
  promise.call = call
  promise.result = result
  promise.withResponse = withResponse
  return promise
}

async function run(
  call: Call,
  descriptor: Operation,
  path: readonly unknown[],
  body: unknown,
  query: unknown,
): Promise<unknown> {
  const { core } = call
  const { onEvent } = core
  const start = onEvent ? core.clock.now() : 0
  try {
    const request = requestOf(call, descriptor, path, body, query)
    // Without the query, which may hold what nobody else should see: the code of a sign-in.
    onEvent?.({
      type: 'request',
      operation: call.operation,
      method: request.method,
      url: request.url.split('?', 1)[0] as string,
    })
    const reply = await core.send(request)
    call.reply = reply
    if (onEvent)
      onEvent({
        type: 'response',
        operation: call.operation,
        status: reply.status,
        attempts: call.attempts,
        milliseconds: core.clock.now() - start,
      })
    if (reply.status >= 400) throw errorOf(request, reply)
    return reply.body
  } catch (error) {
    if (onEvent && isConcordError(error))
      onEvent({ type: 'failure', operation: call.operation, error, milliseconds: core.clock.now() - start })
    throw error
  } finally {
    if (!descriptor.open) call.close()
  }
}

/** Writes the request, once for all of its attempts: what is changed in the body afterwards does not matter. */
function requestOf(
  call: Call,
  descriptor: Operation,
  path: readonly unknown[],
  body: unknown,
  query: unknown,
): ApiRequest {
  const { core, options, idempotencyKey } = call
  const headers: Record<string, string> = { accept: descriptor.accept ?? 'application/json', ...core.headers }
  if (idempotencyKey) headers['idempotency-key'] = idempotencyKey
  for (const name in options.headers) headers[name.toLowerCase()] = options.headers[name] as string
  try {
    const request = {
      operation: descriptor,
      method: descriptor.method,
      url: core.baseUrl + pathOf(descriptor.path, path) + (query ? (descriptor.query ?? queryOf)(query) : ''),
      headers,
      body: undefined as ApiRequest['body'],
      timeout: options.timeout ?? core.timeout,
      call,
    }
    if (body !== undefined) {
      if (descriptor.encode) request.body = descriptor.encode(body, request, headers)
      else {
        headers['content-type'] ??= 'application/json'
        request.body = JSON.stringify(body)
      }
    }
    return request
  } catch (cause) {
    throw new RequestError(call, (cause as Error).message, cause)
  }
}

function result(this: Pending): Promise<Result<unknown, ApiError>> {
  return this.then(
    (value) => ({ ok: true, value }),
    (error: unknown) => {
      // Anything else is a mistake in the code around the call, such as a middleware that throws.
      if (isConcordError(error)) return { ok: false, error: error as ApiError }
      throw error
    },
  )
}

function withResponse(this: Pending): Promise<Answer<unknown>> {
  return this.then((value) => {
    const { response, headers } = this.call.reply as Reply
    return { value, response, requestId: headers.get('x-request-id') ?? undefined, rateLimit: rateLimitOf(headers) }
  })
}
