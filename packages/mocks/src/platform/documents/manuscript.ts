import type { Citation, Document, Section } from '@concord/sdk/types'

/** What a file is made of. */
export interface Manuscript {
  readonly document: Document
  readonly author: string
  readonly sections: readonly Section[]
  readonly citations: readonly Citation[]
  /** When it was written: the only time that stands in the file. */
  readonly written: Date
}

/** What stands where no attempt at a section passed. */
export const missingText = 'This section did not pass the quality checks and was left out.'

/** One line of the bibliography. */
export const reference = ({ authors, year, title, source, doi }: Citation): string =>
  `${authors.join(', ')} (${year}). ${title}. ${source}.${doi ? ` https://doi.org/${doi}` : ''}`
