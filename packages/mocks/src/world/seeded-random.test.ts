import { expect, test } from 'vitest'
import { randomFor, SeededRandom } from './seeded-random.ts'

const draws = (random: SeededRandom) => [
  random.next(),
  random.integer(1, 6),
  random.token(9),
  random.uuid(),
  random.pick(['a', 'b', 'c']),
]

test('the same seed and purpose give the same stream, any other another', () => {
  expect(draws(randomFor(1, 'ids'))).toEqual(draws(randomFor(1, 'ids')))
  expect(draws(randomFor(2, 'ids'))).not.toEqual(draws(randomFor(1, 'ids')))
  expect(draws(randomFor(1, 'mail'))).not.toEqual(draws(randomFor(1, 'ids')))
})

test('a stream goes on from its state', () => {
  const random = randomFor(1, 'ids')
  random.token(20)
  const { state } = random
  expect(draws(new SeededRandom(JSON.parse(JSON.stringify(state))))).toEqual(draws(random))
})

test('values are of the shape and spread that they should be', () => {
  const random = randomFor(1, 'x')
  expect(random.token(12)).toMatch(/^[A-Za-z0-9]{12}$/)
  expect(random.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const faces = Array.from({ length: 6000 }, () => random.integer(1, 6))
  for (const face of [1, 2, 3, 4, 5, 6]) {
    expect(faces.filter((value) => value === face).length).toBeGreaterThan(850)
    expect(faces.filter((value) => value === face).length).toBeLessThan(1150)
  }
  expect(Array.from({ length: 1000 }, () => random.next()).every((value) => value >= 0 && value < 1)).toBe(true)
  expect(() => random.pick([])).toThrow('empty')
})
