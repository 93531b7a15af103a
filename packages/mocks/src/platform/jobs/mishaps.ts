import type { FaultEffect, World } from '../../world/world.ts'
import type { JobRow } from '../rows.ts'
import { changeJob } from './job-events.ts'

/** Until somebody notices that a worker is gone, in virtual milliseconds. */
const recoveryTime = 30_000
/** Until somebody notices that a worker shows signs of life and no progress, in virtual milliseconds. */
const watchdogTime = 15 * 60_000

/**
 * What the rules do to the worker of a job before it writes a section: it dies, or it hangs. Either way another one takes over behind
 * the last finished section when that is noticed.
 *
 * @returns whether this worker does nothing more.
 */
export function workerFails(world: World, job: JobRow): boolean {
  const [disaster] = world.faults.strike({ on: 'job', operation: 'jobs.write', user_id: job.user_id })
  if (disaster?.kind === 'die') {
    // Marked as nobody's at once, so that its heart stops too.
    const next = changeJob(world, job.id, { worker: job.worker + 1 })
    takeOver(world, next, delayOf(disaster, recoveryTime))
    return true
  }
  if (disaster?.kind === 'stuck') {
    takeOver(world, job, delayOf(disaster, watchdogTime))
    return true
  }
  return false
}

/** Whether others order at the same moment. */
export function joinTheRush(world: World, job: JobRow, pages: number): void {
  const [rush] = world.faults.strike({ on: 'job', operation: 'jobs.order', user_id: job.user_id })
  if (rush?.kind !== 'burst') return
  const orders = (typeof rush.jobs === 'number' ? rush.jobs : 25) - 1
  world.scheduler.after(0, 'payments.burst', { orders, pages })
}

const takeOver = (world: World, job: JobRow, delay: number): number =>
  world.scheduler.after(delay, 'jobs.resume', { job_id: job.id, worker: job.worker })

const delayOf = ({ seconds }: FaultEffect, otherwise: number): number =>
  typeof seconds === 'number' ? seconds * 1000 : otherwise
