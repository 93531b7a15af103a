import type { Pong, ServerMessage } from '@concord/sdk/types'
import { effectsOf } from '../../engine/effects-of.ts'
import type { World } from '../../world/world.ts'
import { type JobRow, jobs, payments } from '../rows.ts'

/** What a socket says of a job. */
type AboutJob = Exclude<ServerMessage, Pong>
/** The same before it is addressed. */
type News = AboutJob extends infer Message
  ? Message extends AboutJob
    ? Omit<Message, 'job_id' | 'timestamp'>
    : never
  : never

/** The channel that carries what happens to a user's jobs. */
export const channelOf = (userId: number): string => `user:${userId}`

/** The channel of the sockets that were opened with one access token. */
export const tokenChannel = (jti: string): string => `token:${jti}`

/** Changes a job and says when. */
export function changeJob(world: World, jobId: number, change: Partial<Omit<JobRow, 'id'>>): JobRow {
  return jobs(world).update(jobId, { ...change, updated_at: world.clock.iso() })
}

/** Tells the user's open sockets. */
export function tell(world: World, job: JobRow, news: News): void {
  effectsOf(world).sockets.publish(channelOf(job.user_id), addressed(world, job, news))
}

/** All that can be said of a job right now, in one message. */
export function stateOf(world: World, job: JobRow, secondsLeft: number): AboutJob {
  return addressed(world, job, stateNews(world, job, secondsLeft))
}

/** Says goodbye to the user's sockets if this was the last job that they could hear of. */
export function closeWhenLast(world: World, userId: number): void {
  const working = jobs(world)
    .where({ user_id: userId })
    .some(({ status }) => status === 'queued' || status === 'running')
  if (!working) effectsOf(world).sockets.closeChannel(channelOf(userId), 1000, 'the last job has ended')
}

function stateNews(world: World, job: JobRow, secondsLeft: number): News {
  switch (job.status) {
    case 'completed':
    case 'completed_with_warnings':
      return {
        type: 'job_completed',
        document_id: job.document_id,
        status: job.status,
        quality_warnings: [...job.quality_warnings],
      }
    case 'failed':
    case 'failed_quality': {
      const error = job.error ?? { code: job.status, detail: 'The job failed.' }
      return { type: 'job_failed', error, refunded: payments(world).get(job.payment_id)?.status === 'refunded' }
    }
    default:
      return {
        type: 'progress',
        progress: job.progress,
        stage: job.stage,
        current_section: job.current_section,
        total_sections: job.total_sections,
        estimated_time: secondsLeft,
      }
  }
}

const addressed = (world: World, job: JobRow, news: News): AboutJob =>
  // TypeScript forgets which member of the union it was; nothing but the two fields is added.
  ({ ...news, job_id: job.id, timestamp: world.clock.iso() }) as AboutJob
