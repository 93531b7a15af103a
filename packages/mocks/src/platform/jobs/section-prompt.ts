import type { ModelPrompt } from '../language-models/llm-client.ts'
import { citation, type Source } from './prose.ts'

/** What a model is to write. */
export interface WritingOrder {
  readonly topic: string
  readonly heading: string
  readonly section: number
  readonly sections: number
  readonly sources: readonly Source[]
  /** What was written before, in the order of the document. */
  readonly context: readonly { readonly title: string; readonly content: string }[]
}

/** How much of an earlier section a model is shown. */
const excerpt = 200

/** Puts an order for a section into words. */
export function sectionPrompt({ topic, heading, section, sections, sources, context }: WritingOrder): ModelPrompt {
  const before = context.map(({ title, content }) => `${title}: ${content.slice(0, excerpt)}`)
  const question = [
    ...(before.length > 0 ? ['Written so far:', ...before] : []),
    `Topic: ${topic}`,
    `Section ${section} of ${sections}: ${heading}`,
    `Sources: ${sources.map(citation).join(' ')}`,
  ]
  return {
    system: 'You write sections of academic documents. Cite only the sources that you are given.',
    question: question.join('\n'),
  }
}
