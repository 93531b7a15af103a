// What the components of a video cost, and how an amount is shared among them.
import { expect, test } from 'vitest'
import { components, PriceList, type Prices, shares } from './prices.ts'

const sum = (prices: Prices): number => components.reduce((total, name) => total + prices[name], 0)

test.each([
  [15, { script: 10, voice: 1, visuals: 2, music: 8, thumbnail: 6, rendering: 1 }],
  [100, { script: 10, voice: 8, visuals: 12, music: 8, thumbnail: 6, rendering: 3 }],
  [360, { script: 10, voice: 30, visuals: 42, music: 8, thumbnail: 6, rendering: 12 }],
  [900, { script: 10, voice: 75, visuals: 105, music: 8, thumbnail: 6, rendering: 30 }],
])('a video of %i seconds', (seconds, wanted) => expect(new PriceList().pricesFor(seconds)).toEqual(wanted))

test.each([
  [10, 15],
  [10, 900],
  [166, 360],
  [249, 77],
  [301, 360],
  [100_000, 900],
])('all six come to %i cents where that is said, whatever %i seconds cost', (total, seconds) => {
  const list = new PriceList()
  list.total = total
  const prices = list.pricesFor(seconds)
  expect(sum(prices)).toBe(total)
  expect(Object.values(prices).every((price) => Number.isInteger(price) && price >= 0)).toBe(true)
})

test('an amount is shared among some as dear as they are', () => {
  const prices = new PriceList().pricesFor(360)
  expect(shares(54, ['script', 'voice'], prices)).toEqual({ script: 14, voice: 40 })
})
