import { expect, test } from 'vitest'
import { randomFor } from '../../world/seeded-random.ts'
import { countTokens, measureTokens, tokensOf } from './tokens.ts'

test.for([
  ['Bees pollinate.', ['Bees', ' pollin', 'ate', '.']],
  ['  a  12345 B2b', [' ', ' a', ' ', ' ', '123', '45', ' B', '2', 'b']],
  ['', []],
  ['Über Bäume', ['Über', ' Bäume']],
] as const)('%j in tokens', ([text, tokens]) => {
  expect(tokensOf(text)).toEqual(tokens)
})

/** Letters of every kind that matters, those of other scripts last. */
const letters = [...'aBzZ  .,\n"@[`{/:019', 'é', '٣', '中', '😀', '\u0301']

test('what is counted without being cut is what would be cut, wherever it ends', () => {
  const random = randomFor(1, 'texts')
  for (let round = 0; round < 2_000; round++) {
    const most = random.chance(0.5) ? letters.length - 6 : letters.length - 1
    const text = Array.from({ length: random.integer(0, 14) }, () => letters[random.integer(0, most)]).join('')
    const tokens = tokensOf(text)
    expect(countTokens(text), JSON.stringify(text)).toBe(tokens.length)
    for (let limit = 0; limit <= tokens.length; limit++) {
      const first = tokens.slice(0, limit)
      const { length } = first.join('')
      expect(measureTokens(text, limit), JSON.stringify(text)).toEqual({ tokens: limit, length })
      // So a text that was cut off need not remember its pieces.
      expect(tokensOf(text.slice(0, length))).toEqual(first)
    }
  }
})
