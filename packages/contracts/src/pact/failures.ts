import { problemIn } from '../backend/http-text.ts'
import { curlOf } from '../backend/sent-request.ts'
import type { Failure } from '../report/report.ts'
import type { Exchange } from './exchange.ts'
import type { CoreDifference, CoreResult } from './run-core.ts'

/**
 * Why an interaction failed, the root cause first. Pact's core prints a long difference of bodies when the true reason is one
 * number; what really travelled tells more.
 *
 * @param exchange what really travelled; absent where that is not known
 */
export function failureOf(result: CoreResult, exchange: Exchange | undefined): Failure {
  const differences = result.mismatch?.mismatches ?? []
  const mismatches = differences.map(describe)
  const status = differences.find(({ type }) => type === 'StatusMismatch')
  const curl = exchange?.sent === undefined ? undefined : curlOf(exchange.sent)
  return {
    cause: exchange?.trouble ?? (status === undefined ? firstCause(result, mismatches) : statusCause(status, exchange)),
    mismatches: status === undefined ? mismatches : mismatches.filter((_, index) => differences[index] !== status),
    ...(curl !== undefined && { curl }),
  }
}

function firstCause(result: CoreResult, mismatches: readonly string[]): string {
  return mismatches[0] ?? result.mismatch?.message ?? 'Pact gave no reason.'
}

function statusCause({ expected, actual }: CoreDifference, exchange: Exchange | undefined): string {
  const received = exchange?.received
  const said = received === undefined ? undefined : problemIn(received.body)
  return `${received?.status ?? actual} instead of ${expected}${said === undefined ? '' : `: ${said}`}`
}

function describe({ type, path, key, mismatch, expected, actual }: CoreDifference): string {
  const what = mismatch ?? `expected ${show(expected)}, got ${show(actual)}`
  if (type === 'HeaderMismatch') return `header ${key}: ${what}`
  if (type === 'BodyTypeMismatch') return `body: ${what}`
  return path === undefined || what.includes(path) ? what : `${path}: ${what}`
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text === undefined ? 'nothing' : text.length > 80 ? `${text.slice(0, 77)}…` : text
}
