import { expect, test } from 'vitest'
import { api, entry, operation } from '../pact/fixture.ts'
import { emitServiceContracts } from './service-contracts.ts'

const place = (name: string) => `\${${name}}`

async function contractOf(...operations: Parameters<typeof api>) {
  const [file] = await emitServiceContracts([api(...operations)])
  return { path: file?.path, contract: JSON.parse(file?.content ?? '') }
}

const aBoat = operation({
  interactions: new Map([['boat', entry({ states: [{ name: 'a boat', params: {} }] })]]),
})

test('an interaction is told with places for what its states return', async () => {
  const { path, contract } = await contractOf(aBoat)
  expect(path).toBe('packages/contracts/services/boats.json')
  expect(contract.operations[0]).toMatchObject({ id: 'boats.get', method: 'GET', secured: true })
  expect(contract.operations[0].interactions[0]).toEqual({
    name: 'boat',
    status: 200,
    states: [
      { name: 'a signed-in user', params: {} },
      { name: 'a boat', params: {} },
    ],
    request: {
      path: { boat_id: place('boat_id') },
      query: {},
      headers: { Authorization: `Bearer ${place('access_token')}` },
    },
  })
  expect(contract.states['a boat']).toEqual({ params: [], returns: ['boat_id'] })
})

test('answers are closed, and only schemas that are referred to are there', async () => {
  const { contract } = await contractOf(aBoat)
  expect(contract.schemas.reply['schema:Boat']).toMatchObject({ additionalProperties: false })
  expect(contract.schemas.request['schema:Boat']).toBeUndefined()
})

test('what is written out is sent as written', async () => {
  const { contract } = await contractOf(
    operation({
      interactions: new Map([['boat', entry({ states: [{ name: 'a boat', params: {} }], path: { boat_id: 999 } })]]),
    }),
  )
  expect(contract.operations[0].interactions[0].request.path).toEqual({ boat_id: 999 })
})
