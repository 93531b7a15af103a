import type { Random } from '../world/random.ts'
import { filled, type Slot } from './sentence.ts'
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
 * Three paragraphs in the voice of an academic paper: the seed decides the sentences, the subject what they speak of.
 */
export function writeParagraphs(random: Random, subject: Subject): string {
  const write = sentenceWriter(random, subject)
  const paragraph = (kind: readonly string[]) => pickSome(random, kind, 4).map(write).join(' ')
  return [openings, findings, reservations].map(paragraph).join('\n\n')
}

/** Fills the slots of sentences, so that they speak of the subject. */
export function sentenceWriter(random: Random, { topic, heading, citations }: Subject): (sentence: string) => string {
  const topicInside = inSentence(topic)
  const headingInside = inSentence(heading)
  const fill = (slot: Slot): string => {
    switch (slot) {
      case '{topic}':
        return topicInside
      case '{heading}':
        return headingInside
      case '{aspect}':
        return random.pick(aspects)
      case '{place}':
        return random.pick(places)
      case '{number}':
        return String(random.integer(12, 480))
      case '{share}':
        return String(random.integer(18, 83))
      case ' {cite}':
        return citations.length === 0 ? '' : ` ${random.pick(citations)}`
    }
  }
  return (sentence) => capitalised(filled(sentence, fill))
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
