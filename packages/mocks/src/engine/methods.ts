import { ProblemError } from './problems.ts'

/** What a path takes, as an `Allow` header has it. */
export function allowOf(methods: ReadonlyMap<string, unknown>): string {
  const names = [...methods.keys()]
  if (methods.has('GET') && !methods.has('HEAD')) names.push('HEAD')
  return [...names, 'OPTIONS'].join(', ')
}

/** What stands behind a method of a path; what can be read can be asked for without its body. @throws {ProblemError} 405 */
export function byMethod<T>(methods: ReadonlyMap<string, T>, method: string): T {
  const found = methods.get(method) ?? (method === 'HEAD' ? methods.get('GET') : undefined)
  if (found !== undefined) return found
  const allow = allowOf(methods)
  const detail = `This path takes ${allow}, not ${method}.`
  throw new ProblemError('method_not_allowed', { detail, headers: { allow } })
}
