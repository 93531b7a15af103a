import type { Document } from '@concord/sdk/types'
import type { World } from '../../world/world.ts'
import { citations, type JobRow, sections } from '../rows.ts'
import { fewestDelivered, spread } from './delivery-rule.ts'
import { changeJob, tell } from './job-events.ts'
import { headingOf, type Source } from './prose.ts'
import { inspect, type Verdict } from './quality-gates.ts'

/** A text that came back from a language model. */
export interface Attempt {
  readonly section: number
  /** Counted from 1. */
  readonly attempt: number
  readonly text: string
  /** What it cites. */
  readonly sources: readonly Source[]
}

const mostAttempts = 3
const shortestContent = 100

/**
 * Judges an attempt at a section. What passed is filed as it is, and what failed for the third time without its text: the job as it
 * is then. Else it has to be tried again.
 */
export async function fileSection(
  world: World,
  job: JobRow,
  document: Document,
  attempt: Attempt,
): Promise<JobRow | 'again'> {
  const { section, text: content, sources } = attempt
  const verdict = await judge(world, job, section, content)
  if (!verdict.passed && attempt.attempt < mostAttempts) return 'again'
  const title = headingOf({ section, sections: job.total_sections })
  const warning = warningFor(attempt, verdict)
  const rows = sections(world)
  rows.insert({
    id: rows.nextId(),
    document_id: document.id,
    section_index: section,
    title,
    content: verdict.passed ? content : null,
    status: verdict.passed ? 'completed' : 'failed',
    attempts: attempt.attempt,
    grammar_score: verdict.grammar,
    plagiarism_score: verdict.uniqueness,
    ai_detection_score: verdict.machine,
    warning,
    created_at: world.clock.iso(),
  })
  if (verdict.passed) cite(world, document.id, section, sources)
  const filed = changeJob(world, job.id, {
    completed_sections: job.completed_sections + (verdict.passed ? 1 : 0),
    failed_sections: job.failed_sections + (verdict.passed ? 0 : 1),
    quality_warnings: warning ? [...job.quality_warnings, warning] : job.quality_warnings,
    progress: Math.floor((section / job.total_sections) * 100),
  })
  if (warning) tell(world, filed, { type: 'quality_warning', section_index: section, message: warning })
  if (verdict.passed) {
    tell(world, filed, { type: 'section_completed', section_index: section, title, attempts: attempt.attempt })
  }
  return filed
}

function cite(world: World, documentId: number, section: number, sources: readonly Source[]): void {
  const rows = citations(world)
  for (const source of sources) {
    rows.insert({ id: rows.nextId(), document_id: documentId, section_index: section, ...source })
  }
}

async function judge(world: World, job: JobRow, section: number, content: string): Promise<Verdict> {
  if (content.length < shortestContent) {
    return { passed: false, grammar: null, uniqueness: null, machine: null, unchecked: [] }
  }
  const verdict = await inspect(world, content)
  const fate = world.faults.strike({ on: 'job', operation: 'jobs.check', user_id: job.user_id })[0]
  if (fate?.kind !== 'fail-quality') return verdict
  const failing = job.total_sections - fewestDelivered(job.total_sections) + (fate.delivered === true ? 0 : 1)
  if (!spread(failing, job.total_sections).has(section)) return verdict
  return { ...verdict, passed: false, uniqueness: world.random('quality').integer(40, 84) }
}

/** A section that nobody could check did not pass for it: it is delivered, and says so. */
function warningFor({ section, attempt }: Attempt, { passed, unchecked }: Verdict): string | null {
  if (!passed) return `Section ${section} failed quality checks after ${attempt} attempts`
  return unchecked.length > 0 ? `Section ${section} could not be checked for ${unchecked.join(', ')}` : null
}
