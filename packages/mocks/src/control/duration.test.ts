import { expect, test } from 'vitest'
import { toMilliseconds } from './duration.ts'

test.for([
  [0, 0],
  [600, 600_000],
  [0.5, 500],
  ['500ms', 500],
  ['90s', 90_000],
  ['10m', 600_000],
  ['1h30m', 5_400_000],
  ['1.5h', 5_400_000],
  ['3d', 259_200_000],
] as const)('%s is %d ms', ([given, want]) => {
  expect(toMilliseconds(given)).toBe(want)
})

test.for([[-1], [Number.NaN], [Number.POSITIVE_INFINITY], [''], ['10'], ['m'], ['10 m'], ['-5m'], ['ten minutes']])(
  '%s is refused with a sentence',
  ([given]) => {
    expect(() => toMilliseconds(given ?? '')).toThrow(/duration/)
  },
)
