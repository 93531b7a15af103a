import { sha256 } from '@noble/hashes/sha2.js'
import { type Manuscript, missingText, reference } from './manuscript.ts'

/** Millimetres on A4. */
const page = { left: 25, top: 30, bottom: 270, width: 160 }
const lineHeight = 7

/** Writes a PDF. The library is loaded when the first one is made. */
export async function makePdf({ document, author, sections, citations, written }: Manuscript): Promise<Uint8Array> {
  const { jsPDF } = await import('jspdf')
  const file = new jsPDF({ unit: 'mm', format: 'a4', compress: true })
  file.setCreationDate(written)
  file.setFileId(fileId(`${document.id} ${document.title} ${written.toISOString()}`))
  file.setProperties({
    title: printable(document.title),
    subject: printable(document.topic),
    author,
    creator: 'Concord',
  })
  let y = page.top

  const write = (text: string, size: number, style: 'normal' | 'bold' | 'italic', after: number): void => {
    file.setFont('times', style)
    file.setFontSize(size)
    const lines: string[] = file.splitTextToSize(printable(text), page.width)
    for (const line of lines) {
      if (y > page.bottom) newPage()
      file.text(line, page.left, y)
      y += (lineHeight * size) / 12
    }
    y += after
  }
  const newPage = (): void => {
    file.addPage()
    y = page.top
  }

  write(document.title, 24, 'bold', 6)
  write(document.topic, 13, 'italic', 6)
  for (const section of sections) {
    newPage()
    write(`${section.section_index}. ${section.title}`, 16, 'bold', 4)
    for (const paragraph of (section.content ?? missingText).split('\n\n')) write(paragraph, 12, 'normal', 4)
  }
  if (citations.length > 0) {
    newPage()
    write('References', 16, 'bold', 4)
    for (const citation of citations) write(reference(citation), 11, 'normal', 2)
  }
  return new Uint8Array(file.output('arraybuffer'))
}

/** The fonts that every reader has know Western European letters; others show as a question mark. */
const printable = (text: string): string =>
  text.replaceAll(/[^\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u20ac\n]/g, '?')

const fileId = (text: string): string =>
  Array.from(sha256(new TextEncoder().encode(text)).subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
