import type {
  JobCompleted,
  JobFailed,
  JobStarted,
  Progress,
  QualityWarning,
  Section,
  SectionCompleted,
} from '../generated/types.ts'

/** What happens to a job, in the order in which it happens. The last one is `job_completed` or `job_failed`. */
export type JobStep = JobStarted | Progress | SectionCompleted | QualityWarning | JobCompleted | JobFailed

/** The steps that this version of the contract knows. */
export const stepTypes: ReadonlySet<string> = new Set<JobStep['type']>([
  'job_started',
  'progress',
  'section_completed',
  'quality_warning',
  'job_completed',
  'job_failed',
])

/** What a job has told so far. It decides whether a step is news, wherever it comes from and however often. */
export class JobLedger {
  #started = false
  #last: Progress | undefined
  readonly #sections = new Set<number>()
  readonly #warnings = new Set<string>()
  ended = false

  /** Whether the beginning was told. */
  get started(): boolean {
    return this.#started
  }

  /** Whether a section is missing among the first ones. */
  missesOneOf(sections: number): boolean {
    for (let index = 1; index <= sections; index++) if (!this.#sections.has(index)) return true
    return false
  }

  /** The section that was in work last. */
  get currentSection(): number {
    return this.#last?.current_section ?? 0
  }

  /** Whether the step is news. What is told is remembered. */
  tells(step: JobStep): boolean {
    switch (step.type) {
      case 'job_started':
        if (this.#started) return false
        this.#started = true
        return true
      case 'progress':
        if (!isNews(step, this.#last)) return false
        this.#last = step
        return true
      case 'section_completed':
        return added(this.#sections, step.section_index)
      case 'quality_warning':
        return added(this.#warnings, `${step.section_index} ${step.message}`)
      case 'job_completed':
      case 'job_failed':
        if (this.ended) return false
        this.ended = true
        return true
    }
  }

  /** The steps that stored sections stand for, as far as they are news. */
  missed(jobId: number, sections: readonly Section[]): JobStep[] {
    const steps: JobStep[] = []
    for (const section of [...sections].sort((one, other) => one.section_index - other.section_index)) {
      const { section_index, title, attempts, warning, created_at: timestamp } = section
      const known = this.#sections.has(section_index)
      if (section.status === 'completed')
        steps.push({ type: 'section_completed', job_id: jobId, timestamp, section_index, title, attempts })
      else this.#sections.add(section_index)
      if (warning !== null && !known)
        steps.push({ type: 'quality_warning', job_id: jobId, timestamp, section_index, message: warning })
    }
    return steps.filter((step) => this.tells(step))
  }
}

/** Progress never falls; a report that is older than the last one, or says the same, is none. */
function isNews(step: Progress, last: Progress | undefined): boolean {
  if (!last) return true
  if (step.progress !== last.progress) return step.progress > last.progress
  if (step.current_section !== last.current_section) return step.current_section > last.current_section
  return step.stage !== last.stage && step.timestamp >= last.timestamp
}

function added<Value>(set: Set<Value>, value: Value): boolean {
  const size = set.size
  return set.add(value).size > size
}
