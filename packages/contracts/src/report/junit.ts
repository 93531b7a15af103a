import { detailsOf } from './failure-text.ts'
import { grouped } from './grouped.ts'
import { escaped } from './markup.ts'
import { type CheckResult, isBroken, type VerificationReport } from './report.ts'

/**
 * Reports as JUnit XML: a suite for each provider and layer, a case for each check. What CI servers show in a list of failures is the
 * cause; the rest stands below it. What fails of a pending pact counts as skipped.
 *
 * @example
 * await writeFile('contracts.xml', renderJUnit([report]))
 */
export function renderJUnit(reports: readonly VerificationReport[]): string {
  const suites = reports.flatMap(({ provider, checks }) =>
    [...grouped(checks, ({ layer }) => layer)].map(([layer, group]) => suite(`${provider}.${layer}`, group)),
  )
  const all = reports.flatMap(({ checks }) => checks)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="concord-verify" ${counts(all)}>\n${suites.join('\n')}\n</testsuites>\n`
}

function suite(name: string, checks: readonly CheckResult[]): string {
  return `  <testsuite name="${escaped(name)}" ${counts(checks)}>\n${checks.map((check) => testCase(name, check)).join('\n')}\n  </testsuite>`
}

function testCase(suiteName: string, check: CheckResult): string {
  const head = `    <testcase classname="${escaped(suiteName)}" name="${escaped(check.name)}" time="${seconds(check.milliseconds)}"`
  const { failure } = check
  if (failure === undefined) return `${head}/>`
  const text = [failure.cause, ...detailsOf(check, failure)].join('\n')
  if (!isBroken(check))
    return `${head}>\n      <skipped message="${escaped(`pending: ${failure.cause}`)}"/>\n      <system-out>${escaped(text)}</system-out>\n    </testcase>`
  return `${head}>\n      <failure message="${escaped(failure.cause)}" type="${escaped(check.rule)}">${escaped(text)}</failure>\n    </testcase>`
}

function counts(checks: readonly CheckResult[]): string {
  const failures = checks.filter(isBroken).length
  const skipped = checks.filter((check) => check.failure !== undefined && !isBroken(check)).length
  const time = checks.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
  return `tests="${checks.length}" failures="${failures}" errors="0"${skipped === 0 ? '' : ` skipped="${skipped}"`} time="${seconds(time)}"`
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3)
