import { renderHtml } from './html.ts'
import { renderJUnit } from './junit.ts'
import type { VerificationReport } from './report.ts'

/** The formats in which a report can be written to a file. */
export const reportFormats = ['junit', 'html', 'json'] as const

/** One of {@link reportFormats}. */
export type ReportFormat = (typeof reportFormats)[number]

/**
 * Reports in one format, for a file.
 *
 * @example
 * await writeFile('contracts.json', renderReports('json', [report]))
 */
export function renderReports(format: ReportFormat, reports: readonly VerificationReport[]): string {
  switch (format) {
    case 'junit':
      return renderJUnit(reports)
    case 'html':
      return renderHtml(reports)
    case 'json':
      return `${JSON.stringify(reports, null, 2)}\n`
  }
}
