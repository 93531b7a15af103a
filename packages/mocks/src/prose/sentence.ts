/** What may stand in a sentence, in the order in which it is drawn, wherever it stands. */
const slots = ['{topic}', '{heading}', '{aspect}', '{place}', '{number}', '{share}', ' {cite}'] as const

/** A place in a sentence where something is to stand. */
export type Slot = (typeof slots)[number]

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
 * @param fill asked anew for every slot
 * @example filled('What {topic} needs', () => 'pollination') // 'What pollination needs'
 */
export function filled(sentence: string, fill: (slot: Slot) => string): string {
  let parts = known.get(sentence)
  if (parts === undefined) {
    parts = partsOf(sentence)
    known.set(sentence, parts)
  }
  const values: string[] = []
  for (const place of parts.order) values[place] = fill(parts.slots[place] as Slot)
  let text = parts.texts[0] as string
  for (const [place, value] of values.entries()) text += value + parts.texts[place + 1]
  return text
}

function partsOf(sentence: string): Parts {
  const parts = sentence.split(/( \{cite\}|\{(?:topic|heading|aspect|place|number|share)\})/)
  const found = parts.filter((_, place) => place % 2 === 1) as Slot[]
  const order = slots.flatMap((slot) => found.flatMap((one, place) => (one === slot ? [place] : [])))
  return { texts: parts.filter((_, place) => place % 2 === 0), slots: found, order }
}
