import type { Section } from '@concord/sdk/types'
import type { World } from '../../world/world.ts'
import { logActivity } from '../accounts/activity-log.ts'
import { changeDocument } from '../documents/document-rows.ts'
import { appLink, notify, written } from '../mail/mails.ts'
import { refundInFull } from '../refunds/refunding.ts'
import { documents, type JobRow, payments, sections, users } from '../rows.ts'
import { isDeliverable } from './delivery-rule.ts'
import { changeJob, closeWhenLast, tell } from './job-events.ts'

/** Why a job ends without a document. */
export interface Failure {
  readonly status: 'failed' | 'failed_quality'
  readonly code: string
  readonly detail: string
}

/** All sections are filed: hands the document over, or gives the money back if too little of it is good. */
export async function deliver(world: World, job: JobRow): Promise<void> {
  const filed = sections(world).where({ document_id: job.document_id })
  const warnings = filed.flatMap(({ warning }) => warning ?? [])
  changeDocument(world, job.document_id, { ...scoresOf(filed), quality_warnings: warnings })
  if (!isDeliverable(job.completed_sections, job.total_sections)) {
    await failJob(world, job, {
      status: 'failed_quality',
      code: 'failed_quality',
      detail: `Only ${job.completed_sections} of ${job.total_sections} sections passed the quality checks.`,
    })
    return
  }
  const status = warnings.length > 0 ? 'completed_with_warnings' : 'completed'
  const document = changeDocument(world, job.document_id, { status: 'completed' })
  const done = changeJob(world, job.id, { status, progress: 100, stage: status, finished_at: world.clock.iso() })
  tell(world, done, { type: 'job_completed', document_id: job.document_id, status, quality_warnings: warnings })
  logActivity(world, job.user_id, 'document.completed', 'document', job.document_id)
  notify(world, users(world).get(job.user_id), 'document_completed', {
    title: document?.title ?? '',
    link: appLink(world, `/documents/${job.document_id}`),
    warnings: warnings.join('\n'),
  })
  closeWhenLast(world, job.user_id)
}

/** Ends a job that has no document to show for it. What was paid for too little quality goes back without anybody asking. */
export async function failJob(world: World, job: JobRow, { status, code, detail }: Failure): Promise<void> {
  const document = documents(world).get(job.document_id)
  const failed = changeJob(world, job.id, {
    status,
    stage: status,
    error: { code, detail },
    finished_at: world.clock.iso(),
  })
  changeDocument(world, job.document_id, { status })
  const payment = payments(world).get(job.payment_id)
  const refunded = status === 'failed_quality' && (await refundInFull(world, job.payment_id, detail))
  if (refunded) changeDocument(world, job.document_id, { status: 'refunded' })
  tell(world, failed, { type: 'job_failed', error: { code, detail }, refunded })
  logActivity(world, job.user_id, 'document.failed', 'document', job.document_id)
  notify(world, users(world).get(job.user_id), status === 'failed' ? 'document_failed' : 'document_failed_quality', {
    title: document?.title ?? '',
    detail,
    amount: payment ? written(payment.amount, payment.currency) : '',
  })
  closeWhenLast(world, job.user_id)
}

/** The mean of the sections that were checked; null where none was. */
function scoresOf(filed: readonly Section[]) {
  const mean = (score: 'grammar_score' | 'plagiarism_score' | 'ai_detection_score'): number | null => {
    const known = filed.flatMap((section) => section[score] ?? [])
    return known.length === 0
      ? null
      : Math.round((known.reduce((sum, value) => sum + value, 0) / known.length) * 10) / 10
  }
  return {
    grammar_score: mean('grammar_score'),
    plagiarism_score: mean('plagiarism_score'),
    ai_detection_score: mean('ai_detection_score'),
  }
}
