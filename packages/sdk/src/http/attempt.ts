import { bodyOf, problemOf } from './decode.ts'
import { isConcordError, NetworkError, TimeoutError } from './errors.ts'
import type { ApiRequest, Reply } from './request.ts'

/**
 * Sends a request once and reads the answer to its end. Time-outs cover the body, and each attempt has a signal of its own, so that one
 * that ran out of time cannot spoil the next. A `fetch` that ignores its signal is left behind.
 */
export function attempt(request: ApiRequest): Promise<Reply> {
  const { call, timeout } = request
  const controller = new AbortController()
  call.attempts++
  return call.wait((resolve, reject) => {
    const stop = call.core.clock.after(timeout, () => reject(new TimeoutError(call, 'timeout', timeout)))
    receive(request, controller.signal).then(resolve, (error: unknown) =>
      reject(isConcordError(error) ? error : new NetworkError(call, error)),
    )
    return (failed) => {
      stop()
      if (failed) controller.abort()
    }
  })
}

async function receive(request: ApiRequest, signal: AbortSignal): Promise<Reply> {
  const { operation, url, method, headers } = request
  const body = typeof request.body === 'function' ? request.body() : request.body
  const { fetch } = request.call.core
  const init: RequestInit & { duplex?: 'half' } = { method, headers, signal }
  if (body !== undefined) init.body = body
  if (body instanceof ReadableStream) init.duplex = 'half'
  if (operation.redirect) init.redirect = operation.redirect
  const response = await fetch(url, init)
  const { status } = response
  return {
    status,
    headers: response.headers,
    body: await (status < 400 ? (operation.decode ?? bodyOf)(response, request) : problemOf(response)),
    response,
  }
}
