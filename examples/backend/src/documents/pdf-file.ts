import { fileURLToPath } from 'node:url'
import pdfmake from 'pdfmake'
import type { Content } from 'pdfmake/interfaces.js'
import type { Manuscript } from './manuscript.ts'

const fonts = fileURLToPath(new URL('.', import.meta.resolve('pdfmake/fonts/Roboto/Roboto-Regular.ttf')))
const font = (name: string): string => `${fonts}Roboto-${name}.ttf`

pdfmake.setFonts({ Roboto: { normal: font('Regular'), bold: font('Medium'), italics: font('Italic') } })
// A text must not make the library fetch or read anything else.
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fonts))
pdfmake.setUrlAccessPolicy(() => false)

/** Points on A4: 25 mm at each side. */
const margins: [number, number, number, number] = [71, 71, 71, 71]

/** Writes a PDF with the same parts as the Word document. */
export async function pdfFile({
  title,
  topic,
  language,
  author,
  sections,
  references,
}: Manuscript): Promise<Uint8Array> {
  const heading = (text: string): Content => ({ text, style: 'heading', pageBreak: 'before' })
  const paragraph = (text: string): Content => ({ text, style: 'paragraph' })
  const file = pdfmake.createPdf({
    pageSize: 'A4',
    pageMargins: margins,
    language,
    info: { title, subject: topic, author },
    defaultStyle: { font: 'Roboto', fontSize: 11, lineHeight: 1.3 },
    styles: {
      title: { fontSize: 24, bold: true, alignment: 'center', margin: [0, 190, 0, 16] },
      topic: { fontSize: 13, italics: true, alignment: 'center' },
      heading: { fontSize: 16, bold: true, margin: [0, 0, 0, 12] },
      paragraph: { margin: [0, 0, 0, 9] },
      pageNumber: { fontSize: 9, alignment: 'center', margin: [0, 24, 0, 0] },
    },
    content: [
      { text: title, style: 'title' },
      { text: topic, style: 'topic' },
      ...sections.flatMap((section) => [heading(section.heading), ...section.paragraphs.map(paragraph)]),
      ...(references.length > 0 ? [heading('References'), ...references.map(paragraph)] : []),
    ],
    footer: (page) => (page === 1 ? '' : { text: String(page), style: 'pageNumber' }),
  })
  return new Uint8Array(await file.getBuffer())
}
