import { NoReply } from '../backend/backend.ts'
import { StateFailed } from '../backend/provider-states.ts'
import { curlOf } from '../backend/sent-request.ts'
import type { CheckResult, Failure, PlannedCheck } from '../report/report.ts'

/**
 * Runs one check. A provider state that fails, or a backend that does not answer, is a failure of this check; every other error is a
 * fault of the verifier and goes on up.
 *
 * @example
 * tell(await runCheck(planned, async () => (await looksRight()) ? undefined : { cause: 'It does not.', mismatches: [] }))
 */
export async function runCheck(planned: PlannedCheck, body: () => Promise<Failure | undefined>): Promise<CheckResult> {
  const started = performance.now()
  const failure = await body().catch((error: unknown): Failure => {
    if (error instanceof StateFailed) return { cause: error.message, mismatches: [] }
    if (error instanceof NoReply) return { cause: error.message, mismatches: [], curl: curlOf(error.sent) }
    throw error
  })
  return { ...planned, milliseconds: Math.round(performance.now() - started), ...(failure && { failure }) }
}
