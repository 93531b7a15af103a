import { ApiError, DecodeError } from './errors.ts'
import { flag } from './operation.ts'
import type { ApiRequest, Reply } from './request.ts'
import { retryAfter } from './retry-after.ts'

/** More than any problem needs, and less than a broken proxy could send. */
const longestProblem = 1 << 20

/** Reads a successful answer as JSON. */
export async function bodyOf(response: Response, { call, operation }: ApiRequest): Promise<unknown> {
  const { status } = response
  if (status === 204 || status === 205) return
  try {
    if (!(operation.flags & flag.empty)) return await response.json()
    const text = await response.text()
    return text ? JSON.parse(text) : undefined
  } catch (cause) {
    // Whatever else happens to a body happened to the connection.
    if (cause instanceof SyntaxError)
      throw new DecodeError(call, `the answer with status ${status} is not JSON: ${cause.message}`, cause)
    throw cause
  }
}

/** Reads what an error says, as far as it is reasonable: parsed where it is JSON, else its text, else nothing. */
export async function problemOf(response: Response): Promise<unknown> {
  const text = await beginningOf(response)
  try {
    return JSON.parse(text)
  } catch {
    return text || undefined
  }
}

async function beginningOf(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return response.text()
  const decoder = new TextDecoder()
  let text = ''
  for (let size = 0; ; ) {
    const { done, value } = await reader.read()
    if (done) return text
    text += decoder.decode(value, { stream: true })
    size += value.length
    if (size > longestProblem) {
      // Nobody waits for the rest, nor for the news that it was refused.
      reader.cancel().catch(() => {})
      return text
    }
  }
}

/** Turns an answered error into what is thrown. */
export function errorOf(request: ApiRequest, { status, headers, body }: Reply): ApiError {
  const problem = (body && typeof body === 'object' ? body : {}) as {
    code?: unknown
    detail?: unknown
    title?: unknown
  }
  return new ApiError(request.call, {
    status,
    code: typeof problem.code === 'string' ? problem.code : `http_${status}`,
    body,
    detail: String(problem.detail ?? problem.title ?? ''),
    requestId: headers.get('x-request-id') ?? undefined,
    retryAfterMs: retryAfter(headers, request.call.core.clock.now()),
  })
}
