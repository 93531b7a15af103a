import { expect, test } from 'vitest'
import { SpecError } from '../../load/spec-error.ts'
import type { InteractionModel } from '../../model.ts'
import { api, Boat, entry, integer, json, named, operation, parameter, success, text } from './fixture.ts'
import { emitPacts } from './pacts.ts'

const Horn = {
  type: 'object',
  required: ['type', 'boat_id'],
  properties: { type: { const: 'horn' }, boat_id: integer },
}
const socket = (interactions: Record<string, InteractionModel>) =>
  operation({
    id: 'boats.watch',
    path: '/boats/{boat_id}/watch',
    parameters: [parameter('boat_id', 'path', integer, 42), parameter('token', 'query', text, 'secret')],
    responses: [success('101')],
    interactions: new Map(Object.entries(interactions)),
    messages: { server: [{ oneOf: [Horn] }], client: [], close: new Map() },
  })

test('a message for each type that a socket carries, and how it is heard', async () => {
  const horn = entry({ states: [{ name: 'a boat', params: {} }], body: { type: 'listen', boat_id: 1 } })
  const [pact, manifest] = await emitPacts([api(socket({ horn }))])
  expect(JSON.parse(pact?.content ?? '').interactions).toMatchObject([
    {
      type: 'Asynchronous/Messages',
      description: 'boats.watch: horn',
      comments: {
        references: { openapi: { operationId: 'boats.watch' } },
        socket: { url: `/boats/\${boat_id}/watch`, send: { type: 'listen', boat_id: `\${boat_id}` } },
      },
      providerStates: [{ name: 'a boat' }],
      contents: { content: { type: 'horn', boat_id: 1 }, contentType: 'application/json', encoded: false },
      matchingRules: {
        body: { '$.type': { matchers: [{ match: 'equality' }] }, '$.boat_id': { matchers: [{ match: 'integer' }] } },
      },
    },
  ])
  expect(JSON.parse(manifest?.content ?? '').pacts[0].interactions).toEqual([
    { type: 'frame', operation: 'boats.watch', description: 'boats.watch: horn' },
  ])
})

test('a message for each example of a webhook', async () => {
  const model = api()
  const webhooks = [
    {
      name: 'boat.sunk',
      method: 'POST' as const,
      parameters: [],
      requestBody: { required: true, contents: json(Boat, named('sunk', { id: 1, name: 'Ark' })) },
    },
  ]
  const [, manifest] = await emitPacts([
    { ...model, services: model.services.map((service) => ({ ...service, webhooks })) },
  ])
  expect(JSON.parse(manifest?.content ?? '').pacts[0].interactions).toEqual([
    { type: 'webhook', operation: 'boat.sunk', description: 'boat.sunk: sunk' },
  ])
})

test('a SpecError for a message that nothing makes come', async () => {
  const failure = await Promise.resolve()
    .then(() => emitPacts([api(socket({}))]))
    .catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(SpecError)
  expect(failure).toHaveProperty(
    'message',
    expect.stringContaining('Nothing says how a client of boats.watch comes to hear horn.'),
  )
})
