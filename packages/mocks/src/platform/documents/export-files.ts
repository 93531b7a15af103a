import type { Document } from '@concord/sdk/types'
import type { World } from '../../world/world.ts'
import { citations, sections } from '../rows.ts'
import { makeDocx } from './export-docx.ts'
import { makePdf } from './export-pdf.ts'

export const contentTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const

const makers = { docx: makeDocx, pdf: makePdf }

/**
 * A real file with the text of the document. The same document gives the same bytes.
 *
 * Both formats say the same, but that the PDF has `�` for what its font lacks; see {@link makePdf}.
 *
 * @example (await exportedFile(world, document, 'pdf')).subarray(0, 5) // '%PDF-'
 */
export function exportedFile(world: World, document: Document, format: 'docx' | 'pdf'): Promise<Uint8Array> {
  const fields = { document_id: document.id }
  return makers[format]({
    document: { ...document, title: writable(document.title), topic: writable(document.topic) },
    author: 'TesiGo',
    sections: sections(world)
      .where(fields)
      .map((section) => ({
        ...section,
        title: writable(section.title),
        content: section.content === null ? null : writable(section.content),
      })),
    citations: citations(world)
      .where(fields)
      .map((citation) => ({ ...citation, title: writable(citation.title), source: writable(citation.source) })),
    written: new Date(document.updated_at),
  })
}

/** JSON can say characters that no XML can, such as a NUL; a file with one of them in it would not open. */
const writable = (text: string): string =>
  text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')

/** A name that every file system takes: `bees-and-flowers.docx`. */
export function fileName(title: string, format: 'docx' | 'pdf'): string {
  const plain = title.normalize('NFKD').replaceAll(/[̀-ͯ]/g, '').toLowerCase()
  const name = plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
  return `${name || 'document'}.${format}`
}
