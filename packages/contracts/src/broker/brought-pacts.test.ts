import { describe, expect, test } from 'vitest'
import { CannotVerify } from '../report/report.ts'
import { broughtPacts } from './brought-pacts.ts'
import type { FetchedPact } from './fetch-pacts.ts'

const operation = {
  id: 'boats.get',
  method: 'GET',
  path: '/boats/{boat_id}',
  line: 7,
  secured: true,
  parameters: [],
  responses: [],
  interactions: [],
}
const contract = {
  service: 'boats',
  operations: [operation],
  states: { 'a boat': { params: [], returns: ['boat_id'] } },
}

const pact = (content: object, more: Partial<FetchedPact> = {}): FetchedPact => ({
  document: { _links: {}, consumer: { name: 'web-shop' }, provider: { name: 'boats' }, ...content },
  consumerVersion: '1.4.0',
  reason: 'latest from main branch',
  pending: false,
  ...more,
})
const http = (description: string, states: readonly string[] = []) => ({
  type: 'Synchronous/HTTP',
  description,
  providerStates: states.map((name) => ({ name })),
  request: { method: 'get', path: '/boats/42' },
})
const message = (description: string, comments: object = {}) => ({
  type: 'Asynchronous/Messages',
  description,
  comments,
})

const entryOf = (content: object, more: Partial<FetchedPact> = {}) =>
  broughtPacts([pact(content, more)], contract)[0]?.entry

describe('broughtPacts', () => {
  test('names each check by its consumer, finds the operation, and asks for the states', () => {
    expect(entryOf({ interactions: [http('a boat, please', ['a boat', 'a harbour'])] })).toMatchObject({
      provider: 'boats',
      interactions: [{ type: 'http', operation: 'boats.get', description: 'web-shop 1.4.0: a boat, please' }],
      states: [
        { name: 'a boat', returns: ['boat_id'] },
        { name: 'a harbour', returns: [] },
      ],
    })
  })

  test('the states of a pending pact may be missing: it must not keep the others from being verified', () => {
    expect(entryOf({ interactions: [http('a boat, please', ['a harbour'])] }, { pending: true })?.states).toEqual([])
  })

  test('the id of a commit is cut short', () => {
    const consumerVersion = '3f2c1a0b9d3f2c1a0b9d3f2c1a0b9d3f2c1a0b9d'
    const entry = entryOf({ interactions: [http('a boat, please')] }, { consumerVersion })
    expect(entry?.interactions[0]?.description).toBe('web-shop 3f2c1a0b9d: a boat, please')
  })

  test('names are unique: of interactions that differ by their states, and of pacts without a version', () => {
    const { consumerVersion: _version, ...unversioned } = pact({
      interactions: [http('a boat'), http('a boat', ['a boat'])],
    })
    const names = broughtPacts([unversioned, unversioned], contract).flatMap(({ entry }) =>
      entry.interactions.map(({ description }) => description),
    )
    expect(names).toEqual([
      'web-shop: a boat',
      'web-shop: a boat (2)',
      'web-shop (2): a boat',
      'web-shop (2): a boat (2)',
    ])
  })

  test('what is said in older formats is understood', () => {
    const { type: _type, providerStates: _states, ...old } = http('a boat, please')
    const [source] = broughtPacts(
      [pact({ interactions: [{ ...old, providerState: 'a boat' }], messages: [{ description: 'boat sold' }] })],
      contract,
    )
    expect(source?.pact.interactions[0]?.providerStates).toEqual([{ name: 'a boat' }])
    expect(source?.entry.interactions.map(({ type }) => type)).toEqual(['http', 'unheard'])
  })

  test('messages: heard on the socket that the pact names, sent by others, or not to be heard', () => {
    const entry = entryOf({
      interactions: [
        message('boat moved', { socket: { url: '/ws' } }),
        message('boat sold', { references: { AsyncAPI: { operationId: 'boats.webhooks.receive' } } }),
        message('boat lost'),
      ],
    })
    expect(entry?.interactions.map(({ type }) => type)).toEqual(['frame', 'webhook', 'unheard'])
  })

  const faults: readonly { name: string; given: readonly FetchedPact[]; says: string }[] = [
    {
      name: 'a pact without interactions',
      given: [pact({ interactions: [] }), pact({ interactions: [http('a boat')] })],
      says: 'The pact of web-shop 1.4.0 has no interactions, so it proves nothing.',
    },
    {
      name: 'nothing that can be checked',
      given: [pact({ interactions: [message('boat lost')] })],
      says: 'Nothing in the pacts of web-shop 1.4.0 can be checked over HTTP or on a socket',
    },
    {
      name: 'a pact of another provider',
      given: [pact({ provider: { name: 'rafts' }, interactions: [http('a raft')] })],
      says: 'The pact of web-shop 1.4.0 is for the provider "rafts", not "boats".',
    },
    {
      name: 'an interaction without a description',
      given: [pact({ interactions: [{ request: {} }] })],
      says: 'has an interaction without a description',
    },
    { name: 'no list', given: [pact({ interactions: 'none' })], says: 'has no list of interactions' },
  ]
  test.each(faults)('is no success with $name', ({ given, says }) => {
    expect(() => broughtPacts(given, contract)).toThrow(CannotVerify)
    expect(() => broughtPacts(given, contract)).toThrow(says)
  })

  test('an empty pact that is pending breaks nothing', () => {
    const sources = broughtPacts(
      [pact({ interactions: [] }, { pending: true }), pact({ interactions: [http('a boat')] })],
      contract,
    )
    expect(sources).toHaveLength(2)
  })
})
