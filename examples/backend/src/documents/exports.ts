import { randomBytes } from 'node:crypto'
import { fault } from '../faults.ts'
import { Problem } from '../http/problems.ts'
import type { Platform } from '../platform.ts'
import { hours, timestamp } from '../storage/clock.ts'
import { StorageUnavailable } from '../storage/file-storage.ts'
import type { DocumentRow } from './documents.ts'
import { docxFile } from './docx-file.ts'
import { manuscriptOf } from './manuscript.ts'
import { pdfFile } from './pdf-file.ts'

const addressLives = 1 * hours
/** A longer document is made while nobody waits. */
const pagesMadeAtOnce = 100

const contentTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const

export type FileFormat = keyof typeof contentTypes

interface FileRow {
  readonly id: string
  readonly filename: string
  readonly format: FileFormat
  readonly ready: number
  readonly expires_ms: number
}

/** A file that there is, or that is being made. */
export interface Export {
  readonly id: string
  readonly filename: string
  readonly ready: boolean
  readonly expiresAt: string
}

/**
 * Writes a document as a file. The address is the permission, so nobody can guess it.
 *
 * @param lives milliseconds; less than nothing for an address that has expired already
 * @throws Problem storage_unavailable
 */
export async function exportDocument(
  platform: Platform,
  document: DocumentRow,
  format: FileFormat,
  lives: number = addressLives,
): Promise<Export> {
  const { database, storage } = platform
  const id = `f_${randomBytes(18).toString('base64url')}`
  const filename = `${nameOf(document.title)}.${format}`
  const expires = Date.now() + lives
  const later = document.target_pages > pagesMadeAtOnce
  if (later) await storage.check().catch(unavailable)
  database.run`
    insert into files (id, document_id, filename, format, expires_ms)
    values (${id}, ${document.id}, ${filename}, ${format}, ${expires})`
  const making = make(platform, document, id, format)
  if (later) making.catch((error: unknown) => console.error(`${filename} could not be made:`, error))
  else await making.catch(unavailable)
  return { id, filename, ready: !later, expiresAt: timestamp(expires) }
}

async function make(
  { database, storage }: Platform,
  document: DocumentRow,
  id: string,
  format: FileFormat,
): Promise<void> {
  const manuscript = manuscriptOf(database, document)
  await storage.write(
    id,
    format === 'pdf' && !fault('export-of-another-type') ? await pdfFile(manuscript) : await docxFile(manuscript),
  )
  database.run`update files set ready = 1 where id = ${id}`
}

/**
 * Reads a file.
 *
 * @throws Problem file_not_found, file_expired, service_unavailable
 */
export async function readExport({ database, storage }: Platform, id: string, filename: string) {
  const file = database.one<FileRow>`select * from files where id = ${id} and filename = ${filename}`
  if (!file?.ready) throw new Problem('file_not_found')
  if (file.expires_ms <= Date.now()) throw new Problem('file_expired')
  const bytes = await storage.read(file.id).catch((error: unknown) => {
    if (error instanceof StorageUnavailable) throw new Problem('service_unavailable', { retryAfter: 30 })
    throw error
  })
  return { bytes, contentType: contentTypes[file.format] }
}

function unavailable(error: unknown): never {
  if (error instanceof StorageUnavailable) throw new Problem('storage_unavailable', { retryAfter: 30 })
  throw error
}

/** `Bees & flowers` → `bees-flowers`; what has no Latin letters is a document. */
const nameOf = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60) || 'document'
