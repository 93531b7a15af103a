import { insertCitation, insertSection } from '../documents/content.ts'
import type { Platform } from '../platform.ts'
import { timestamp } from '../storage/clock.ts'
import { type JobRow, jobById } from './jobs.ts'
import { about, tell } from './news.ts'
import type { Source } from './sources.ts'
import type { Attempt } from './writing.ts'

/**
 * Stores a section and how far the job is with it, together: that is the checkpoint. What failed for the last time is stored without its
 * text.
 */
export function fileSection(platform: Platform, job: JobRow, attempt: Attempt, sources: readonly Source[]): JobRow {
  const { database } = platform
  const { section, title, text, attempts, verdict } = attempt
  const { passed } = verdict
  const warning = warningFor(attempt)
  const filed = database.transaction(() => {
    insertSection(database, {
      document_id: job.document_id,
      section_index: section,
      title,
      content: passed ? text : null,
      status: passed ? 'completed' : 'failed',
      attempts,
      grammar_score: verdict.grammar,
      plagiarism_score: verdict.uniqueness,
      ai_detection_score: verdict.machine,
      warning,
    })
    for (const source of passed ? sources : []) {
      insertCitation(database, { document_id: job.document_id, section_index: section, ...source })
    }
    const warnings: string[] = JSON.parse(job.quality_warnings)
    database.run`
      update jobs
      set completed_sections = completed_sections + ${passed}, failed_sections = failed_sections + ${!passed},
          progress = ${Math.floor((section / job.total_sections) * 100)},
          quality_warnings = ${JSON.stringify(warning === null ? warnings : [...warnings, warning])},
          updated_at = ${timestamp()}
      where id = ${job.id}`
    return jobById(database, job.id)
  })
  if (!filed) throw new Error(`Job ${job.id} is gone.`)
  if (warning !== null) {
    tell(platform, filed, { type: 'quality_warning', ...about(filed), section_index: section, message: warning })
  }
  if (passed)
    tell(platform, filed, { type: 'section_completed', ...about(filed), section_index: section, title, attempts })
  return filed
}

/** A section that nobody could check has not passed for that: it is delivered, and says so. */
function warningFor({ section, attempts, verdict }: Attempt): string | null {
  if (!verdict.passed) return `Section ${section} failed quality checks after ${attempts} attempts`
  if (verdict.unchecked.length === 0) return null
  return `Section ${section} could not be checked for ${verdict.unchecked.join(', ')}`
}
