import type { CheckResult, Failure } from './report.ts'

/**
 * Everything that is known of a failure, a line for each thing: what differs, what was expected, how to send the request again.
 *
 * @param failure of the check; the cause itself is not repeated
 */
export function detailsOf({ source, rule }: Pick<CheckResult, 'source' | 'rule'>, failure: Failure): readonly string[] {
  const { cause, mismatches, expected, actual, curl, replay } = failure
  return [
    ...mismatches.filter((mismatch) => !cause.includes(mismatch)),
    ...(expected === undefined ? [] : [`expected: ${expected}`]),
    ...(actual === undefined ? [] : [`actual: ${actual}`]),
    ...(curl === undefined ? [] : [`again: ${curl}`]),
    ...(replay === undefined ? [] : [`find it again: ${replay}`]),
    `rule: ${rule}${source === undefined ? '' : `, ${source}`}`,
  ]
}
