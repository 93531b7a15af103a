import { setTimeout as sleep } from 'node:timers/promises'
import { type DocumentRow, documentById } from '../documents/documents.ts'
import { fault } from '../faults.ts'
import type { Platform } from '../platform.ts'
import { carryThrough } from '../storage/background-work.ts'
import { seconds, timestamp } from '../storage/clock.ts'
import { deliver, failJob } from './delivery.ts'
import { isOpen, type JobRow, jobById } from './jobs.ts'
import { AllProvidersFailed } from './language-models.ts'
import { about, progressOf, tell } from './news.ts'
import { fileSection } from './section-filing.ts'
import { findSources, type Source } from './sources.ts'
import { writeSection } from './writing.ts'

/** Browsers and proxies drop silent sockets. */
const heartbeatEvery = 10 * seconds

/** How fast to go. */
export interface Pace {
  /** Milliseconds until it begins. */
  readonly delay?: number
  /** Milliseconds between two sections; providers have limits. */
  readonly pause?: number
}

/** Has a job carried out, from where it stands. */
export function beginSoon(platform: Platform, jobId: number, pace: Pace = {}): void {
  const { delay = platform.settings.jobDelay, pause = platform.settings.sectionPause } = pace
  platform.background.start(workName(jobId), delay, (signal) =>
    carryThrough(`Job ${jobId}`, () => generate(platform, jobId, pause, signal), signal),
  )
}

export const workName = (jobId: number): string => `job ${jobId}`

/** Takes up what an earlier process left behind: each job goes on behind its last finished section. */
export function resumeJobs(platform: Platform): void {
  const open = platform.database.all<JobRow>`select * from jobs where status in ('queued', 'running')`
  for (const { id } of open) beginSoon(platform, id)
}

async function generate(platform: Platform, jobId: number, pause: number, signal: AbortSignal): Promise<void> {
  const job = start(platform, jobId)
  const document = job && documentById(platform.database, job.document_id)
  if (!job || !document) return
  const stopBeating = beat(platform, job)
  try {
    const finished = await writeAll(platform, job, document, pause, signal)
    await deliver(platform, finished)
  } catch (error) {
    if (!(error instanceof AllProvidersFailed)) throw error
    await failJob(platform, jobById(platform.database, jobId) ?? job, {
      status: 'failed',
      code: 'all_providers_failed',
      detail: 'No language model answered. The work resumes after the last finished section when it is started again.',
    })
  } finally {
    stopBeating()
  }
}

/** Tells that the job lives, every ten seconds from its start, whoever carries it out. @returns what ends it */
function beat(platform: Platform, job: JobRow): () => void {
  const every = fault('socket-heartbeat-missing') ? 3_600 * seconds : heartbeatEvery
  const age = Date.now() - Date.parse(job.started_at ?? timestamp())
  let next = setTimeout(again, every - (age % every))
  function again(): void {
    tell(platform, job, { type: 'heartbeat', ...about(job) })
    next = setTimeout(again, every)
  }
  return () => clearTimeout(next)
}

/** One section after another: each is shown the last of those before it. */
async function writeAll(
  platform: Platform,
  job: JobRow,
  document: DocumentRow,
  pause: number,
  signal: AbortSignal,
): Promise<JobRow> {
  const sources = await findSources(platform.settings, document.topic)
  let now = job
  while (now.completed_sections + now.failed_sections < now.total_sections) {
    const section = now.completed_sections + now.failed_sections + 1
    now = moveOn(platform, now, section)
    const cited = sourcesFor(sources, section)
    const attempt = await writeSection(platform, now, document, section, cited, signal)
    // Whoever stopped this work may have given it to somebody else.
    signal.throwIfAborted()
    now = fileSection(platform, now, attempt, cited)
    await sleep(pause, undefined, { signal })
  }
  return now
}

function start(platform: Platform, jobId: number): JobRow | undefined {
  const { database } = platform
  const waiting = jobById(database, jobId)
  if (!waiting || !isOpen(waiting)) return undefined
  if (waiting.status === 'running') return waiting
  const now = timestamp()
  const job = database.one<JobRow>`
    update jobs set status = 'running', started_at = ${now}, updated_at = ${now} where id = ${jobId} returning *`
  if (job) {
    const { document_id, total_sections } = job
    tell(platform, job, { type: 'job_started', ...about(job), document_id, total_sections })
  }
  return job
}

function moveOn(platform: Platform, job: JobRow, section: number): JobRow {
  const { database } = platform
  const stage = `generating_section_${section}_of_${job.total_sections}`
  const moved = database.one<JobRow>`
    update jobs set stage = ${stage}, current_section = ${section}, updated_at = ${timestamp()}
    where id = ${job.id} returning *`
  if (!moved) throw new Error(`Job ${job.id} is gone.`)
  tell(platform, moved, progressOf(database, moved))
  return moved
}

/** One or two for each section, in turn. */
const sourcesFor = (sources: readonly Source[], section: number): Source[] =>
  sources.length === 0 ? [] : sources.slice((section - 1) % sources.length).slice(0, 1 + (section % 2))
