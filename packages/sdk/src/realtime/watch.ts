import { listSections } from '../generated/operations/documents.ts'
import { get } from '../generated/operations/jobs.ts'
import { get as getPayment } from '../generated/operations/payments.ts'
import type { Id, JobProgress, Section } from '../generated/types.ts'
import type { Core } from '../http/core.ts'
import { AbortedError, isApiError, isConcordError } from '../http/errors.ts'
import { Channel } from './channel.ts'
import { feedJob, type JobNews } from './job-feed.ts'
import { JobLedger, type JobStep } from './job-ledger.ts'
import { sleep } from './sleep.ts'

export type { JobStep } from './job-ledger.ts'

/** What the SDK makes of the operations of jobs together. */
export interface JobSteps {
  /**
   * Tells what happens to a job, step by step, each once and none left out, until it has ended: over a socket, and by asking every 2 seconds
   * while there is none. What happened before the call is told first.
   *
   * @param jobId - The job.
   * @throws AbortedError when the signal ends it; ApiError when the job is not there or not the caller's.
   * @example
   * for await (const step of concord.jobs.watch(jobId)) {
   *   if (step.type === 'progress') show(step.progress)
   *   if (step.type === 'job_failed') show(step.error.detail)
   * }
   */
  watch(jobId: Id, options?: WatchOptions): AsyncIterableIterator<JobStep>
}

/** What a single watch may say. */
export interface WatchOptions {
  readonly signal?: AbortSignal | undefined
}

/** The plain function of {@link JobSteps.watch}. */
export function watch(core: Core, jobId: Id, { signal }: WatchOptions = {}): AsyncIterableIterator<JobStep> {
  const channel = new Channel<JobNews>()
  const ending = new AbortController()
  const aborted = () => {
    channel.fail(new AbortedError({ operation: 'jobs.watch', attempts: 1 }, signal?.reason))
    stop()
  }
  const stop = () => {
    signal?.removeEventListener('abort', aborted)
    ending.abort()
  }
  const start = () => {
    if (signal?.aborted) aborted()
    else {
      signal?.addEventListener('abort', aborted)
      feedJob(core, jobId, channel, ending.signal)
    }
  }
  const steps = tell(core, jobId, channel, ending.signal, start, stop)
  return {
    next: () => steps.next(),
    return() {
      // The generator may be waiting for news that would never come now.
      stop()
      channel.fail(over)
      return steps.return(undefined)
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

/** Ends a watch that nobody listens to any more. */
const over = Symbol('over')

async function* tell(
  core: Core,
  jobId: Id,
  channel: Channel<JobNews>,
  signal: AbortSignal,
  start: () => void,
  stop: () => void,
): AsyncGenerator<JobStep, undefined> {
  const ledger = new JobLedger()
  let first: JobProgress | undefined
  try {
    start()
    while (!ledger.ended) {
      const news = await channel.take()
      if (news.from === 'poll') first ??= news.progress
      // A socket is opened only after the first answer, so there is always one.
      const { document_id, total_sections } = first as JobProgress
      const step =
        news.from === 'socket'
          ? news.step
          : await untilAnswered(core, signal, () => stepOf(core, news.progress, signal))
      if (!ledger.started && hasBegun(step)) {
        const { timestamp } = step
        const started: JobStep =
          step.type === 'job_started'
            ? step
            : { type: 'job_started', job_id: jobId, timestamp, document_id, total_sections }
        if (ledger.tells(started)) yield started
      }
      if (ledger.missesOneOf(finishedBefore(step, ledger, total_sections)) && isTold(news, step)) {
        const stored = await untilAnswered(core, signal, () => sectionsOf(core, document_id, signal))
        yield* ledger.missed(jobId, stored)
      }
      if (ledger.tells(step)) yield step
    }
  } catch (error) {
    if (error !== over) throw error
  } finally {
    stop()
  }
  return undefined
}

const hasBegun = (step: JobStep): boolean => step.type !== 'progress' || step.current_section > 0

/** How many sections must be finished before this step can be. */
function finishedBefore(step: JobStep, ledger: JobLedger, total: number): number {
  switch (step.type) {
    case 'job_completed':
      return total
    case 'progress':
      return step.current_section - 1
    case 'section_completed':
    case 'quality_warning':
      return step.section_index - 1
    default:
      return ledger.currentSection - 1
  }
}

/** On a socket that was never lost a section may still be on its way when the progress behind it is told. */
const isTold = (news: JobNews, step: JobStep): boolean =>
  news.from === 'poll' || news.resumed || step.type !== 'progress'

/** Repeats what the network kept from being answered: nobody would ask again for a step that was passed over. */
async function untilAnswered<Value>(core: Core, signal: AbortSignal, ask: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const passing = isApiError(error)
        ? error.status >= 500 || error.status === 429
        : isConcordError(error) && /^(network|timeout)$/.test(error.code)
      if (!passing || signal.aborted) throw signal.aborted ? over : error
      await sleep(core.clock, 2_000, signal)
    }
  }
}

/** The stored sections of a document; none where they cannot be read any more, which must not keep the end of the job from being told. */
async function sectionsOf(core: Core, documentId: Id, signal: AbortSignal): Promise<Section[]> {
  const sections: Section[] = []
  try {
    for await (const section of listSections(core, documentId, { per_page: 100 }, { signal })) sections.push(section)
  } catch (error) {
    if (!isApiError(error) || !(error.status === 403 || error.status === 404)) throw error
  }
  return sections
}

/** The step that a stored state stands for. */
async function stepOf(core: Core, progress: JobProgress, signal: AbortSignal): Promise<JobStep> {
  const {
    job_id,
    document_id,
    status,
    stage,
    current_section,
    total_sections,
    error,
    last_updated: timestamp,
  } = progress
  switch (status) {
    case 'completed':
    case 'completed_with_warnings': {
      const { quality_warnings } = await get(core, job_id, { signal })
      return { type: 'job_completed', job_id, timestamp, document_id, status, quality_warnings }
    }
    case 'failed':
    case 'failed_quality': {
      let refunded = status === 'failed_quality'
      if (!refunded) {
        const { payment_id } = await get(core, job_id, { signal })
        refunded = (await getPayment(core, payment_id, { signal })).status === 'refunded'
      }
      return { type: 'job_failed', job_id, timestamp, error: error ?? { code: status, detail: stage }, refunded }
    }
    default:
      return {
        type: 'progress',
        job_id,
        timestamp,
        progress: progress.progress,
        stage,
        current_section,
        total_sections,
        estimated_time: progress.estimated_seconds,
      }
  }
}
