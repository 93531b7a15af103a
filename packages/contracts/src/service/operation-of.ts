import type { SentRequest } from '../backend/sent-request.ts'
import type { OperationContract, ServiceContract } from './service-contract.ts'

/**
 * Finds the operation that a request was for. Paths with fewer templates win, as in OpenAPI.
 *
 * @param baseUrl what stands before the paths of the contract
 *
 * @example
 * operationFinder(contract, new URL('http://localhost:8000'))(reply.sent)?.id // 'documents.get'
 */
export function operationFinder(
  { operations }: Pick<ServiceContract, 'operations'>,
  baseUrl: URL,
): (sent: Pick<SentRequest, 'method' | 'url'>) => OperationContract | undefined {
  const prefix = baseUrl.pathname.replace(/\/$/, '')
  const known = operations
    .map((operation) => ({
      operation,
      pattern: patternOf(operation.path),
      templates: operation.path.split('{').length,
    }))
    .sort((one, other) => one.templates - other.templates)
  return ({ method, url }) => {
    const { pathname } = new URL(url)
    if (!pathname.startsWith(prefix)) return undefined
    const path = pathname.slice(prefix.length)
    return known.find(({ operation, pattern }) => operation.method === method && pattern.test(path))?.operation
  }
}

function patternOf(path: string): RegExp {
  const literal = path.split(/\{[^}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${literal.join('[^/]+')}$`)
}
