import type { SandboxRequest } from './call.ts'

/**
 * The same request with some of its members changed. A door's request has getters, which a spread would leave behind.
 *
 * @example changedRequest(request, { path: '/v1/refunds' })
 */
export function changedRequest(request: SandboxRequest, changes: Partial<SandboxRequest>): SandboxRequest {
  const { method, path, query, headers, body, tooLargeFor, origin, id, signal, effects } = request
  return {
    method,
    path,
    query,
    headers,
    origin,
    ...(body !== undefined && { body }),
    ...(tooLargeFor !== undefined && { tooLargeFor }),
    ...(id !== undefined && { id }),
    ...(signal !== undefined && { signal }),
    ...(effects !== undefined && { effects }),
    ...changes,
  }
}
