import { strFromU8, unzipSync } from 'fflate'
import { create } from 'fontkit'
import fonts from 'pdfmake/build/vfs_fonts.js'
import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, test } from 'vitest'
import { makeDocx } from './export-docx.ts'
import { makePdf, undrawn } from './export-pdf.ts'
import type { Manuscript } from './manuscript.ts'

const written = new Date('2026-03-01T09:30:00Z')
const at = written.toISOString()
const unscored = { grammar_score: null, plagiarism_score: null, ai_detection_score: null }

function paper(title: string): Manuscript {
  return {
    document: {
      ...unscored,
      id: 1,
      user_id: 1,
      title,
      topic: 'Pollination',
      target_pages: 10,
      language: 'uk',
      document_type: 'bachelor_thesis',
      status: 'completed',
      quality_warnings: [],
      created_at: at,
      updated_at: at,
    },
    author: 'TesiGo',
    sections: [title, 'Method'].map((heading, index) => ({
      ...unscored,
      id: index + 1,
      document_id: 1,
      section_index: index + 1,
      title: heading,
      content: index === 0 ? `${title}\n\nThe office of bees.` : null,
      status: index === 0 ? 'completed' : 'failed',
      attempts: 1,
      warning: null,
      created_at: at,
    })),
    citations: [
      {
        id: 1,
        document_id: 1,
        section_index: 1,
        title,
        authors: ['Шевченко, Т.', 'Łukasiewicz, J.'],
        year: 2024,
        source: 'Acta Apium',
        doi: null,
        url: null,
      },
    ],
    written,
  }
}

async function pdfPages(title: string): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(await makePdf(paper(title))))
  return text.map((page) => page.replaceAll(/\s+/g, ' ').trim())
}

/** Its text, page by page: each heading begins a page. */
async function docxPages(title: string): Promise<string[]> {
  const { 'word/document.xml': xml = new Uint8Array() } = unzipSync(await makeDocx(paper(title)))
  const pages = strFromU8(xml).split('<w:pageBreakBefore/>')
  return pages.map((page) => [...page.matchAll(/<w:t(?: [^>]*)?>([^<]*)</g)].map(([, text]) => text).join(' '))
}

describe('a PDF', () => {
  test.each([
    ['Ukrainian', "Медоносні бджоли й ґедзі: чому їх об'єднує їжа"],
    ['Russian', 'Объём мёда в сотах'],
    ['Greek', 'Η μέλισσα και η γονιμοποίηση: Ωδή'],
    ['Polish', 'Zażółć gęślą jaźń'],
    ['Vietnamese', 'Nghiên cứu về ong mật ở Việt Nam'],
    ['Romanian', 'Științe și țări'],
    ['German', 'Über die Größe der Bienenstöcke: „10 €“'],
  ])('says a title in %s, in its heading and in its references too', async (_, title) => {
    expect(await pdfPages(title)).toEqual([
      `${title} Pollination`,
      `1. ${title} ${title} The office of bees. 2`,
      '2. Method This section did not pass the quality checks and was left out. 3',
      `References Шевченко, Т., Łukasiewicz, J. (2024). ${title}. Acta Apium. 4`,
    ])
  })

  test('says what the DOCX says, page by page, with the number below', async () => {
    const title = 'Медоносні бджоли: Tiếng Việt'
    const [cover, ...pages] = await docxPages(title)
    expect(await pdfPages(title)).toEqual([cover, ...pages.map((page, index) => `${page} ${index + 2}`)])
  })

  test('puts letters and their accents together', async () => {
    const title = 'Việt ї'
    expect((await pdfPages(title.normalize('NFD')))[0]).toBe(`${title} Pollination`)
  })

  test.each([
    ['Chinese', '蜜蜂 bees', '\ufffd\ufffd bees'],
    ['Arabic', 'نحل', '\ufffd\ufffd\ufffd'],
    ['an emoji', 'Bees 🐝', 'Bees \ufffd'],
  ])('marks each letter of %s, which its font lacks', async (_, title, want) => {
    expect((await pdfPages(title))[0]).toBe(`${want} Pollination`)
  })

  test('breaks a word that is longer than a line', async () => {
    const pages = await pdfPages('бджола'.repeat(30))
    expect(pages[0]?.replaceAll(' ', '')).toBe(`${'бджола'.repeat(30)}Pollination`)
  })

  test('knows the time of its world only', async () => {
    const file = await getDocumentProxy(await makePdf(paper('蜜蜂')))
    const { info } = await file.getMetadata()
    expect(info).toMatchObject({ Title: '蜜蜂', Author: 'TesiGo', CreationDate: 'D:20260301093000Z' })
    expect(await makePdf(paper('Bees'))).toEqual(await makePdf(paper('Bees')))
  })

  test.each(Object.entries(fonts))('has a glyph in %s for all that it draws', (_, content) => {
    const font = create(Buffer.from(content, 'base64'))
    if (!('hasGlyphForCodePoint' in font)) throw new Error('This is a collection of fonts.')
    const points = Array.from({ length: 0x10000 }, (_, point) => point)
    const drawn = points.filter((point) => point > 0x20 && !String.fromCodePoint(point).match(undrawn))
    expect(drawn.length).toBeGreaterThan(800)
    expect(drawn.filter((point) => !font.hasGlyphForCodePoint(point))).toEqual([])
  })
})
