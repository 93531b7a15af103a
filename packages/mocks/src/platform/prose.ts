import type { Random } from '../world/random.ts'
import { angles, aspects, findings, journals, openings, places, reservations, surnames, themes } from './prose-words.ts'

/** What a section is about. */
export interface Brief {
  readonly topic: string
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

/** Three paragraphs in the voice of an academic paper: the seed decides the sentences, the topic what they speak of. */
export function writeSection(random: Random, brief: Brief, sources: readonly Source[]): string {
  const heading = headingOf(brief)
  const fill = (sentence: string): string =>
    sentence
      .replaceAll('{topic}', inSentence(brief.topic))
      .replaceAll('{heading}', inSentence(heading))
      .replaceAll('{aspect}', random.pick(aspects))
      .replaceAll('{place}', random.pick(places))
      .replaceAll('{number}', String(random.integer(12, 480)))
      .replaceAll('{share}', String(random.integer(18, 83)))
      .replaceAll('{cite}', citation(random.pick(sources)))
  return [openings, findings, reservations]
    .map((kind) => pickSome(random, kind, 4).map(fill).map(capitalised).join(' '))
    .join('\n\n')
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
function citation(source: Source): string {
  const names = source.authors.map((author) => author.slice(0, author.lastIndexOf(' ')))
  const who = names.length > 2 ? `${names[0]} et al.` : names.join(' & ')
  return `(${who}, ${source.year})`
}

function pickSome<T>(random: Random, items: readonly T[], count: number): T[] {
  const left = [...items]
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(random.integer(0, left.length - 1), 1),
  ).flat()
}

/** `Pollination` becomes `pollination`, but `DNA repair` stays as it is. */
const inSentence = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
