import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { retryAfter } from './retry-after.ts'

// A date without a zone would be read in the zone of the machine.
beforeEach(() => {
  vi.stubEnv('TZ', 'America/New_York')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

const now = Date.parse('1994-11-06T08:49:00Z')

test.each([
  ['seconds', '42', 42_000],
  ['no time at all', '0', 0],
  ['a fraction of a second', '1.5', 1_500],
  ['an IMF-fixdate', 'Sun, 06 Nov 1994 08:49:37 GMT', 37_000],
  ['an RFC 850 date', 'Sunday, 06-Nov-94 08:49:37 GMT', 37_000],
  ['an asctime date, which is in UTC', 'Sun Nov  6 08:49:37 1994', 37_000],
  ['a date in the past', 'Sun, 06 Nov 1994 08:00:00 GMT', 0],
  ['an absurd number', '99999999999999999999', 2 ** 31 - 1],
  ['an absurd date', 'Fri, 31 Dec 9999 23:59:59 GMT', 2 ** 31 - 1],
  ['a negative number', '-5', undefined],
  ['words', 'soon', undefined],
  ['a word and a number', 'in 5 minutes', undefined],
  ['nothing', '', undefined],
])('Retry-After with %s', (_, value, wanted) => {
  expect(retryAfter(new Headers({ 'retry-after': value }), now)).toBe(wanted)
})

test('no Retry-After is no wait', () => {
  expect(retryAfter(new Headers(), now)).toBeUndefined()
})
