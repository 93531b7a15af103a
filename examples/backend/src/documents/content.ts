import type { Citation, Section } from '@concord/sdk/types'
import { timestamp } from '../storage/clock.ts'
import type { Database } from '../storage/database.ts'
import { type Page, type PageQuery, pageOf } from '../storage/pages.ts'

interface CitationRow extends Omit<Citation, 'authors'> {
  /** JSON. */
  readonly authors: string
}

/** A section that has just been written, or given up. */
export type NewSection = Omit<Section, 'id' | 'created_at'>
export type NewCitation = Omit<Citation, 'id'>

export function insertSection(database: Database, section: NewSection): void {
  database.run`
    insert into sections (document_id, section_index, title, content, status, attempts, grammar_score, plagiarism_score,
                          ai_detection_score, warning, created_at)
    values (${section.document_id}, ${section.section_index}, ${section.title}, ${section.content}, ${section.status},
            ${section.attempts}, ${section.grammar_score}, ${section.plagiarism_score}, ${section.ai_detection_score},
            ${section.warning}, ${timestamp()})`
}

export function insertCitation(database: Database, citation: NewCitation): void {
  const { document_id, section_index, title, authors, year, source, doi, url } = citation
  database.run`
    insert into citations (document_id, section_index, title, authors, year, source, doi, url)
    values (${document_id}, ${section_index}, ${title}, ${JSON.stringify(authors)}, ${year}, ${source}, ${doi}, ${url})`
}

/** In the order of the document. */
export const allSections = (database: Database, documentId: number): Section[] =>
  database.all<Section>`select * from sections where document_id = ${documentId} order by section_index`

export const allCitations = (database: Database, documentId: number): Citation[] =>
  database.all<CitationRow>`select * from citations where document_id = ${documentId} order by section_index, id`.map(
    citationView,
  )

export const pageOfSections = (database: Database, documentId: number, query: PageQuery): Page<Section> =>
  pageOf(
    query,
    database.one`select count(*) as total from sections where document_id = ${documentId}`,
    ({ limit, offset }) => database.all<Section>`
      select * from sections where document_id = ${documentId} order by section_index limit ${limit} offset ${offset}`,
  )

export const pageOfCitations = (database: Database, documentId: number, query: PageQuery): Page<Citation> =>
  pageOf(
    query,
    database.one`select count(*) as total from citations where document_id = ${documentId}`,
    ({ limit, offset }) =>
      database.all<CitationRow>`
        select * from citations where document_id = ${documentId} order by section_index, id
        limit ${limit} offset ${offset}`.map(citationView),
  )

const citationView = (row: CitationRow): Citation => ({ ...row, authors: JSON.parse(row.authors) })
