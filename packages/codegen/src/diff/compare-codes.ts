import type { OperationModel } from '../model.ts'
import type { Comparison, OperationPair } from './comparison.ts'

/** The problem codes that an operation answers with: clients branch on them. */
export function compareCodes({ log }: Comparison, pair: OperationPair): void {
  const before = codesOf(pair.old)
  const after = codesOf(pair.new)
  const report = { operation: pair.label, old: pair.oldWritten, new: pair.newWritten }
  const gone = [...before].filter(([code]) => !after.has(code))
  const added = new Set([...after.keys()].filter((code) => !before.has(code)))
  for (const [code, status] of before) {
    const now = after.get(code)
    if (now !== undefined && now !== status)
      log.report('error-code-moved', {
        ...report,
        where: now,
        detail: `the code ${code} came with ${status} and comes with ${now}`,
      })
  }
  for (const [code, status] of gone) {
    const heirs = [...added].filter((one) => after.get(one) === status)
    const [heir] = heirs
    // One for one with the same status: the same fault in another word. Else nobody can tell which became which.
    if (heir !== undefined && heirs.length === 1 && gone.filter(([, other]) => other === status).length === 1) {
      added.delete(heir)
      log.report('error-code-renamed', {
        ...report,
        where: status,
        detail: `the code ${code} is gone, and ${heir} stands in its place`,
      })
    } else log.report('error-code-removed', { ...report, where: status, detail: `the code ${code} is gone` })
  }
  for (const code of added)
    log.report('error-code-added', { ...report, where: after.get(code) ?? '', detail: `the code ${code} was added` })
}

/** Codes with their status; a code of several statuses stands under the first. */
function codesOf(operation: OperationModel): Map<string, string> {
  const codes = new Map<string, string>()
  for (const { status, codes: own } of operation.responses)
    for (const code of own) if (!codes.has(code)) codes.set(code, status)
  return codes
}

/** Codes that may be answered on any path. */
export function compareGatewayCodes({ log, old, new: next }: Comparison): void {
  const names = (problems: typeof old.gatewayProblems) => problems.map(({ name }) => name)
  const before = names(old.gatewayProblems)
  const after = names(next.gatewayProblems)
  const where = 'any path'
  for (const code of before)
    if (!after.includes(code))
      log.report('error-code-removed', { where, detail: `the code ${code} of the gateway is gone` })
  for (const code of after)
    if (!before.includes(code))
      log.report('error-code-added', { where, detail: `the code ${code} of the gateway was added` })
}
