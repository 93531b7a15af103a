import { capitalised, inSentence, pickSome, writeParagraphs } from '../../prose/paragraphs.ts'
import { angles, aspects, journals, places, surnames, themes } from '../../prose/words.ts'
import type { Random } from '../../world/random.ts'

/** What a section is about. */
export interface Brief {
  readonly section: number
  readonly sections: number
}

/** A source as a section cites it. */
export interface Source {
  readonly title: string
  readonly authors: string[]
  readonly year: number
  readonly source: string
  readonly doi: string
  readonly url: string
}

/** The heading of a section: an introduction first, a conclusion last, and no heading twice between them. */
export function headingOf({ section, sections }: Brief): string {
  if (section === 1) return 'Introduction'
  if (section === sections) return 'Conclusion'
  const theme = themes[(section - 2) % themes.length] ?? 'Discussion'
  const round = Math.floor((section - 2) / themes.length)
  return round === 0 ? theme : `${theme}: ${angles[(round - 1) % angles.length]}`
}

/** The text of a section, as a language model writes it. */
export function writeSection(
  random: Random,
  brief: Brief & { readonly topic: string },
  sources: readonly Source[],
): string {
  return writeParagraphs(random, { topic: brief.topic, heading: headingOf(brief), citations: sources.map(citation) })
}

/** One to two sources that somebody could have written. They lead to `example.test`, so nobody can take them for real ones. */
export function findSources(random: Random, topic: string): Source[] {
  return Array.from({ length: random.integer(1, 2) }, () => {
    const year = random.integer(1998, 2025)
    const journal = random.pick(journals)
    const doi = `10.5555/${journal.replaceAll(/[^A-Z]/g, '').toLowerCase()}.${year}.${random.integer(100, 999)}`
    return {
      title: `${capitalised(random.pick(aspects))} and ${inSentence(topic)}: evidence from ${random.pick(places)}`,
      authors: pickSome(random, surnames, random.integer(1, 3)).map(
        (name) => `${name} ${String.fromCharCode(random.integer(65, 90))}.`,
      ),
      year,
      source: journal,
      doi,
      url: `https://doi.example.test/${doi}`,
    }
  })
}

/** As it stands in a text: `(Moser & Keller, 2021)`. */
export function citation(source: Source): string {
  const names = source.authors.map((author) => author.slice(0, author.lastIndexOf(' ')))
  const who = names.length > 2 ? `${names[0]} et al.` : names.join(' & ')
  return `(${who}, ${source.year})`
}
