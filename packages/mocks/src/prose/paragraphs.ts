import type { Random } from '../world/random.ts'
import { type Fillings, filled } from './sentence.ts'
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
  const [topicInside, headingInside] = [inSentence(topic), inSentence(heading)]
  const fillings: Fillings = {
    '{topic}': () => topicInside,
    '{heading}': () => headingInside,
    '{aspect}': () => random.pick(aspects),
    '{place}': () => random.pick(places),
    '{number}': () => String(random.integer(12, 480)),
    '{share}': () => String(random.integer(18, 83)),
    ' {cite}': () => (citations.length === 0 ? '' : ` ${random.pick(citations)}`),
  }
  const write = (sentence: string) => capitalised(filled(sentence, fillings))
  return kinds.map((kind) => pickSome(random, kind, sentences).map(write).join(' ')).join('\n\n')
}

/** So many different ones, in any order. */
export function pickSome<T>(random: Random, items: readonly T[], count: number): T[] {
  const left = [...items]
  const picked: T[] = []
  while (picked.length < count && left.length > 0) {
    picked.push(...left.splice(random.integer(0, left.length - 1), 1))
  }
  return picked
}

/** `Pollination` becomes `pollination`, but `DNA repair` stays as it is. */
export const inSentence = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
