import { createHash } from 'node:crypto'
import type { GeneratedFile } from '../model.ts'
import { type DiffReport, operationsOf, whereOf } from './diff-report.ts'
import { text } from './report-formats.ts'

/**
 * The changeset that follows from a comparison, for the packages that are made from the specs. The same changes give the same file.
 *
 * @returns nothing where nothing changed
 */
export function changesetOf(report: DiffReport, packages: readonly string[]): GeneratedFile | undefined {
  if (report.bump === 'none') return undefined
  const lines = report.changes.map((change) => {
    const subject = [operationsOf(change), whereOf(change)].filter((part) => part !== '').join(', ')
    const level = change.level === 'safe' ? '' : `**${change.level}** `
    return `- ${level}${subject === '' ? '' : `${text(subject)}: `}${text(change.message)}`
  })
  const { broken } = report.pacts
  const pacts =
    broken.length === 0
      ? []
      : [
          '',
          `Pacts that break: ${[...new Set(broken.map(({ operation, interaction }) => `${operation} (${interaction})`))].map(text).join(', ')}.`,
        ]
  const head = packages.map((name) => `'${name}': ${report.bump}`)
  const content = ['---', ...head, '---', '', 'The specs changed.', '', ...lines, ...pacts, ''].join('\n')
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8)
  return { path: `.changeset/specs-${hash}.md`, content }
}
