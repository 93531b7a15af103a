import { AlignmentType, Document, Footer, HeadingLevel, Packer, PageNumber, Paragraph, TextRun } from 'docx'
import type { Manuscript } from './manuscript.ts'

/** Writes a Word document: a title page, a page for each section to begin on, and the bibliography. */
export async function docxFile({ title, topic, author, sections, references }: Manuscript): Promise<Uint8Array> {
  const heading = (text: string) => new Paragraph({ text, heading: HeadingLevel.HEADING_1, pageBreakBefore: true })
  const paragraph = (text: string) => new Paragraph({ text, spacing: { after: 200 } })
  const centred = { alignment: AlignmentType.CENTER }
  const pageNumber = new Paragraph({ ...centred, children: [new TextRun({ children: [PageNumber.CURRENT] })] })
  const file = new Document({
    title,
    description: topic,
    creator: author,
    sections: [
      {
        // The title page has a footer of its own, which is empty.
        properties: { titlePage: true },
        footers: { default: new Footer({ children: [pageNumber] }) },
        children: [
          new Paragraph({
            ...centred,
            text: title,
            heading: HeadingLevel.TITLE,
            spacing: { before: 3_800, after: 320 },
          }),
          new Paragraph({ ...centred, children: [new TextRun({ text: topic, italics: true })] }),
          ...sections.flatMap((section) => [heading(section.heading), ...section.paragraphs.map(paragraph)]),
          ...(references.length > 0 ? [heading('References'), ...references.map(paragraph)] : []),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toArrayBuffer(file))
}
