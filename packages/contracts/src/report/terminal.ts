import { brokerLines } from './broker-lines.ts'
import { type CheckResult, failuresIn, isBroken, type VerificationReport } from './report.ts'

const SHOWN = 3

/**
 * A report for a terminal: every failure with its root cause first, then the first differences, then the request to send again; at the
 * end one line with the counts.
 *
 * @example
 * process.stdout.write(renderForTerminal(report, { colour: process.stdout.isTTY }))
 */
export function renderForTerminal(report: VerificationReport, options: { readonly colour: boolean }): string {
  const paint = (code: number, text: string) => (options.colour ? `\u001b[${code}m${text}\u001b[0m` : text)
  const failed = failuresIn(report.checks)
  const kept = report.checks.length - failed.length
  const seconds = (report.milliseconds / 1000).toFixed(1)
  const lines = failed.flatMap((check) => [...failureLines(check, paint), ''])
  const verdict = !failed.some(isBroken) ? paint(32, 'satisfied') : paint(31, 'broken')
  const waiting = failed.filter(({ pending }) => pending === true).length
  const others = waiting === 0 ? '' : `, ${waiting} of pending pacts do not`
  const counts = `${kept} of ${report.checks.length} checks hold${others}`
  const { received } = report
  const unsent = received.length === 0 ? [] : [`Not this backend's to send, so not checked: ${received.join('; ')}.`]
  return [
    ...lines,
    `${report.provider} at ${report.baseUrl}: ${verdict}, ${counts} (${seconds} s)`,
    ...unsent,
    ...brokerLines(report.broker, report.provider),
    '',
  ].join('\n')
}

function failureLines(
  { name, source, failure, pending }: CheckResult,
  paint: (code: number, text: string) => string,
): string[] {
  if (failure === undefined) return []
  const rest = failure.mismatches.filter((mismatch) => !failure.cause.includes(mismatch))
  const hidden = rest.length - SHOWN
  return [
    pending ? `${paint(33, '…')} ${paint(1, name)} (pending)` : `${paint(31, '✗')} ${paint(1, name)}`,
    `  ${failure.cause}`,
    ...rest.slice(0, SHOWN).map((mismatch) => `    ${mismatch}`),
    ...(hidden > 0 ? [`    … and ${hidden} more`] : []),
    ...(failure.expected === undefined ? [] : [`    expected ${failure.expected}, got ${failure.actual ?? 'nothing'}`]),
    ...(source === undefined ? [] : [`  ${paint(2, source)}`]),
    ...(failure.curl === undefined ? [] : [`  ${paint(2, failure.curl)}`]),
    ...(failure.replay === undefined ? [] : [`  ${paint(2, failure.replay)}`]),
  ]
}
