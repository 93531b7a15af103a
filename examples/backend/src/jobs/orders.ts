import { type DocumentRow, setStatus } from '../documents/documents.ts'
import { sectionsFor } from '../documents/estimate.ts'
import type { Platform } from '../platform.ts'
import { timestamp } from '../storage/clock.ts'
import { beginSoon } from './generation.ts'
import type { JobRow } from './jobs.ts'

/** Orders the generation of a document that was paid for; a payment that has its job gets no other. */
export function orderJob(platform: Platform, document: DocumentRow, paymentId: number): void {
  const { database } = platform
  const now = timestamp()
  const job = database.one<JobRow>`
    insert into jobs (user_id, document_id, payment_id, total_sections, created_at, updated_at)
    values (${document.user_id}, ${document.id}, ${paymentId}, ${sectionsFor(document.target_pages)}, ${now}, ${now})
    on conflict do nothing
    returning *`
  if (!job) return
  setStatus(database, document.id, 'generating')
  beginSoon(platform, job.id)
}
