import { jobsContract } from '@concord/contracts/ts-rest/jobs'
import type { FastifyInstance } from 'fastify'
import { serve } from '../http/service.ts'
import type { Platform } from '../platform.ts'
import { pageOf } from '../storage/pages.ts'
import { type JobRow, jobView, ownJob, progressView } from './jobs.ts'

/** What is being generated, and how far it is. */
export function serveJobs(app: FastifyInstance, platform: Platform): void {
  const { database } = platform
  serve(app, platform, jobsContract, {
    list: ({ caller: { userId }, query }) => {
      const { document_id: documentId = null, status = null } = query
      const page = pageOf(
        query,
        database.one`
          select count(*) as total from jobs
          where user_id = ${userId} and (${documentId} is null or document_id = ${documentId})
            and (${status} is null or status = ${status})`,
        ({ limit, offset }) => database.all<JobRow>`
          select * from jobs
          where user_id = ${userId} and (${documentId} is null or document_id = ${documentId})
            and (${status} is null or status = ${status})
          order by id desc limit ${limit} offset ${offset}`,
      )
      return { status: 200, body: { ...page, items: page.items.map(jobView) } }
    },

    get: ({ caller, params }) => ({ status: 200, body: jobView(ownJob(database, params.job_id, caller.userId)) }),

    progress: ({ caller, params }) => ({
      status: 200,
      body: progressView(database, ownJob(database, params.job_id, caller.userId)),
    }),
  })
}
