// Pacts and specs are emitted from one model, so they could be wrong together: Pact's own comparator, which knows nothing of it, holds the
// one against the other.
import { readFileSync } from 'node:fs'
import { Comparator, type Result } from '@pactflow/openapi-pact-comparator'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadApis } from '../../packages/codegen/src/load/load-apis.ts'
import { manifest, pactFile } from './pact-interactions.ts'

interface Interaction {
  readonly type: string
  readonly description: string
  readonly comments: { readonly references: { readonly openapi: { readonly operationId: string } } }
  readonly request: { path: string; method: string; headers?: Record<string, string[]>; body?: { content: unknown } }
  readonly response: { status: number; headers?: Record<string, string[]>; body?: { content: Record<string, unknown> } }
  readonly metadata?: { readonly contentType: string }
  readonly contents: { content: Record<string, unknown> }
}

const [platform] = loadApis('specs')
const paths = new Map(
  platform?.services.flatMap(({ operations }) => operations.map(({ id, path }) => [id, path] as const)),
)
const comparator = new Comparator({
  oas: JSON.parse(JSON.stringify(platform?.document)),
  asyncapi: parse(readFileSync('packages/contracts/asyncapi/platform.yaml', 'utf8')),
})

/** What the comparator cannot know, each with the reason; whatever else it says is a fault of ours. */
const limits: Readonly<Record<string, (result: Result, interaction: Interaction) => boolean>> = {
  // It finds an operation by the schemas of its path, so a path that is wrong on purpose leads it nowhere.
  'a value that breaks the schema of its path parameter': ({ code }, { request, response, comments }) => {
    const template = paths.get(comments.references.openapi.operationId) ?? ''
    const pattern = new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`)
    return code === 'request.path-or-method.unknown' && response.status === 422 && pattern.test(request.path)
  },
  // It reads JSON and forms.
  'a file or a text': ({ code }, { response }) =>
    code === 'response.body.unvalidatable' && !/json/.test(String(response.headers?.['Content-Type'])),
}

const compare = async (pact: { readonly interactions: readonly Interaction[] }): Promise<Result[]> => {
  // It takes the content type that Pact notes beside a message for a header, and closes every schema of headers.
  const interactions = pact.interactions.map(({ metadata: _noted, ...interaction }) => interaction)
  const results: Result[] = []
  for await (const result of comparator.compare(structuredClone({ ...pact, interactions }))) results.push(result)
  return results
}

/** The interaction that a result speaks of. */
const spokenOf = (result: Result, { interactions }: { readonly interactions: readonly Interaction[] }): Interaction => {
  const index = Number(/^\[root\]\.interactions\[(\d+)\]/.exec(result.mockDetails?.location ?? '')?.[1])
  const interaction = interactions[index]
  if (interaction === undefined) throw new Error(`Nothing tells which interaction this is about: ${result.message}`)
  return interaction
}

describe("Pact's comparator has nothing against", () => {
  const met = new Set<string>()

  test.each(manifest.pacts.map(({ provider, file }) => ({ provider, file })))(
    'the pact of $provider',
    async ({ file }) => {
      const pact = pactFile<Interaction>(file)
      const said = (await compare(pact)).filter(({ type }) => type !== 'info')
      const left = said.filter((result) => {
        const limit = Object.entries(limits).find(([, applies]) => applies(result, spokenOf(result, pact)))
        if (limit !== undefined) met.add(limit[0])
        return limit === undefined
      })
      expect(
        left.map(({ code, message, mockDetails }) => [mockDetails?.interactionDescription, code, message]),
      ).toEqual([])
    },
  )

  test('and no limit is allowed for that is none any more', () => {
    expect([...met].sort()).toEqual(Object.keys(limits).sort())
  })

  test('having found the message of every interaction that is one', async () => {
    const matched: Result[] = []
    for (const { file } of manifest.pacts) {
      const results = await compare(pactFile<Interaction>(file))
      matched.push(...results.filter(({ code }) => code === 'message.matched'))
    }
    const messages = manifest.pacts.flatMap(({ interactions }) => interactions.filter(({ type }) => type !== 'http'))
    expect(matched).toHaveLength(messages.length)
  })
})

describe('it would have seen', () => {
  let documents: Interaction[]
  let frames: Interaction[]

  beforeAll(() => {
    documents = [...pactFile<Interaction>('concord-sdk-documents.json').interactions]
    frames = [...pactFile<Interaction>('concord-sdk-websockets.json').interactions]
  })

  const named = (interactions: readonly Interaction[], description: string): Interaction => {
    const found = interactions.find((interaction) => interaction.description === description)
    if (found === undefined) throw new Error(`There is no interaction ${description}.`)
    return found
  }
  const answering = ({ response }: Interaction, fields: Record<string, unknown>) => ({
    response: { ...response, body: { ...response.body, content: { ...response.body?.content, ...fields } } },
  })

  test.each<[string, (interaction: Interaction) => object, string]>([
    [
      'a path that is none',
      ({ request }) => ({ request: { ...request, path: '/api/v1/papers' } }),
      'request.path-or-method.unknown',
    ],
    [
      'a status that is not documented',
      ({ response }) => ({ response: { ...response, status: 418 } }),
      'response.status.unknown',
    ],
    ['a field of another type', (one) => answering(one, { id: 'forty-two' }), 'response.body.incompatible'],
    ['a value that is none of the list', (one) => answering(one, { status: 'lost' }), 'response.body.incompatible'],
    ['a field that the spec does not have', (one) => answering(one, { author: 'Ada' }), 'response.body.incompatible'],
    [
      'a request without a field that it needs',
      ({ request }) => ({ request: { ...request, body: { ...request.body, content: { title: 'Bees' } } } }),
      'request.body.incompatible',
    ],
    [
      'a request without its token',
      ({ request: { headers: _sent, ...request } }) => ({ request }),
      'request.authorization.missing',
    ],
  ])('%s', async (_what, spoil, code) => {
    const interaction = named(documents, 'documents.create: 201 draft')
    const interactions = [{ ...interaction, ...spoil(interaction) }]
    const results = await compare({ ...pactFile<Interaction>('concord-sdk-documents.json'), interactions })
    expect(results.map((result) => result.code)).toContain(code)
  })

  test('a message that is none of its channel', async () => {
    const interaction = named(frames, 'websockets.connect: progress')
    const results = await compare({
      ...pactFile<Interaction>('concord-sdk-websockets.json'),
      interactions: [
        {
          ...interaction,
          contents: { ...interaction.contents, content: { ...interaction.contents.content, progress: 'half' } },
        },
      ],
    })
    expect(results.map(({ code }) => code)).toEqual(['message.no.match'])
  })
})
