// A pact must never claim what the client does not do: the SDK is run against Pact's own mock server for each interaction.
import { type HttpInteraction, startMockServer } from '@concord/contracts/mock-server'
import { describe, expect, test } from 'vitest'
import { loadApis } from '../../packages/codegen/src/load/load-apis.ts'
import type { OperationModel } from '../../packages/codegen/src/model.ts'
import { httpInteractions, manifest } from './pact-interactions.ts'
import { callSdk } from './sdk-driver.ts'

const [platform] = loadApis('specs')
const operations = new Map(
  platform?.services.flatMap((service) => service.operations.map((operation) => [operation.id, operation] as const)),
)

function operationOf({ comments }: HttpInteraction): OperationModel {
  const { operationId } = comments.references.openapi
  const operation = operations.get(operationId)
  if (operation === undefined) throw new Error(`${operationId} is no operation of the specs; run npm run generate.`)
  return operation
}

describe.each(manifest.pacts.map(({ provider, file, interactions }) => ({ provider, file, listed: interactions })))(
  'the SDK as the consumer of $provider',
  ({ provider, file, listed }) => {
    const interactions = httpInteractions(file)

    test('is asked for every interaction of the manifest', () => {
      const wanted = listed.filter(({ type }) => type === 'http').map(({ description }) => description)
      expect(interactions.map(({ description }) => description)).toEqual(wanted)
    })

    const cases = interactions.map((interaction) => ({ interaction, name: interaction.description }))
    test.each(cases)('$name', async ({ interaction }) => {
      const server = startMockServer(manifest.consumer, provider, interaction)
      try {
        const told = await callSdk(operationOf(interaction), interaction, server.url)
        expect(server.mismatches()).toEqual([])
        const { status } = interaction.response
        expect(told.status).toBe(status)
        expect(told.ok).toBe(status < 400)
        if (status >= 400) expect(`${told.status} ${told.code}`).toBe(interaction.description.split(': ')[1])
      } finally {
        server.close()
      }
    })
  },
)

describe('the mock server would have seen', () => {
  const [first] = httpInteractions('concord-sdk-documents.json').filter(({ request }) => request.body !== undefined)
  if (first === undefined) throw new Error('The pact of documents has no request with a body.')

  test('a request that differs in one field', async () => {
    const server = startMockServer(manifest.consumer, 'documents', first)
    const body = { contentType: 'application/json', encoded: false as const, content: { title: 'Wasps' } }
    await callSdk(operationOf(first), { ...first, request: { ...first.request, body } }, server.url)
    expect(server.mismatches()).toMatchObject([{ type: 'request-mismatch' }])
    server.close()
  })

  test('a request that was never sent', () => {
    const server = startMockServer(manifest.consumer, 'documents', first)
    expect(server.mismatches()).toMatchObject([{ type: 'missing-request' }])
    server.close()
  })
})
