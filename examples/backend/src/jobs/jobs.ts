import type { Job, JobProgress, JobStatus } from '@concord/sdk/types'
import { documentById } from '../documents/documents.ts'
import { secondsFor } from '../documents/estimate.ts'
import { fault } from '../faults.ts'
import { Problem } from '../http/problems.ts'
import type { Database } from '../storage/database.ts'

/** A job as the database has it. What is in it is the checkpoint: a worker that takes it over needs nothing else. */
export interface JobRow {
  readonly id: number
  readonly user_id: number
  readonly document_id: number
  readonly payment_id: number
  readonly status: JobStatus
  readonly progress: number
  /** The section in work, counted from 1. */
  readonly current_section: number
  readonly total_sections: number
  readonly completed_sections: number
  readonly failed_sections: number
  /** JSON. */
  readonly quality_warnings: string
  readonly stage: string
  readonly error_code: string | null
  readonly error_detail: string | null
  readonly created_at: string
  readonly started_at: string | null
  readonly finished_at: string | null
  readonly updated_at: string
}

export const jobById = (database: Database, id: number): JobRow | undefined =>
  database.one<JobRow>`select * from jobs where id = ${id}`

/**
 * The job, if it is this user's.
 *
 * @throws Problem job_not_found where there is none, not_authorized where it is somebody else's
 */
export function ownJob(database: Database, id: number, userId: number): JobRow {
  const job = jobById(database, id)
  if (!job) throw new Problem('job_not_found')
  if (job.user_id !== userId && !fault('job-of-another-open')) throw new Problem('not_authorized')
  return job
}

/** Whether something of it is still to be done. */
export const isOpen = ({ status }: JobRow): boolean => status === 'queued' || status === 'running'

/** A job as the API shows it. */
export function jobView(row: JobRow): Job {
  const {
    id,
    user_id,
    document_id,
    payment_id,
    status,
    progress,
    total_sections,
    completed_sections,
    failed_sections,
  } = row
  const { created_at, started_at, finished_at, updated_at } = row
  return {
    id,
    user_id,
    document_id,
    payment_id,
    status,
    progress,
    total_sections,
    completed_sections,
    failed_sections,
    quality_warnings: JSON.parse(row.quality_warnings),
    error: errorOf(row),
    created_at,
    started_at,
    finished_at,
    updated_at,
  }
}

/** The last stored step of a job. */
export function progressView(database: Database, row: JobRow): JobProgress {
  const { id, document_id, status, progress, current_section, total_sections, stage, updated_at } = row
  return {
    job_id: id,
    document_id,
    status,
    progress,
    current_section,
    total_sections,
    stage,
    estimated_seconds: secondsLeft(database, row),
    last_updated: updated_at,
    error: errorOf(row),
  }
}

/** Whole seconds until the job ends, if nothing goes wrong. */
export function secondsLeft(database: Database, job: JobRow): number {
  if (!isOpen(job)) return 0
  const pages = documentById(database, job.document_id)?.target_pages ?? job.total_sections
  const finished = job.completed_sections + job.failed_sections
  return secondsFor(pages, 1 - finished / job.total_sections)
}

export const errorOf = ({ error_code, error_detail }: JobRow): Job['error'] =>
  error_code === null ? null : { code: error_code, detail: error_detail ?? error_code }
