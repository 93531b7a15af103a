import { expect, test } from 'vitest'
import { brokerLines } from './broker-lines.ts'
import type { BrokerPact } from './report.ts'

const pact: BrokerPact = {
  name: 'web-shop 1.4.0',
  reason: 'latest from main branch',
  pending: false,
  satisfied: true,
  unheard: [],
  published: false,
}

const lines: readonly { name: string; given: Partial<BrokerPact>; publishing?: boolean; want: string }[] = [
  { name: 'a pact that holds', given: {}, want: 'holds.' },
  { name: 'one that does not', given: { satisfied: false }, want: 'does not hold.' },
  { name: 'one that may', given: { satisfied: false, pending: true }, want: 'does not hold, but is pending.' },
  { name: 'a result', given: { published: true }, publishing: true, want: 'holds; published for boats 3f2c1a0.' },
  {
    name: 'a result that was not taken',
    given: { trouble: 'The broker answers 500.' },
    publishing: true,
    want: 'holds; not published.',
  },
  {
    name: 'messages that nobody says how to hear',
    given: { unheard: ['boat lost', 'boat found'] },
    publishing: true,
    want: 'holds; it does not say on which socket a backend can be heard to send boat lost; boat found, so that was not checked; not published, because not all of it was checked.',
  },
]

test.each(lines)('$name', ({ given, publishing = false, want }) => {
  const broker = {
    url: 'http://broker',
    ...(publishing && { providerVersion: '3f2c1a0' }),
    pacts: [{ ...pact, ...given }],
  }
  expect(brokerLines(broker, 'boats')).toEqual([`Pact of web-shop 1.4.0 (latest from main branch): ${want}`])
})

test('no lines without a broker', () => {
  expect(brokerLines(undefined, 'boats')).toEqual([])
})
