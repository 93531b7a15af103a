import type { TaskHandler } from '../../world/task-handler.ts'
import type { World } from '../../world/world.ts'
import { changeDocument } from '../documents/document-rows.ts'
import { generationTime, sectionsFor } from '../documents/estimate.ts'
import { type ChainPosition, callModel, chainStart } from '../language-models/llm-chain.ts'
import { documents, type JobRow, jobs, sections } from '../rows.ts'
import { deliver, failJob } from './delivery.ts'
import { changeJob, tell } from './job-events.ts'
import { joinTheRush, workerFails } from './mishaps.ts'
import { findSources, headingOf } from './prose.ts'
import { type Attempt, fileSection } from './section-filing.ts'
import { sectionPrompt, type WritingOrder } from './section-prompt.ts'

/** Virtual milliseconds between two signs of life. */
const heartbeatEvery = 10_000
/** How many finished sections a model is shown at most. */
const mostContext = 10
/** A sixth of the time goes into the checks: they add a fifth to the writing. */
const shareOfWriting = 5 / 6

/** Where a worker stands. It does nothing once another one has taken the job over. */
interface Work {
  readonly job_id: number
  readonly worker: number
}

interface Writing extends Work {
  readonly section: number
  readonly attempt: number
  readonly position: ChainPosition
}

interface Checking extends Work, Attempt {}

/**
 * Orders the generation of a document that was paid for. The caller has made sure that there is no other job for the payment.
 *
 * @example orderGeneration(world, document, payment.id).status // 'queued'
 */
export function orderGeneration(
  world: World,
  document: { readonly id: number; readonly user_id: number; readonly target_pages: number },
  paymentId: number,
): JobRow {
  const rows = jobs(world)
  const now = world.clock.iso()
  const job = rows.insert({
    id: rows.nextId(),
    document_id: document.id,
    user_id: document.user_id,
    payment_id: paymentId,
    status: 'queued',
    progress: 0,
    current_section: 0,
    total_sections: sectionsFor(document.target_pages),
    completed_sections: 0,
    failed_sections: 0,
    quality_warnings: [],
    stage: 'queued',
    worker: 1,
    error: null,
    created_at: now,
    started_at: null,
    finished_at: null,
    updated_at: now,
  })
  changeDocument(world, document.id, { status: 'generating' })
  world.timeline.record('job', {
    job_id: job.id,
    document_id: document.id,
    payment_id: paymentId,
    user_id: job.user_id,
  })
  world.scheduler.after(queueTime, 'jobs.start', { job_id: job.id, worker: 1 } satisfies Work)
  joinTheRush(world, job, document.target_pages)
  return job
}

/** From the order to the first word. */
const queueTime = 1_000

const start: TaskHandler = (world, work: Work) => {
  const job = mine(world, work)
  if (!job) return
  changeJob(world, job.id, { status: 'running', started_at: world.clock.iso() })
  tell(world, job, { type: 'job_started', document_id: job.document_id, total_sections: job.total_sections })
  beat(world, work)
  goOn(world, work, finishedSections(job) + 1)
}

/** A new worker takes over: it goes on behind the last finished section, whatever the old one had begun. */
const resume: TaskHandler = (world, { job_id, worker }: Work) => {
  const job = jobs(world).get(job_id)
  if (job?.status !== 'running' || job.worker !== worker) return
  const work = { job_id, worker: worker + 1 }
  changeJob(world, job_id, { worker: work.worker })
  beat(world, work)
  goOn(world, work, finishedSections(job) + 1)
}

const heartbeat: TaskHandler = (world, work: Work) => {
  const job = mine(world, work)
  if (job?.status !== 'running') return
  tell(world, job, { type: 'heartbeat' })
  beat(world, work)
}

const write: TaskHandler = async (world, work: Writing) => {
  const job = mine(world, work)
  if (!job) return
  if (workerFails(world, job)) return
  const order = writingOrder(world, job, work.section)
  const step = await callModel(world, work.position, sectionPrompt(order), {
    job_id: job.id,
    section_index: order.section,
    context_sections: order.context.length,
  })
  if (step.kind === 'exhausted') {
    world.scheduler.after(step.delay, 'jobs.give-up', { job_id: job.id, worker: job.worker } satisfies Work)
  } else if (step.kind === 'again') {
    world.scheduler.after(step.delay, 'jobs.write', { ...work, position: step.position } satisfies Writing)
  } else {
    const { position: _, ...rest } = work
    const { text } = step
    const delay = Math.round(step.delay + sectionTime(world, job) * shareOfWriting)
    const written = { ...rest, text, sources: order.sources } satisfies Checking
    world.scheduler.after(delay, 'jobs.check', written)
  }
}

/** What a model has to know to write a section: among other things the last sections that were finished. */
function writingOrder(world: World, job: JobRow, section: number): WritingOrder {
  const { topic = '' } = documents(world).get(job.document_id) ?? {}
  const finished = sections(world).where({ document_id: job.document_id })
  return {
    topic,
    section,
    sections: job.total_sections,
    heading: headingOf({ section, sections: job.total_sections }),
    sources: findSources(world.random('prose'), topic),
    context: finished.slice(-mostContext).map(({ title, content }) => ({ title, content: content ?? '' })),
  }
}

const check: TaskHandler = (world, work: Checking) => {
  const job = mine(world, work)
  if (!job) return
  world.scheduler.after(
    Math.round(sectionTime(world, job) * (1 - shareOfWriting)),
    'jobs.file',
    work satisfies Checking,
  )
}

/** The checks are back: another attempt, or the section is finished, whole or not. */
const file: TaskHandler = async (world, work: Checking) => {
  const job = mine(world, work)
  const document = job && documents(world).get(job.document_id)
  if (!job || !document) return
  const filed = await fileSection(world, job, document, work)
  if (filed === 'again') queueWriting(world, work, work.section, work.attempt + 1)
  else if (work.section < job.total_sections) goOn(world, work, work.section + 1)
  else await deliver(world, filed)
}

const giveUp: TaskHandler = async (world, work: Work) => {
  const job = mine(world, work)
  if (!job) return
  await failJob(world, job, {
    status: 'failed',
    code: 'all_providers_failed',
    detail: 'No language model answered.',
  })
}

/** What the scheduler carries out of a generation. */
export const generationTasks: Readonly<Record<string, TaskHandler>> = {
  'jobs.start': start,
  'jobs.resume': resume,
  'jobs.heartbeat': heartbeat,
  'jobs.write': write,
  'jobs.check': check,
  'jobs.file': file,
  'jobs.give-up': giveUp,
}

/** The job, unless another worker has taken it over or it has ended. */
function mine(world: World, { job_id, worker }: Work): JobRow | undefined {
  const job = jobs(world).get(job_id)
  return job?.worker === worker && (job.status === 'queued' || job.status === 'running') ? job : undefined
}

function beat(world: World, { job_id, worker }: Work): void {
  world.scheduler.after(heartbeatEvery, 'jobs.heartbeat', { job_id, worker } satisfies Work)
}

function goOn(world: World, work: Work, section: number): void {
  const before = jobs(world).get(work.job_id)
  if (!before) return
  const stage = `generating_section_${section}_of_${before.total_sections}`
  const job = changeJob(world, before.id, { stage, current_section: section })
  tell(world, job, {
    type: 'progress',
    progress: job.progress,
    stage,
    current_section: section,
    total_sections: job.total_sections,
    estimated_time: secondsLeft(world, job),
  })
  queueWriting(world, work, section, 1)
}

function queueWriting(world: World, { job_id, worker }: Work, section: number, attempt: number): void {
  world.scheduler.after(0, 'jobs.write', { job_id, worker, section, attempt, position: chainStart } satisfies Writing)
}

/** Virtual milliseconds that a section takes if nothing goes wrong. */
function sectionTime(world: World, job: JobRow): number {
  const pages = documents(world).get(job.document_id)?.target_pages ?? job.total_sections
  return generationTime(pages) / job.total_sections
}

/** Whole seconds until the job ends if nothing goes wrong. */
export function secondsLeft(world: World, job: JobRow): number {
  if (job.status !== 'queued' && job.status !== 'running') return 0
  return Math.ceil(((job.total_sections - finishedSections(job)) * sectionTime(world, job)) / 1000)
}

/** Where the checkpoint stands. */
const finishedSections = (job: JobRow): number => job.completed_sections + job.failed_sections
