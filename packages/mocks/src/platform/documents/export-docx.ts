import { type Manuscript, missingText, reference } from './manuscript.ts'
import { setZipTimes } from './zip-times.ts'

let library: Promise<typeof import('docx')> | undefined

/** Writes a Word document. The library is loaded when the first one is made, and never again: that takes real time. */
export async function makeDocx(manuscript: Manuscript): Promise<Uint8Array> {
  library ??= import('docx')
  const { AlignmentType, Document, Footer, HeadingLevel, Packer, PageNumber, Paragraph, TextRun } = await library
  const { document, author, sections, citations, written } = manuscript
  const heading = (text: string) => new Paragraph({ text, heading: HeadingLevel.HEADING_1, pageBreakBefore: true })
  const body = sections.flatMap((section) => [
    heading(`${section.section_index}. ${section.title}`),
    ...(section.content ?? missingText).split('\n\n').map((text) => new Paragraph({ text, spacing: { after: 200 } })),
  ])
  const pageNumber = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT] })],
  })
  const file = new Document({
    title: document.title,
    description: document.topic,
    creator: author,
    lastModifiedBy: author,
    sections: [
      {
        // The first page has a footer of its own, which is empty.
        properties: { titlePage: true },
        footers: { default: new Footer({ children: [pageNumber] }) },
        children: [
          new Paragraph({
            text: document.title,
            heading: HeadingLevel.TITLE,
            alignment: AlignmentType.CENTER,
            spacing: { before: 3_800, after: 320 },
          }),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [new TextRun({ text: document.topic, italics: true })],
          }),
          ...body,
          ...(citations.length > 0 ? [heading('References')] : []),
          ...citations.map((citation) => new Paragraph({ text: reference(citation), spacing: { after: 120 } })),
        ],
      },
    ],
  })
  // The library writes the time of day into the properties and into the archive; a file of this world knows its own time only.
  const properties = { path: 'docProps/core.xml', data: coreProperties(manuscript) }
  const bytes = new Uint8Array(await Packer.toArrayBuffer(file, undefined, [properties]))
  return setZipTimes(bytes, written)
}

function coreProperties({ document, author, written }: Manuscript): string {
  const at = written.toISOString()
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(document.title)}</dc:title><dc:creator>${escaped(author)}</dc:creator>`,
    `<dc:description>${escaped(document.topic)}</dc:description><dc:language>${document.language}</dc:language>`,
    `<cp:lastModifiedBy>${escaped(author)}</cp:lastModifiedBy><cp:revision>1</cp:revision>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`,
  ].join('')
}

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\p{Cc}/gu, ' ')
