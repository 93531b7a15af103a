import { WorldReplaced } from '../world/activity.ts'
import type { SandboxReply } from './call.ts'
import type { Exchange } from './exchange.ts'
import type { ProblemTable } from './operation-table.ts'
import { describeProblem, ProblemError, renderProblem, SandboxFault, worldReplaced } from './problems.ts'
import { checkReply } from './reply-check.ts'
import { identify } from './send-off.ts'
import type { Violations } from './violation.ts'

/** The answer to a request that could not be carried out: the problem that was thrown, or a 500 where the sandbox itself was wrong. */
export function failedReply(
  exchange: Exchange,
  error: unknown,
  gateway: ProblemTable,
  violations: Violations,
): SandboxReply {
  const { operation, requestId, found } = exchange
  let fault = error
  const refusal = error instanceof WorldReplaced ? worldReplaced(error) : error
  if (refusal instanceof ProblemError) {
    try {
      const problem = describeProblem(refusal, operation?.entry, gateway, requestId)
      const known = operation?.entry.problems[refusal.code] === undefined ? undefined : operation.entry
      const reply = identify(exchange, renderProblem(operation?.face ?? found?.face, problem, known))
      if (known !== undefined) checkReply(known, reply)
      return reply
    } catch (wrong) {
      fault = wrong
    }
  }
  const where = operation?.entry.id ?? exchange.request.path
  violations.record(exchange.world, where, fault)
  return internalError(exchange, where, fault, gateway)
}

function internalError(exchange: Exchange, where: string, fault: unknown, gateway: ProblemTable): SandboxReply {
  const message = fault instanceof Error ? fault.message : String(fault)
  const detail = fault instanceof SandboxFault ? message : `The sandbox failed in ${where}: ${message}`
  const known = { internal_error: gateway.internal_error ?? { status: 500, body: { title: 'Internal error' } } }
  const error = new ProblemError('internal_error', { detail })
  const problem = describeProblem(error, undefined, known, exchange.requestId)
  return renderProblem(exchange.operation?.face ?? exchange.found?.face, problem)
}
