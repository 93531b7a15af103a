import type { Content } from 'pdfmake'
import { type Manuscript, missingText, reference } from './manuscript.ts'

/** Points on A4: 25 mm at each side. */
const margins: [number, number, number, number] = [71, 71, 71, 71]

/**
 * Writes a PDF. The library and its font are loaded when the first one is made.
 *
 * The font, Roboto, has the Latin letters (with those of Vietnamese), the Cyrillic and the Greek ones. What it lacks, such as
 * Chinese, Arabic and emoji, shows as `�`, one per character; the DOCX of the same document has all of it.
 *
 * @example (await makePdf(manuscript)).subarray(0, 5) // '%PDF-'
 */
export async function makePdf({ document, author, sections, citations, written }: Manuscript): Promise<Uint8Array> {
  const pdfmake = await loadLibrary()
  const heading = (text: string): Content => ({ text: drawable(text), style: 'heading', pageBreak: 'before' })
  const file = pdfmake.createPdf({
    pageSize: 'A4',
    pageMargins: margins,
    language: document.language,
    displayTitle: true,
    // The file's id is a digest of these.
    info: { title: document.title, subject: document.topic, author, creator: 'Concord', creationDate: written },
    defaultStyle: { font: 'Roboto', fontSize: 11, lineHeight: 1.3 },
    styles: {
      title: { fontSize: 24, bold: true, alignment: 'center', margin: [0, 190, 0, 16] },
      topic: { fontSize: 13, italics: true, alignment: 'center' },
      heading: { fontSize: 16, bold: true, margin: [0, 0, 0, 12] },
      paragraph: { margin: [0, 0, 0, 9] },
      reference: { margin: [18, 0, 0, 6], leadingIndent: -18 },
      pageNumber: { fontSize: 9, alignment: 'center', margin: [0, 24, 0, 0] },
    },
    content: [
      { text: drawable(document.title), style: 'title' },
      { text: drawable(document.topic), style: 'topic' },
      ...sections.flatMap((section) => [
        heading(`${section.section_index}. ${section.title}`),
        ...(section.content ?? missingText)
          .split('\n\n')
          .map((text): Content => ({ text: drawable(text), style: 'paragraph' })),
      ]),
      ...(citations.length > 0 ? [heading('References')] : []),
      ...citations.map((citation): Content => ({ text: drawable(reference(citation)), style: 'reference' })),
    ],
    footer: (page) => (page === 1 ? '' : { text: String(page), style: 'pageNumber' }),
  })
  return new Uint8Array(await file.getBuffer())
}

declare module 'pdfmake' {
  /** Where the library reads its fonts from: in its documentation, though not in its types. */
  const virtualfs: { writeFileSync(name: string, content: string, encoding: 'base64'): void }
}

async function loadLibrary() {
  const [{ default: shared }, { default: files }] = await Promise.all([
    import('pdfmake'),
    import('pdfmake/build/vfs_fonts.js'),
  ])
  for (const [name, content] of Object.entries(files)) shared.virtualfs.writeFileSync(name, content, 'base64')
  // The library is one object for the whole process; settings of ours must not change what the host makes with it.
  const pdfmake: typeof shared = Object.create(shared)
  const [normal, bold, italics] = ['Roboto-Regular.ttf', 'Roboto-Medium.ttf', 'Roboto-Italic.ttf']
  pdfmake.setFonts({ Roboto: { normal, bold, italics } })
  pdfmake.setUrlAccessPolicy(() => false)
  // Only Node has files to keep it from.
  pdfmake.setLocalAccessPolicy?.(() => false)
  return pdfmake
}

/** Letters and accents in one piece where there is such a piece, and a mark in place of what the font cannot draw. */
const drawable = (text: string): string => text.normalize('NFC').replaceAll(undrawn, '\ufffd')

/** Roboto's character map, as far as a text may want it. */
const drawn = [
  String.raw`\u0300\u0301\u0303\u0309\u0323`, // accents without a letter to be one piece with
  String.raw`\t\n\r\u0020-\u007e\u00a0-\u017f\u01a0\u01a1\u01af\u01b0\u0218-\u021b\u1e80-\u1e85\u1e9e\u1ea0-\u1ef9`, // Latin
  String.raw`\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce`, // Greek
  String.raw`\u0400-\u0486\u0488-\u0513`, // Cyrillic
  String.raw`\u2010\u2011\u2013-\u2015\u2017-\u201e\u2020-\u2022\u2025-\u2027\u2030\u2032\u2033\u2039\u203a\ufffd`, // marks
  String.raw`\u2044\u2070\u2074-\u208e\u20ac\u20bd\u2116\u2122\u2126\u215b-\u215e`, // numbers, units
  String.raw`\u2202\u2206\u220f\u2211\u2212\u221a\u221e\u222b\u2248\u2260\u2264\u2265\u25ca`, // mathematics
]

/**
 * What the PDF's font has no glyph for.
 *
 * @example '蜂'.replaceAll(undrawn, '\ufffd') // '�'
 */
export const undrawn = new RegExp(`[^${drawn.join('')}]`, 'gu')
