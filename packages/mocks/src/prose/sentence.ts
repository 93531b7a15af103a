/** What may stand in a sentence, in the order in which it is drawn, wherever it stands. */
const slots = ['{topic}', '{heading}', '{aspect}', '{place}', '{number}', '{share}', ' {cite}'] as const

type Slot = (typeof slots)[number]

/** What stands in place of each slot, drawn anew for every one. */
export type Fillings = Readonly<Record<Slot, () => string>>

/** A sentence in parts: texts, and between each two of them a slot. */
interface Parts {
  readonly texts: readonly string[]
  readonly slots: readonly Slot[]
  /** Places of the slots, in the order in which they are drawn. */
  readonly order: readonly number[]
}

const known = new Map<string, Parts>()

/**
 * A sentence with its slots filled.
 *
 * @example filled('What {topic} needs{cite}', fillings)
 */
export function filled(sentence: string, fillings: Fillings): string {
  let parts = known.get(sentence)
  if (parts === undefined) {
    parts = partsOf(sentence)
    known.set(sentence, parts)
  }
  const values: string[] = []
  for (const place of parts.order) values[place] = fillings[parts.slots[place] as Slot]()
  return parts.texts.reduce((text, next, place) => text + values[place - 1] + next)
}

function partsOf(sentence: string): Parts {
  const parts = sentence.split(/( \{cite\}|\{(?:topic|heading|aspect|place|number|share)\})/)
  const found = parts.filter((_, place) => place % 2 === 1) as Slot[]
  const order = slots.flatMap((slot) => found.flatMap((one, place) => (one === slot ? [place] : [])))
  return { texts: parts.filter((_, place) => place % 2 === 0), slots: found, order }
}
