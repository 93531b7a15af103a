import type { Random } from '../world/random.ts'

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

const inSentence = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const themes = [
  'Background', 'Research question', 'State of research', 'Terms and definitions', 'Theoretical frame', 'Method',
  'Data and sources', 'Descriptive results', 'Main results', 'Comparison across cases', 'Robustness', 'Interpretation',
  'Practical consequences', 'Limitations', 'Open questions', 'Outlook',
] // biome-ignore format: a list of words reads better in lines
const angles = ['a closer look', 'a historical view', 'a regional view', 'a critical reading']

const aspects = [
  'seasonal variation', 'long-term change', 'the choice of measure', 'regional difference', 'public policy',
  'economic pressure', 'the role of institutions', 'individual behaviour', 'the quality of the data',
  'technical progress', 'competing explanations', 'the order of events', 'the scale of observation',
] // biome-ignore format: a list of words reads better in lines
const places = [
  'northern Italy',
  'the Alpine region',
  'southern Germany',
  'western Austria',
  'the Baltic coast',
  'rural France',
]
const surnames = [
  'Moser',
  'Keller',
  'Andersson',
  'Rossi',
  'Dubois',
  'Novak',
  'Lindqvist',
  'Ferrari',
  'Huber',
  'Marin',
  'Okafor',
  'Tanaka',
]
const journals = [
  'Journal of Applied Inquiry',
  'European Review of Methods',
  'Annals of Comparative Research',
  'Studies in Observation and Theory',
]

const openings = [
  'this section turns to {heading} and asks what it can contribute to an understanding of {topic}.',
  'research on {topic} has long been divided over {aspect} {cite}.',
  'before {topic} can be discussed in detail, {aspect} needs a clear place in the argument.',
  'few questions have shaped the debate on {topic} as much as {aspect} {cite}.',
  'the literature offers two readings of {topic}, and they differ mainly in how they treat {aspect}.',
  'it is useful to separate {topic} as a phenomenon from the terms in which it is usually described.',
  'what is known about {topic} comes largely from case studies, many of them set in {place} {cite}.',
]
const findings = [
  'in a sample of {number} observations from {place}, about {share} % show the expected pattern {cite}.',
  'the effect of {aspect} is visible throughout, although its size depends on the period that is examined.',
  'where {aspect} is held constant, the relation to {topic} becomes weaker but does not disappear {cite}.',
  'a comparison with {place} supports this view: {share} % of the cases there point in the same direction.',
  'taken together, these results suggest that {topic} cannot be explained by {aspect} alone.',
  'the {number} cases reviewed here agree on one point, which is the weight of {aspect} {cite}.',
  'later work has refined this estimate and found values between {share} and {number} units of the original scale.',
]
const reservations = [
  'these findings have limits, above all because {aspect} could be observed only indirectly.',
  'it remains open how far the evidence from {place} can be carried over to other settings {cite}.',
  'an alternative account would stress {aspect}, and the data at hand do not rule it out.',
  'for the argument of this paper it is enough that the direction of the effect is stable.',
  'the next step is therefore to relate {topic} to the conditions under which it was observed.',
  'further work on {topic} should treat {aspect} as a question of its own rather than as a nuisance {cite}.',
]
