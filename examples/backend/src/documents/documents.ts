import type { Document, DocumentCreate, DocumentStatus } from '@concord/sdk/types'
import { fault } from '../faults.ts'
import { Problem } from '../http/problems.ts'
import { timestamp } from '../storage/clock.ts'
import type { Database } from '../storage/database.ts'

/** A document as the database has it. */
export interface DocumentRow extends Omit<Document, 'quality_warnings'> {
  /** JSON. */
  readonly quality_warnings: string
  readonly payment_key: string
}

export const documentById = (database: Database, id: number): DocumentRow | undefined =>
  database.one<DocumentRow>`select * from documents where id = ${id}`

/**
 * The document, if it is this user's.
 *
 * @throws Problem document_not_found where there is none, not_authorized where it is somebody else's
 */
export function ownDocument(database: Database, id: number, userId: number): DocumentRow {
  const document = documentById(database, id)
  if (!document) throw new Problem('document_not_found')
  if (document.user_id !== userId && !fault('document-of-another-open')) throw new Problem('not_authorized')
  return document
}

export function insertDocument(database: Database, userId: number, order: DocumentCreate): DocumentRow {
  const now = timestamp()
  const { title, topic, target_pages, language, document_type = 'essay' } = order
  const document = database.one<DocumentRow>`
    insert into documents (user_id, title, topic, target_pages, language, document_type, created_at, updated_at)
    values (${userId}, ${title}, ${topic}, ${target_pages}, ${language}, ${document_type}, ${now}, ${now})
    returning *`
  if (!document) throw new Error('The document was not stored.')
  return document
}

/** Moves a document on in its life; only from where it may come, if that is said. */
export function setStatus(database: Database, id: number, status: DocumentStatus, from?: DocumentStatus): void {
  database.run`
    update documents set status = ${status}, updated_at = ${timestamp()}
    where id = ${id} and (${from ?? null} is null or status = ${from ?? null})`
}

/** A document as the API shows it. */
export function documentView(row: DocumentRow): Document {
  const { id, user_id, title, topic, target_pages, language, document_type, status } = row
  const { grammar_score, plagiarism_score, ai_detection_score, created_at, updated_at } = row
  return {
    id,
    user_id,
    title,
    topic,
    target_pages,
    language,
    document_type,
    status,
    grammar_score,
    plagiarism_score,
    ai_detection_score,
    quality_warnings: JSON.parse(row.quality_warnings),
    created_at,
    updated_at,
  }
}
