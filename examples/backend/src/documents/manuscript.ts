import type { Citation, Section } from '@concord/sdk/types'
import { userById } from '../accounts/users.ts'
import type { Database } from '../storage/database.ts'
import { allCitations, allSections } from './content.ts'
import type { DocumentRow } from './documents.ts'

/** What a file is made of. */
export interface Manuscript {
  readonly title: string
  readonly topic: string
  readonly language: string
  readonly author: string
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[]
  /** The bibliography, line by line. */
  readonly references: readonly string[]
}

/** A document as it stands in the database. */
export function manuscriptOf(database: Database, document: DocumentRow): Manuscript {
  const { id, user_id, title, topic, language } = document
  return {
    title,
    topic,
    language,
    author: userById(database, user_id)?.name ?? '',
    sections: allSections(database, id).map(chapter),
    references: [...new Set(allCitations(database, id).map(reference))].sort(),
  }
}

const chapter = ({ section_index, title, content }: Section) => ({
  heading: `${section_index}. ${title}`,
  paragraphs: (content ?? 'This section did not pass the quality checks and was left out.').split('\n\n'),
})

const reference = ({ authors, year, title, source, doi }: Citation): string =>
  `${authors.join(', ')} (${year}). ${title}. ${source}.${doi === null ? '' : ` https://doi.org/${doi}`}`
