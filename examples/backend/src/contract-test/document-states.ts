import { DocumentStatusSchema } from '@concord/sdk/schemas'
import { z } from 'zod'
import { verifiedUser } from '../accounts/users.ts'
import { insertCitation, insertSection, type NewSection } from '../documents/content.ts'
import { type DocumentRow, documentById, insertDocument, setStatus } from '../documents/documents.ts'
import { sectionsFor } from '../documents/estimate.ts'
import { exportDocument } from '../documents/exports.ts'
import type { Platform } from '../platform.ts'
import type { Database } from '../storage/database.ts'
import { type ProviderStates, type StateContext, state } from './states.ts'

const nothing = z.object({})

/** Documents, and the files made of them. */
export const documentStates: ProviderStates = {
  'a document': state(
    z.object({ status: DocumentStatusSchema.default('draft'), target_pages: z.int().min(1).max(200).default(20) }),
    ['document_id'],
    ({ platform, user }, { status, target_pages }) => {
      const { id } = someDocument(platform.database, user().id, target_pages)
      if (['completed', 'refunded', 'failed_quality'].includes(status)) writeAll(platform.database, id)
      setStatus(platform.database, id, status)
      return { document_id: id }
    },
  ),

  'a document of another user': state(nothing, ['document_id'], ({ platform }) => ({
    document_id: someDocument(platform.database, stranger(platform)).id,
  })),

  'an exported file': state(
    z.object({ format: z.enum(['docx', 'pdf']).default('docx') }),
    ['file_id', 'filename'],
    (context, { format }) => exported(context, format),
  ),

  'an expired file': state(nothing, ['file_id', 'filename'], (context) => exported(context, 'docx', -1)),

  'the file storage is down': state(nothing, [], ({ platform }) => {
    takeStorageDown(platform)
    return {}
  }),
}

/** Another user's id. */
export const stranger = ({ database }: Platform): number => verifiedUser(database, 'grace@example.test').id

/** Lets every write and read fail, as a disk does that was taken away. */
export function takeStorageDown({ storage }: Platform): void {
  storage.folder = '/dev/null/no-storage'
}

/** A draft. */
export const someDocument = (database: Database, userId: number, target_pages = 20): DocumentRow =>
  insertDocument(database, userId, {
    title: 'Bees',
    topic: 'Pollination in alpine meadows',
    target_pages,
    language: 'en',
  })

/** What a generation would have written, as far as it has come. */
export function writeAll(database: Database, documentId: number, finished?: number, failures = 0): void {
  const sections = finished ?? sectionsFor(documentById(database, documentId)?.target_pages ?? 1)
  for (let section_index = 1; section_index <= sections; section_index++) {
    insertSection(database, someSection(documentId, section_index, section_index > sections - failures))
    insertCitation(database, {
      document_id: documentId,
      section_index,
      title: 'Pollinator diversity in alpine grassland',
      authors: ['Moser L.', 'Keller A.'],
      year: 2021,
      source: 'Journal of Alpine Ecology',
      doi: '10.5555/jae.2021.017',
      url: 'https://doi.example.test/10.5555/jae.2021.017',
    })
  }
  database.run`
    update documents set grammar_score = 97, plagiarism_score = 92, ai_detection_score = 23 where id = ${documentId}`
}

function someSection(document_id: number, section_index: number, failed: boolean): NewSection {
  const text = 'Bees and flowering plants have shaped one another for more than a hundred million years. '
  return {
    document_id,
    section_index,
    title: section_index === 1 ? 'Introduction' : `Part ${section_index}`,
    content: failed ? null : text.repeat(5).trim(),
    status: failed ? 'failed' : 'completed',
    attempts: failed ? 3 : 1,
    grammar_score: 97,
    plagiarism_score: failed ? 60 : 92,
    ai_detection_score: 23,
    warning: failed ? `Section ${section_index} failed quality checks after 3 attempts` : null,
  }
}

async function exported({ platform, user }: StateContext, format: 'docx' | 'pdf', lives?: number) {
  const document = someDocument(platform.database, user().id)
  writeAll(platform.database, document.id)
  setStatus(platform.database, document.id, 'completed')
  const { id, filename } = await exportDocument(platform, document, format, lives)
  return { file_id: id, filename }
}
