import type { Job } from '@concord/sdk/types'
import type { JobsBehaviours } from '../../generated/jobs.ts'
import { type OwnerCall, ownedBy } from '../ownership.ts'
import { newestPageOf } from '../pages.ts'
import { type JobRow, jobs } from '../rows.ts'
import { secondsLeft } from './generation.ts'

/** What is being generated and how far it is. */
export const jobsBehaviours: JobsBehaviours = {
  'jobs.list': (call) => {
    const { document_id, status } = call.query
    const own = jobs(call.world).where({
      user_id: call.caller.userId,
      ...(document_id !== undefined && { document_id }),
      ...(status !== undefined && { status }),
    })
    return call.reply(200, newestPageOf(own, call.query, jobView))
  },

  'jobs.get': (call) => call.reply(200, jobView(ownJob(call))),

  'jobs.progress': (call) => {
    const job = ownJob(call)
    return call.reply(200, {
      job_id: job.id,
      document_id: job.document_id,
      status: job.status,
      progress: job.progress,
      current_section: job.current_section,
      total_sections: job.total_sections,
      stage: job.stage,
      estimated_seconds: secondsLeft(call.world, job),
      last_updated: job.updated_at,
      error: job.error,
    })
  },
}

const ownJob = (call: OwnerCall & { readonly path: { readonly job_id: number } }): JobRow =>
  ownedBy(call, jobs(call.world).get(call.path.job_id), 'job_not_found')

/** A job as the platform shows it. */
function jobView(row: JobRow): Job {
  const { worker: _, current_section: __, stage: ___, quality_warnings, ...shown } = row
  return { ...shown, quality_warnings: [...quality_warnings] }
}
