import { type ConsumerPact, makeConsumerPact } from '@pact-foundation/pact-core'
import { describe, expect, test } from 'vitest'
import { loadApis } from '../../packages/codegen/src/load/load-apis.ts'
import { type HttpInteraction, httpInteractions, manifest } from './pact-interactions.ts'
import { callSdk } from './sdk-driver.ts'

/** Pact's number for the fourth version of its specification. */
const V4 = 5

const [platform] = loadApis('specs')
const operations = new Map(
  platform?.services.flatMap((service) => service.operations.map((operation) => [operation.id, operation] as const)),
)

/** Pact's own mock server, told one interaction: it answers that request, and remembers any other. */
function mockServer(
  provider: string,
  { description, request, response }: HttpInteraction,
): { pact: ConsumerPact; port: number } {
  const pact = makeConsumerPact(manifest.consumer, provider, V4, 'error')
  const interaction = pact.newInteraction(description)
  interaction.uponReceiving(description)
  interaction.withRequest(request.method, request.path)
  each(request.query, (name, index, value) => interaction.withQuery(name, index, value))
  each(request.headers, (name, index, value) => interaction.withRequestHeader(name, index, value))
  if (request.body) interaction.withRequestBody(text(request.body.content), request.body.contentType)
  interaction.withStatus(response.status)
  each(response.headers, (name, index, value) => interaction.withResponseHeader(name, index, value))
  if (response.body?.encoded === 'base64') {
    interaction.withResponseBinaryBody(Buffer.from(String(response.body.content), 'base64'), response.body.contentType)
  } else if (response.body) interaction.withResponseBody(text(response.body.content), response.body.contentType)
  return { pact, port: pact.createMockServer('127.0.0.1', 0) }
}

function each(
  values: Readonly<Record<string, readonly string[]>> | undefined,
  add: (name: string, index: number, value: string) => boolean,
): void {
  for (const [name, list] of Object.entries(values ?? {})) list.forEach((value, index) => void add(name, index, value))
}

function text(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content)
}

describe.each(manifest.pacts.map(({ provider, file, interactions }) => ({ provider, file, listed: interactions })))(
  'the SDK as the consumer of $provider',
  ({ provider, file, listed }) => {
    const interactions = httpInteractions(file)

    test('is asked for every interaction of the manifest', () => {
      const wanted = listed.filter(({ type }) => type === 'http').map(({ description }) => description)
      expect(interactions.map(({ description }) => description)).toEqual(wanted)
    })

    test.each(interactions.map((interaction) => ({ interaction, name: interaction.description })))(
      '$name',
      async ({ interaction }) => {
        const { operationId } = interaction.comments.references.openapi
        const operation = operations.get(operationId)
        if (operation === undefined)
          throw new Error(`${operationId} is no operation of the specs; run npm run generate.`)
        const { pact, port } = mockServer(provider, interaction)
        try {
          const told = await callSdk(operation, interaction, `http://127.0.0.1:${port}`)
          expect(pact.mockServerMismatches(port)).toEqual([])
          expect(pact.mockServerMatchedSuccessfully(port)).toBe(true)
          const { status } = interaction.response
          expect(told.status).toBe(status)
          expect(told.ok).toBe(status < 400)
          if (status >= 400) expect(`${told.status} ${told.code}`).toBe(interaction.description.split(': ')[1])
        } finally {
          pact.cleanupMockServer(port)
        }
      },
    )
  },
)

test('a request that differs in one field is seen', async () => {
  const [first] = httpInteractions('concord-sdk-documents.json').filter(({ request }) => request.body !== undefined)
  const operation = operations.get(first?.comments.references.openapi.operationId ?? '')
  if (first === undefined || operation === undefined)
    throw new Error('The pact of documents has no request with a body.')
  const { pact, port } = mockServer('documents', first)
  try {
    const body = { contentType: 'application/json', encoded: false as const, content: { title: 'Wasps' } }
    await callSdk(operation, { ...first, request: { ...first.request, body } }, `http://127.0.0.1:${port}`)
    expect(pact.mockServerMismatches(port)).toHaveLength(1)
    expect(pact.mockServerMatchedSuccessfully(port)).toBe(false)
  } finally {
    pact.cleanupMockServer(port)
  }
})
