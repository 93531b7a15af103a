import type { Pong, ServerMessage } from '@concord/sdk/types'
import { paymentById } from '../payments/payments.ts'
import type { Platform } from '../platform.ts'
import { timestamp } from '../storage/clock.ts'
import type { Database } from '../storage/database.ts'
import { errorOf, type JobRow, secondsLeft } from './jobs.ts'

/** What a socket says of a job. */
export type AboutJob = Exclude<ServerMessage, Pong>

/** Tells the user's open pages. */
export const tell = ({ sockets }: Platform, { user_id }: JobRow, message: AboutJob): void =>
  sockets.tell(user_id, message)

/** The two fields that every message about a job has. */
export const about = ({ id }: JobRow): { job_id: number; timestamp: string } => ({ job_id: id, timestamp: timestamp() })

/** All that can be said of a job right now, in one message. */
export function stateOf(database: Database, job: JobRow): AboutJob {
  switch (job.status) {
    case 'completed':
    case 'completed_with_warnings':
      return {
        type: 'job_completed',
        ...about(job),
        document_id: job.document_id,
        status: job.status,
        quality_warnings: JSON.parse(job.quality_warnings),
      }
    case 'failed':
    case 'failed_quality': {
      const refunded = paymentById(database, job.payment_id)?.status === 'refunded'
      const error = errorOf(job) ?? { code: job.status, detail: 'The job failed.' }
      return { type: 'job_failed', ...about(job), error, refunded }
    }
    default:
      return progressOf(database, job)
  }
}

export function progressOf(database: Database, job: JobRow): AboutJob {
  const { progress, stage, current_section, total_sections } = job
  const estimated_time = secondsLeft(database, job)
  return { type: 'progress', ...about(job), progress, stage, current_section, total_sections, estimated_time }
}

/** Says goodbye to the user's pages if this was the last job that they could hear of. */
export function closeAfterLast({ database, sockets }: Platform, userId: number): void {
  const open = database.one`
    select id from jobs where user_id = ${userId} and status in ('queued', 'running') limit 1`
  if (open === undefined) sockets.farewell(userId)
}
