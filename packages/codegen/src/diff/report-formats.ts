import type { SourceLocation } from '../model.ts'
import type { Change } from './change.ts'
import { countsOf, type DiffReport, operationsOf, whereOf } from './diff-report.ts'
import { listed } from './report-terminal.ts'

/** For programs: everything, with stable names. */
export function jsonReport(report: DiffReport): string {
  const place = (location: SourceLocation | undefined) =>
    location && { file: location.file, line: location.line, column: location.column, pointer: location.pointer }
  const changes = report.changes.map((change) => ({ ...change, old: place(change.old), new: place(change.new) }))
  return JSON.stringify({ ...report, changes }, undefined, 2)
}

/** For a comment on a pull request, or a job's summary. */
export function markdownReport(report: DiffReport): string {
  const { total, broken } = report.pacts
  const title = report.changes.length === 0 ? 'The contracts are the same' : `${countsOf(report)}: ${report.bump}`
  const rows = report.changes.map(
    (change) =>
      `| ${change.level} | ${cell(operationsOf(change))} | ${cell(whereOf(change))} | ${cell(change.message)} | \`${change.rule}\` |`,
  )
  const table = rows.length === 0 ? [] : ['', '| | operation | where | what | rule |', '|---|---|---|---|---|', ...rows]
  const pacts =
    broken.length === 0
      ? []
      : [
          '',
          `**${broken.length} of ${total} pacts break:**`,
          '',
          ...broken.map(
            ({ operation, interaction, reasons }) =>
              `- \`${operation}\`: ${interaction}, because ${text(listed(reasons))}`,
          ),
        ]
  return [`### ${title}`, '', `\`${report.old}\` → \`${report.new}\``, ...table, ...pacts].join('\n')
}

/** Words that Markdown takes as they stand. */
export const text = (value: string): string => value.replace(/[*<>_|]/g, '\\$&')
const cell = (value: string): string => text(value).replaceAll('\n', ' ')

/** For GitHub's log, which shows it at the line in the pull request. */
export function githubReport(report: DiffReport): string {
  const { broken } = report.pacts
  const lines = report.changes
    .filter(({ level }) => level !== 'safe')
    .map((change) =>
      annotation(change.level === 'breaking' ? 'error' : 'warning', change.rule, messageOf(change), change.new),
    )
  const pacts = broken.map(({ operation, interaction, reasons }) =>
    annotation('error', 'broken-pact', `${operation}: ${interaction} breaks, because ${listed(reasons)}.`, undefined),
  )
  const end =
    report.changes.length === 0 ? 'Nothing changed.' : `${countsOf(report)}. The bump that follows: ${report.bump}.`
  return [...lines, ...pacts, end].join('\n')
}

const messageOf = (change: Change): string => {
  const subject = [operationsOf(change), whereOf(change)].filter((part) => part !== '').join(', ')
  return subject === '' ? change.message : `${subject}: ${change.message}`
}

/** @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions */
function annotation(
  kind: 'error' | 'warning',
  title: string,
  message: string,
  place: SourceLocation | undefined,
): string {
  const data = (value: string) => value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  const property = (value: string) => data(value).replaceAll(':', '%3A').replaceAll(',', '%2C')
  const where = place === undefined ? [] : [`file=${property(place.file)}`, `line=${place.line}`, `col=${place.column}`]
  return `::${kind} ${[...where, `title=${property(title)}`].join(',')}::${data(message)}`
}
