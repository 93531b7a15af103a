import { detailsOf } from './failure-text.ts'
import type { CheckResult, VerificationReport } from './report.ts'

/**
 * Failures as GitHub's workflow commands, an annotation for each, on the line of the spec that is broken. Those of pending pacts are warnings.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 *
 * @example
 * if (process.env.GITHUB_ACTIONS === 'true') process.stdout.write(renderForGitHub([report]))
 */
export function renderForGitHub(reports: readonly VerificationReport[]): string {
  return reports
    .flatMap(({ checks }) => checks)
    .map(annotation)
    .join('')
}

function annotation(check: CheckResult): string {
  const { failure, name, source, pending } = check
  if (failure === undefined) return ''
  const [file, line] = source?.split(':') ?? []
  const properties = [
    ...(file === undefined ? [] : [`file=${property(file)}`]),
    ...(line === undefined ? [] : [`line=${property(line)}`]),
    `title=${property(name)}`,
  ]
  return `::${pending ? 'warning' : 'error'} ${properties.join(',')}::${data([failure.cause, ...detailsOf(check, failure)].join('\n'))}\n`
}

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
