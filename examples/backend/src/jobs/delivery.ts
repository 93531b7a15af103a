import type { Section } from '@concord/sdk/types'
import { logActivity } from '../accounts/activity.ts'
import { userById } from '../accounts/users.ts'
import { allSections } from '../documents/content.ts'
import { documentById, setStatus } from '../documents/documents.ts'
import { fault } from '../faults.ts'
import { price } from '../mail/mail.ts'
import { paymentById } from '../payments/payments.ts'
import { StripeUnavailable } from '../payments/stripe-account.ts'
import type { Platform } from '../platform.ts'
import { decideFullRefund, processRefund, processSoon } from '../refunds/refunding.ts'
import { timestamp } from '../storage/clock.ts'
import type { JobRow } from './jobs.ts'
import { about, closeAfterLast, tell } from './news.ts'

/** Why a job ends without a document. */
export interface Failure {
  readonly status: 'failed' | 'failed_quality'
  readonly code: string
  readonly detail: string
}

/**
 * Whether enough of a document was written to be delivered: 85 % of its sections.
 *
 * @example isDeliverable(43, 50) // true
 * @example isDeliverable(42, 50) // false
 */
export const isDeliverable = (completed: number, total: number): boolean => completed * 100 >= total * 85

/** All sections are filed: hands the document over, or gives the money back if too little of it is good. */
export async function deliver(platform: Platform, job: JobRow): Promise<void> {
  const { database, mail } = platform
  const { completed_sections, total_sections, document_id } = job
  const sections = allSections(database, document_id)
  const warnings = sections.flatMap(({ warning }) => warning ?? [])
  storeScores(platform, document_id, sections, warnings)
  if (!isDeliverable(completed_sections, total_sections) && !fault('poor-document-delivered')) {
    const detail = `Only ${completed_sections} of ${total_sections} sections passed the quality checks.`
    return failJob(platform, job, { status: 'failed_quality', code: 'failed_quality', detail })
  }
  const status = warnings.length > 0 ? 'completed_with_warnings' : 'completed'
  const now = timestamp()
  database.transaction(() => {
    database.run`
      update jobs set status = ${status}, stage = ${status}, progress = 100, finished_at = ${now}, updated_at = ${now}
      where id = ${job.id}`
    setStatus(database, document_id, 'completed')
    logActivity(database, job.user_id, 'document.completed', { type: 'document', id: document_id })
  })
  tell(platform, job, { type: 'job_completed', ...about(job), document_id, status, quality_warnings: warnings })
  closeAfterLast(platform, job.user_id)
  await mail.notify(userById(database, job.user_id), 'document_completed', {
    title: documentById(database, document_id)?.title ?? '',
    link: mail.link(`/documents/${document_id}`),
    warnings: warnings.join('\n'),
  })
}

/** Ends a job that has no document to show for it. What was paid for too little quality goes back without anybody asking. */
export async function failJob(platform: Platform, job: JobRow, { status, code, detail }: Failure): Promise<void> {
  const { database, mail } = platform
  const now = timestamp()
  const refund = database.transaction(() => {
    database.run`
      update jobs
      set status = ${status}, stage = ${status}, error_code = ${code}, error_detail = ${detail}, finished_at = ${now},
          updated_at = ${now}
      where id = ${job.id}`
    setStatus(database, job.document_id, status)
    logActivity(database, job.user_id, 'document.failed', { type: 'document', id: job.document_id })
    return status === 'failed_quality' && !fault('poor-document-not-refunded')
      ? decideFullRefund(platform, job.payment_id, detail)
      : undefined
  })
  const refunded = refund !== undefined && (await giveBack(platform, refund.id))
  tell(platform, job, { type: 'job_failed', ...about(job), error: { code, detail }, refunded })
  closeAfterLast(platform, job.user_id)
  const payment = paymentById(database, job.payment_id)
  const template = status === 'failed' ? 'document_failed' : 'document_failed_quality'
  await mail.notify(userById(database, job.user_id), template, {
    title: documentById(database, job.document_id)?.title ?? '',
    detail,
    amount: payment ? price(payment.amount, payment.currency) : '',
  })
}

/** Whether the money is back already; else it follows. */
async function giveBack(platform: Platform, refundId: number): Promise<boolean> {
  try {
    return (await processRefund(platform, refundId))?.status === 'processed'
  } catch (error) {
    if (!(error instanceof StripeUnavailable)) throw error
    processSoon(platform, refundId, 1)
    return false
  }
}

function storeScores(
  { database }: Platform,
  documentId: number,
  sections: readonly Section[],
  warnings: string[],
): void {
  database.run`
    update documents
    set grammar_score = ${mean(sections, 'grammar_score')}, plagiarism_score = ${mean(sections, 'plagiarism_score')},
        ai_detection_score = ${mean(sections, 'ai_detection_score')}, quality_warnings = ${JSON.stringify(warnings)},
        updated_at = ${timestamp()}
    where id = ${documentId}`
}

/** Of the sections that were checked; null where none was. */
function mean(
  sections: readonly Section[],
  score: 'grammar_score' | 'plagiarism_score' | 'ai_detection_score',
): number | null {
  const known = sections.flatMap((section) => section[score] ?? [])
  if (known.length === 0) return null
  return Math.round((known.reduce((sum, value) => sum + value, 0) / known.length) * 10) / 10
}
