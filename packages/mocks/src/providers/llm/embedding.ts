import { countTokens } from './tokens.ts'

/** How many places of a vector a word touches. */
const spread = 16

/**
 * A vector of length 1 for a text. Texts that share words lie near each other, and one text has the same vector in every world, as it
 * has with a real model.
 *
 * @example embed('Bees pollinate.', 1536).length // 1536
 */
export function embed(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions)
  const ground = generator(hash(text))
  // A little of the whole text everywhere, so that no place is empty and no two texts are alike.
  for (let place = 0; place < dimensions; place++) vector[place] = (ground() - 0.5) * 0.02
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const next = generator(hash(word))
    for (let touch = 0; touch < spread; touch++) {
      const place = Math.floor(next() * dimensions)
      vector[place] = (vector[place] ?? 0) + (next() < 0.5 ? -1 : 1)
    }
  }
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}

/** What all texts cost, in tokens. */
export const embeddingTokens = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + countTokens(text), 0)

/** FNV-1a. */
function hash(text: string): number {
  let value = 2166136261
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 16777619)
  return value >>> 0
}

/** mulberry32. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296
  }
}
