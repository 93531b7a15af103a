import { allSections } from '../documents/content.ts'
import type { DocumentRow } from '../documents/documents.ts'
import type { Platform } from '../platform.ts'
import type { JobRow } from './jobs.ts'
import type { Prompt } from './language-models.ts'
import { inspect, type Verdict } from './quality-gates.ts'
import { citation, type Source } from './sources.ts'

/** The last text that a model wrote for a section, and what the checks said of it. */
export interface Attempt {
  readonly section: number
  readonly title: string
  readonly text: string
  /** Which attempt it was, counted from 1. */
  readonly attempts: number
  readonly verdict: Verdict
}

const mostAttempts = 3
/** Less is no section. */
const shortestText = 100
/** How many finished sections a model is shown at most, and how much of each. */
const mostContext = 10
const excerpt = 200

/**
 * Has a section written, again and again until it passes its checks or was tried often enough.
 *
 * @throws AllProvidersFailed
 */
export async function writeSection(
  platform: Platform,
  job: JobRow,
  document: DocumentRow,
  section: number,
  sources: readonly Source[],
  signal: AbortSignal,
): Promise<Attempt> {
  const title = titleOf(section, job.total_sections)
  const prompt = promptFor(platform, job, document, section, sources)
  for (let attempts = 1; ; attempts++) {
    const text = await platform.models.answer(prompt, signal)
    const verdict = text.length < shortestText ? tooShort : await inspect(platform.settings, text)
    if (verdict.passed || attempts === mostAttempts) return { section, title, text, attempts, verdict }
  }
}

const tooShort: Verdict = { passed: false, grammar: null, uniqueness: null, machine: null, unchecked: [] }

function promptFor(
  { database }: Platform,
  job: JobRow,
  document: DocumentRow,
  section: number,
  sources: readonly Source[],
): Prompt {
  const before = allSections(database, document.id)
    .slice(-mostContext)
    .map(({ title, content }) => `${title}: ${(content ?? '').slice(0, excerpt)}`)
  return {
    system: `You write sections of academic documents, in the language "${document.language}". Cite only the sources that you are given.`,
    question: [
      ...(before.length > 0 ? ['Written so far:', ...before] : []),
      `Topic: ${document.topic}`,
      `Section ${section} of ${job.total_sections}: ${titleOf(section, job.total_sections)}`,
      `Sources: ${sources.map(citation).join(' ')}`,
    ].join('\n'),
  }
}

const themes = [
  'Background',
  'Terms',
  'State of research',
  'Methods',
  'Observations',
  'Findings',
  'Discussion',
  'Limits',
]
const angles = [
  'a closer look',
  'in practice',
  'the other view',
  'over time',
  'compared',
  'open questions',
  'consequences',
]

/** An introduction first, a conclusion last, and no title twice between them. */
function titleOf(section: number, sections: number): string {
  if (section === 1) return 'Introduction'
  if (section === sections) return 'Conclusion'
  const theme = themes[(section - 2) % themes.length] ?? 'Discussion'
  const round = Math.floor((section - 2) / themes.length)
  return round === 0 ? theme : `${theme}: ${angles[round - 1] ?? `part ${round + 1}`}`
}
