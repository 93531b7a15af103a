import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { foreignWith } from '../../../test/spec-folder.ts'
import { loadApis } from '../../load/load-apis.ts'
import type { ApiModel, OperationModel } from '../../model.ts'
import { problemType } from './answer.ts'
import { describeOperation } from './operation.ts'
import { emitSdk } from './sdk.ts'

const things = () =>
  foreignWith({
    Thing: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
    ThingCreate: { type: 'object', properties: { title: { type: 'string' } } },
    Tick: { type: 'object', properties: { n: { type: 'integer' } } },
    Ping: { type: 'object', properties: { type: { const: 'ping' } } },
    ThingPage: {
      type: 'object',
      properties: { items: { type: 'array', items: ref('Thing') }, results: { type: 'array', items: ref('Thing') } },
    },
    Pair: { type: 'object', properties: { access_token: { type: 'string' }, refresh_token: { type: 'string' } } },
    Refresh: { type: 'object', required: ['refresh_token'], properties: { refresh_token: { type: 'string' } } },
    Problem: { type: 'object', properties: { code: { type: 'string' } } },
  })

function ref(name: string) {
  return { $ref: `#/components/schemas/${name}` }
}

const json = (name: string) => [{ mediaType: 'application/json', schema: ref(name), examples: [] }]
const answer = (status: string, contents: ReturnType<typeof json> = []) => ({
  status,
  description: '',
  headers: [],
  contents,
  codes: [] as string[],
})
const parameter = (name: string, place: 'path' | 'query' | 'header', more: object = {}) => ({
  name,
  in: place,
  required: place === 'path',
  description: '',
  schema: { type: 'string' },
  style: place === 'query' ? 'form' : 'simple',
  explode: place === 'query',
  allowReserved: false,
  ...more,
})

/** An operation of which only what matters to a case is said. */
const operation = (given: Partial<OperationModel>): OperationModel => ({
  id: 'things.act',
  service: 'things',
  verb: 'act',
  method: 'GET',
  path: '/things',
  summary: 'Act',
  description: '',
  deprecated: false,
  parameters: [],
  responses: [answer('200', json('Thing'))],
  security: ['bearer'],
  idempotent: false,
  interactions: new Map(),
  location: { file: 'things.yaml', line: 1, column: 1, pointer: '' },
  ...given,
})

interface Case {
  readonly given: Partial<OperationModel>
  readonly want: string
  /** The arguments after the path. */
  readonly descriptor?: string
}

const body = (mediaType: string, name: string, required = true) => ({
  required,
  contents: [{ mediaType, schema: ref(name), examples: [] }],
})

const cases: Readonly<Record<string, Case>> = {
  'an operation without anything': {
    given: {},
    want: '(options?: CallOptions): ApiPromise<Thing, ThingsActProblem>',
    descriptor: '',
  },
  'values of the path, in its order and not in that of the declarations': {
    given: {
      path: '/a/{user_id}/b/{thing-id}',
      parameters: [parameter('thing-id', 'path'), parameter('user_id', 'path')],
    },
    want: '(userId: string, thingId: string, options?: CallOptions): ApiPromise<Thing, ThingsActProblem>',
  },
  'a path parameter that is a word of the language': {
    given: { path: '/{delete}', parameters: [parameter('delete', 'path')] },
    want: '(delete_: string, options?: CallOptions): ApiPromise<Thing, ThingsActProblem>',
  },
  'path, body, query, options': {
    given: {
      path: '/{id}',
      parameters: [parameter('q', 'query'), parameter('id', 'path')],
      requestBody: body('application/json', 'ThingCreate'),
    },
    want: '(id: string, body: ThingCreate, query?: ThingsActQuery, options?: CallOptions): ApiPromise<Thing, ThingsActProblem>',
    descriptor: '3',
  },
  'a body that need not be': {
    given: { requestBody: body('application/json', 'ThingCreate', false) },
    want: '(body?: ThingCreate, options?: CallOptions): ApiPromise<Thing, ThingsActProblem>',
    descriptor: '1',
  },
  'a body that need not be before a query that must': {
    given: {
      parameters: [parameter('q', 'query', { required: true })],
      requestBody: body('application/json', 'ThingCreate', false),
    },
    want: '(body: ThingCreate | undefined, query: ThingsActQuery, options?: CallOptions): ApiPromise<Thing, ThingsActProblem>',
    descriptor: '3',
  },
  'a header that the caller must give': {
    given: { parameters: [parameter('Stripe-Signature', 'header', { required: true })] },
    want: "(options: CallOptions & { readonly headers: { readonly 'Stripe-Signature': string } }): ApiPromise<Thing, ThingsActProblem>",
  },
  'headers that the pipeline gives': {
    given: {
      idempotent: true,
      parameters: [parameter('Idempotency-Key', 'header'), parameter('Authorization', 'header', { required: true })],
    },
    want: '(options?: CallOptions): ApiPromise<Thing, ThingsActProblem>',
    descriptor: '4',
  },
  'a public operation': {
    given: { security: [] },
    want: '(options?: CallOptions): ApiPromise<Thing, ThingsActProblem>',
    descriptor: '8',
  },
  'an answer with a pair of tokens': {
    given: { security: [], responses: [answer('200', json('Pair'))] },
    want: '(options?: CallOptions): ApiPromise<Pair, ThingsActProblem>',
    descriptor: '24',
  },
  'a sign-out': {
    given: { verb: 'logout', responses: [answer('204')] },
    want: '(options?: CallOptions): ApiPromise<void, ThingsActProblem>',
    descriptor: '32',
  },
  'a success without a body that is no 204': {
    given: { responses: [answer('202')] },
    want: '(options?: CallOptions): ApiPromise<void, ThingsActProblem>',
    descriptor: '64',
  },
  'successes with and without a body': {
    given: { responses: [answer('200', json('Thing')), answer('204')] },
    want: '(options?: CallOptions): ApiPromise<Thing | undefined, ThingsActProblem>',
    descriptor: '',
  },
  'successes with the same body': {
    given: { responses: [answer('200', json('Thing')), answer('202', json('Thing'))] },
    want: '(options?: CallOptions): ApiPromise<Thing, ThingsActProblem>',
  },
  'successes with different bodies': {
    given: { responses: [answer('200', json('Thing')), answer('201', json('Tick'))] },
    want: '(options?: CallOptions): ApiPromise<Thing | Tick, ThingsActProblem>',
  },
  'a file': {
    given: {
      responses: [{ ...answer('200'), contents: [{ mediaType: 'application/pdf', schema: {}, examples: [] }] }],
    },
    want: '(options?: CallOptions): ApiPromise<Blob, ThingsActProblem>',
    descriptor: '0, blob',
  },
  text: {
    given: { responses: [{ ...answer('200'), contents: [{ mediaType: 'text/plain', schema: {}, examples: [] }] }] },
    want: '(options?: CallOptions): ApiPromise<string, ThingsActProblem>',
    descriptor: '0, text',
  },
  'a redirect': {
    given: { responses: [answer('302')] },
    want: '(options?: CallOptions): ApiPromise<string, ThingsActProblem>',
    descriptor: '0, location',
  },
  'a form': {
    given: { method: 'POST', requestBody: body('application/x-www-form-urlencoded', 'ThingCreate') },
    want: '(body: ThingCreate, options?: CallOptions): ApiPromise<Thing, ThingsActProblem>',
    descriptor: '1, form',
  },
  'several parts': {
    given: { method: 'POST', requestBody: body('multipart/form-data', 'ThingCreate') },
    want: '(body: ThingCreate, options?: CallOptions): ApiPromise<Thing, ThingsActProblem>',
    descriptor: '1, multipart',
  },
  bytes: {
    given: {
      method: 'PUT',
      requestBody: { required: true, contents: [{ mediaType: 'application/pdf', schema: {}, examples: [] }] },
    },
    want: '(body: BodyInit, options?: CallOptions): ApiPromise<Thing, ThingsActProblem>',
    descriptor: "1, binary('application/pdf')",
  },
  'JSON where it is one of several': {
    given: {
      requestBody: {
        required: true,
        contents: [
          ...body('multipart/form-data', 'Thing').contents,
          ...body('application/json', 'ThingCreate').contents,
        ],
      },
    },
    want: '(body: ThingCreate, options?: CallOptions): ApiPromise<Thing, ThingsActProblem>',
    descriptor: '1',
  },
  'a query with styles of its own': {
    given: { parameters: [parameter('page', 'query'), parameter('filter', 'query', { style: 'deepObject' })] },
    want: '(query?: ThingsActQuery, options?: CallOptions): ApiPromise<Thing, ThingsActProblem>',
    descriptor: "2, { query: styled({ filter: { style: 'deepObject', explode: true } }) }",
  },
  'a form with styles of its own that answers with a file': {
    given: {
      parameters: [parameter('ids', 'query', { explode: false })],
      requestBody: body('application/x-www-form-urlencoded', 'ThingCreate'),
      responses: [{ ...answer('200'), contents: [{ mediaType: 'application/pdf', schema: {}, examples: [] }] }],
    },
    want: '(body: ThingCreate, query?: ThingsActQuery, options?: CallOptions): ApiPromise<Blob, ThingsActProblem>',
    descriptor: "3, { ...form, query: styled({ ids: { style: 'form', explode: false } }), ...blob }",
  },
  pages: {
    given: {
      parameters: [parameter('page', 'query')],
      pagination: { style: 'page', items: 'items' },
      responses: [answer('200', json('ThingPage'))],
    },
    want: '(query?: ThingsActQuery, options?: CallOptions): PagePromise<ThingPage, Thing, ThingsActProblem>',
    descriptor: '2',
  },
  'pages whose items have another name': {
    given: {
      parameters: [parameter('page', 'query')],
      pagination: { style: 'page', items: 'results' },
      responses: [answer('200', json('ThingPage'))],
    },
    want: '(query?: ThingsActQuery, options?: CallOptions): PagePromise<ThingPage, Thing, ThingsActProblem>',
    descriptor: "2, { items: 'results' }",
  },
  'a stream': {
    given: { stream: { events: ref('Tick'), format: 'sse' } },
    want: '(options?: CallOptions): EventStream<Tick, ThingsActProblem>',
    descriptor: '',
  },
  'a socket, whose token the session puts into the address': {
    given: {
      path: '/ws/{user_id}',
      parameters: [parameter('user_id', 'path'), parameter('token', 'query')],
      messages: { server: [ref('Tick')], client: [ref('Ping')], close: new Map() },
    },
    want: '(userId: string, options?: SocketOptions): Promise<Socket<Tick, Ping>>',
    descriptor: '',
  },
}

test.each(Object.entries(cases))('%s', (_, { given, want, descriptor }) => {
  const described = describeOperation(operation(given), things())
  expect(`(${described.parameters.join(', ')}): ${described.returns}`).toBe(want)
  const fixed = given.messages ? 2 : 3
  if (descriptor !== undefined) expect(described.descriptor.slice(fixed).join(', ')).toBe(descriptor)
})

test('a stream imports its type from where both formats have it', () => {
  const { typeImports, valueImports } = describeOperation(
    operation({ stream: { events: ref('Tick'), format: 'ndjson' } }),
    things(),
  )
  expect(typeImports).toContainEqual(['../../streams/stream-call.ts', 'EventStream'])
  expect(valueImports).toContainEqual(['../../streams/ndjson.ts', 'ndjson'])
})

describe('problems', () => {
  const problem = (status: string, codes: string[]) => ({ ...answer(status, json('Problem')), codes })

  test('stand for each status with its codes and its body', () => {
    const { problems } = describeOperation(
      operation({
        responses: [
          answer('200'),
          problem('404', ['a_not_found', 'b_not_found']),
          problem('4XX', []),
          answer('default'),
        ],
      }),
      things(),
    )
    expect(problems.map((given) => problemType('things.act', given))).toEqual([
      "ApiError<'things.act', 404, 'a_not_found' | 'b_not_found', Problem>",
      "ApiError<'things.act', number, string, Problem>",
      "ApiError<'things.act', number, string, unknown>",
    ])
  })
})

describe('the refresh of a session', () => {
  test('is the operation that takes a refresh token and nothing else for a new pair', () => {
    const refresh = { requestBody: body('application/json', 'Refresh'), responses: [answer('200', json('Pair'))] }
    expect(describeOperation(operation(refresh), things()).refreshes).toBe(true)
    expect(
      describeOperation(operation({ ...refresh, requestBody: body('application/json', 'ThingCreate') }), things())
        .refreshes,
    ).toBe(false)
    expect(describeOperation(operation({ requestBody: refresh.requestBody }), things()).refreshes).toBe(false)
  })
})

describe("the platform's specs", () => {
  const apis = loadApis(fileURLToPath(new URL('../../../../../specs', import.meta.url)))
  const platform = apis.find(({ kind }) => kind === 'platform') as ApiModel

  const fileOf = async (name: string) => (await emitSdk(apis)).find(({ path }) => path.endsWith(name))?.content ?? ''

  test('give the same bytes twice', async () => {
    expect(await emitSdk(apis)).toEqual(
      await emitSdk(loadApis(fileURLToPath(new URL('../../../../../specs', import.meta.url)))),
    )
  })

  test('give every operation a plain function, a method and a place in the map', async () => {
    const services = await fileOf('services.ts')
    for (const { name, operations } of platform.services) {
      const module = await fileOf(`operations/${name}.ts`)
      for (const { id, verb } of operations) {
        expect(module).toContain(`('${id}', `)
        expect(module).toMatch(new RegExp(`^  ${verb}\\(`, 'm'))
        expect(services).toMatch(new RegExp(`\\b${verb}: \\w+\\.${verb}\\b`))
      }
    }
  })

  test('give words of the language as names of methods', async () => {
    const documents = await fileOf('operations/documents.ts')
    expect(documents).toContain('export { delete_ as delete }')
    expect(documents).toContain('export { export_ as export }')
  })

  test('put what the spec says where an editor shows it', async () => {
    const documents = await fileOf('operations/documents.ts')
    expect(documents).toContain(`  /**
   * Order a document.
   *
   * Creates a draft. Nothing is generated before it is paid for.`)
    expect(documents).toContain('* @param documentId - The document.')
    expect(documents).toContain('@throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired`')
    expect(documents).toMatch(/@example\n {3}\* await concord\.documents\.create\(\{ title: 'Bees', .* \}\)/)
  })

  test('without a platform give nothing', async () => {
    expect(await emitSdk([things()])).toEqual([])
  })
})
