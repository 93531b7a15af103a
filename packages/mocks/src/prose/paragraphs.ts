import type { Random } from '../world/random.ts'
import { aspects, findings, openings, places, reservations } from './words.ts'

/** What a text is to speak of. */
export interface Subject {
  /** `Pollination` */
  readonly topic: string
  /** The heading that it stands under. */
  readonly heading: string
  /** As they stand in a text: `(Moser & Keller, 2021)`. Without any, nothing is cited. */
  readonly citations: readonly string[]
}

/**
 * Paragraphs in the voice of an academic paper, three if nothing else is asked: the seed decides the sentences, the subject what they
 * speak of.
 *
 * @param kinds the sentences to choose from, for each paragraph
 * @param sentences how many each has
 */
export function writeParagraphs(
  random: Random,
  { topic, heading, citations }: Subject,
  kinds: readonly (readonly string[])[] = [openings, findings, reservations],
  sentences = 4,
): string {
  const fill = (sentence: string): string =>
    sentence
      .replaceAll('{topic}', inSentence(topic))
      .replaceAll('{heading}', inSentence(heading))
      .replaceAll('{aspect}', () => random.pick(aspects))
      .replaceAll('{place}', () => random.pick(places))
      .replaceAll('{number}', () => String(random.integer(12, 480)))
      .replaceAll('{share}', () => String(random.integer(18, 83)))
      .replaceAll(' {cite}', () => (citations.length === 0 ? '' : ` ${random.pick(citations)}`))
  return kinds.map((kind) => pickSome(random, kind, sentences).map(fill).map(capitalised).join(' ')).join('\n\n')
}

/** So many different ones, in any order. */
export function pickSome<T>(random: Random, items: readonly T[], count: number): T[] {
  const left = [...items]
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(random.integer(0, left.length - 1), 1),
  ).flat()
}

/** `Pollination` becomes `pollination`, but `DNA repair` stays as it is. */
export const inSentence = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
