import { describe, expect, test } from 'vitest'
import { CannotVerify } from '../report/report.ts'
import { checksOf } from './checks.ts'
import type { Exchange } from './exchange.ts'
import type { ManifestEntry } from './pact-files.ts'

const planned = ['boats.get: 200 boat', 'boats.get: 404 boat_not_found'].map((description) => ({
  type: 'Synchronous/HTTP',
  description,
}))
const entry: ManifestEntry = {
  file: 'boats.json',
  provider: 'boats',
  interactions: planned.map(({ description }) => ({ type: 'http', operation: 'boats.get', description })),
  states: [],
}
const ok = planned.map(({ description }) => ({ description, result: 'OK' as const, duration: '3ms' }))
const sent = { method: 'GET', url: 'http://localhost/boats/1', headers: {}, body: Buffer.alloc(0) }
const exchange = (parts: Partial<Exchange> = { sent }): Exchange => ({
  states: [{ name: '', values: {} }],
  ...parts,
})

describe('checksOf', () => {
  test('a check for each interaction that was sent and found good', () => {
    expect(checksOf(entry, planned, ok, [exchange(), exchange()])).toEqual(
      planned.map(({ description }) => ({
        layer: 'pacts',
        rule: 'pact',
        name: description,
        operation: 'boats.get',
        milliseconds: 3,
      })),
    )
  })

  test('a message that was heard counts as one that was sent', () => {
    expect(checksOf(entry, planned, ok, [exchange({ heard: true }), exchange()])).toHaveLength(2)
  })

  test('trouble on the way is a failure, whatever the core says', () => {
    const [first] = checksOf(entry, planned, ok, [exchange({ sent, trouble: 'It did not answer.' }), exchange()])
    expect(first?.failure?.cause).toBe('It did not answer.')
  })

  const unproved: readonly { name: string; run: () => unknown; says: string }[] = [
    {
      name: 'an interaction less',
      run: () => checksOf(entry, planned, ok.slice(1), [exchange()]),
      says: 'Only 1 of the 2 interactions of boats were executed',
    },
    { name: 'no interaction at all', run: () => checksOf(entry, [], [], []), says: 'Only 0 of the 0 interactions' },
    {
      name: 'a success for which nothing was sent',
      run: () => checksOf(entry, planned, ok, [exchange(), exchange({})]),
      says: 'nothing was sent to the backend for it',
    },
    {
      name: 'more successes than requests',
      run: () => checksOf(entry, planned, ok, [exchange()]),
      says: 'nothing was sent to the backend for it',
    },
    {
      name: 'states of another interaction',
      run: () =>
        checksOf(entry, planned, ok, [exchange(), exchange({ sent, states: [{ name: 'a raft', values: {} }] })]),
      says: 'nothing was sent',
    },
  ]
  test.each(unproved)('proves nothing with $name', ({ run, says }) => {
    expect(run).toThrow(CannotVerify)
    expect(run).toThrow(says)
  })
})
