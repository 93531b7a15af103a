import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { emptyDocument, foreignOf, foreignWith, platformOf, specFolder } from '../../test/spec-folder.ts'
import type { OperationModel } from '../model.ts'
import { loadApis, loadForeign } from './load-apis.ts'

const operationOf = (operations: readonly OperationModel[], id: string): OperationModel => {
  const operation = operations.find((candidate) => candidate.id === id)
  if (operation === undefined) throw new Error(`There is no ${id}.`)
  return operation
}

const common = `openapi: 3.1.0
info: { title: Common, version: 1.0.0 }
x-provider-states:
  a user: { description: Somebody., params: {}, returns: { user_id: { $ref: '#/components/schemas/Id' } } }
paths: {}
components:
  securitySchemes: { bearer: { type: http, scheme: bearer } }
  parameters:
    Id: { name: id, in: path, required: true, schema: { $ref: '#/components/schemas/Id' }, example: 42 }
    Page: { name: page, in: query, schema: { type: integer, default: 1 }, examples: { first: { value: 1 } } }
  headers:
    RequestId: { required: true, schema: { type: string }, example: r1 }
  schemas:
    Id: { type: integer, minimum: 1 }
    Problem: { type: object, properties: { code: { type: string } } }
    Unused: { type: string }
  responses:
    NotFound:
      description: Nothing.
      headers: &headers { X-Request-ID: { $ref: '#/components/headers/RequestId' } }
      content:
        application/problem+json:
          schema: { $ref: '#/components/schemas/Problem' }
          examples: { thing_not_found: { value: { code: thing_not_found } }, thing_gone: { value: { code: thing_gone } } }
    NoPath:
      x-gateway: true
      description: No path.
      content: { application/problem+json: { schema: {}, examples: { path_not_found: { summary: No., value: { code: path_not_found } } } } }
`

const things = `openapi: 3.1.0
info: { title: Things, version: 2.0.0, description: All of them. }
security: [{ bearer: [] }]
x-rate-limit: { limit: 60, seconds: 60, by: caller }
x-headers: &headers
  X-Request-ID: { $ref: 'common.yaml#/components/headers/RequestId' }
paths:
  /things/{id}:
    parameters: [{ $ref: 'common.yaml#/components/parameters/Id' }, { $ref: 'common.yaml#/components/parameters/Page' }]
    put:
      operationId: things.replace
      summary: Replace
      deprecated: true
      x-access: owner
      x-idempotency: true
      parameters:
        - { name: page, in: query, description: Its own., schema: { type: string } }
        - { name: tags, in: query, style: pipeDelimited, allowReserved: true, schema: { type: array } }
        - { name: filter, in: query, content: { application/json: { schema: { type: object } } } }
        - { name: X-Trace, in: header, schema: { type: string } }
      x-interactions: { renamed: { states: [{ name: a user, params: { email: a@b.test } }], path: { id: 7 }, headers: { X-Trace: 1 }, body: null } }
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' }, example: { name: x } } } }
      responses:
        '200':
          description: Done.
          headers: { <<: *headers, Location: { schema: { type: string } } }
          content: { application/json: { schema: { $ref: '#/components/schemas/Thing' }, examples: { renamed: { summary: Renamed, value: { name: y } }, file: { externalValue: x.json } } } }
        '404': { $ref: 'common.yaml#/components/responses/NotFound' }
        5XX: { description: Oh. }
        default: { description: Else. }
    get:
      operationId: things.get
      security: []
      x-rate-limit: { limit: 5, seconds: 1, by: address }
      x-stream: { events: { $ref: '#/components/schemas/Thing' }, format: sse }
      responses: { '204': { description: Nothing. } }
  /ws:
    get:
      operationId: things.watch
      security: [{}, { bearer: [] }]
      x-messages: { server: [{ $ref: '#/components/schemas/Thing' }], client: [], close: { 4001: Not signed in } }
      x-pagination: { style: cursor, items: data }
      responses: { '101': { description: Open. } }
webhooks:
  thing.made:
    post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }, responses: { '204': { description: Taken. } } }
components:
  schemas:
    Thing: { type: object, properties: { name: { type: string }, id: { $ref: 'common.yaml#/components/schemas/Id' } } }
    Problem: { $ref: 'common.yaml#/components/schemas/Problem' }
`

describe('a platform of two files', () => {
  const load = () => platformOf({ 'common.yaml': common, 'things.yaml': things, 'redocly.yaml': 'extends: []\n' })

  test('services, schemas, states and gateway problems', () => {
    const api = load()
    expect(api).toMatchObject({ name: 'platform', kind: 'platform' })
    expect(
      api.services.map(({ name, file, title, description, version, schemas }) => [
        name,
        file,
        title,
        description,
        version,
        schemas,
      ]),
    ).toEqual([['things', 'specs/things.yaml', 'Things', 'All of them.', '2.0.0', ['Problem', 'Thing']]])
    expect(
      [...api.schemas.values()].map(({ name, service, location }) => [name, service, location.file, location.line]),
    ).toEqual([
      ['Id', 'common', 'specs/common.yaml', 14],
      ['Problem', 'common', 'specs/common.yaml', 15],
      ['Thing', 'things', 'specs/things.yaml', 49],
      ['Unused', 'common', 'specs/common.yaml', 16],
    ])
    expect(api.providerStates.get('a user')?.returns).toEqual({ user_id: { $ref: '#/components/schemas/Id' } })
    expect(api.gatewayProblems).toEqual([{ name: 'path_not_found', summary: 'No.', value: { code: 'path_not_found' } }])
    expect(
      api.services[0]?.webhooks.map(({ name, method, requestBody }) => [
        name,
        method,
        requestBody?.contents[0]?.schema,
      ]),
    ).toEqual([['thing.made', 'POST', { $ref: '#/components/schemas/Thing' }]])
  })

  test('an operation with everything', () => {
    const operations = load().services[0]?.operations ?? []
    expect(operations.map(({ id }) => id)).toEqual(['things.replace', 'things.get', 'things.watch'])
    const replace = operationOf(operations, 'things.replace')
    expect(replace).toMatchObject({
      service: 'things',
      verb: 'replace',
      method: 'PUT',
      path: '/things/{id}',
      summary: 'Replace',
      deprecated: true,
      security: ['bearer'],
      access: 'owner',
      idempotent: true,
      rateLimit: { limit: 60, seconds: 60, by: 'caller' },
    })
    expect(replace.location).toMatchObject({
      file: 'specs/things.yaml',
      line: 10,
      column: 5,
      pointer: '/paths/~1things~1{id}/put',
    })
    expect(
      replace.parameters.map(
        ({ name, in: place, required, style, explode, allowReserved, mediaType, example, description }) => ({
          name,
          place,
          required,
          style,
          explode,
          allowReserved,
          mediaType,
          example,
          description,
        }),
      ),
    ).toEqual([
      {
        name: 'id',
        place: 'path',
        required: true,
        style: 'simple',
        explode: false,
        allowReserved: false,
        example: 42,
        description: '',
      },
      {
        name: 'page',
        place: 'query',
        required: false,
        style: 'form',
        explode: true,
        allowReserved: false,
        description: 'Its own.',
      },
      {
        name: 'tags',
        place: 'query',
        required: false,
        style: 'pipeDelimited',
        explode: false,
        allowReserved: true,
        description: '',
      },
      {
        name: 'filter',
        place: 'query',
        required: false,
        style: 'form',
        explode: true,
        allowReserved: false,
        mediaType: 'application/json',
        description: '',
      },
      {
        name: 'X-Trace',
        place: 'header',
        required: false,
        style: 'simple',
        explode: false,
        allowReserved: false,
        description: '',
      },
    ])
    expect(replace.requestBody).toEqual({
      required: true,
      contents: [
        {
          mediaType: 'application/json',
          schema: { $ref: '#/components/schemas/Thing' },
          examples: [{ name: 'example', summary: '', value: { name: 'x' } }],
        },
      ],
    })
    expect(
      replace.responses.map(({ status, codes, headers }) => [
        status,
        codes,
        headers.map(({ name, required }) => [name, required]),
      ]),
    ).toEqual([
      [
        '200',
        [],
        [
          ['X-Request-ID', true],
          ['Location', false],
        ],
      ],
      ['404', ['thing_not_found', 'thing_gone'], [['X-Request-ID', true]]],
      ['5XX', [], []],
      ['default', [], []],
    ])
    expect(replace.responses[0]?.contents[0]?.examples).toEqual([
      { name: 'renamed', summary: 'Renamed', value: { name: 'y' } },
      { name: 'file', summary: '' },
    ])
    expect(replace.interactions.get('renamed')).toEqual({
      states: [{ name: 'a user', params: { email: 'a@b.test' } }],
      path: { id: 7 },
      query: {},
      headers: { 'X-Trace': '1' },
      body: null,
    })
  })

  test('limits, streams, sockets and optional tokens', () => {
    const operations = load().services[0]?.operations ?? []
    const get = operationOf(operations, 'things.get')
    expect(get).toMatchObject({
      security: [],
      rateLimit: { limit: 5, seconds: 1, by: 'address' },
      stream: { format: 'sse', events: { $ref: '#/components/schemas/Thing' } },
    })
    const watch = operationOf(operations, 'things.watch')
    expect(watch).toMatchObject({ security: [], pagination: { style: 'cursor', items: 'data' } })
    expect(watch.messages?.server).toEqual([{ $ref: '#/components/schemas/Thing' }])
    expect(watch.messages?.close).toEqual(new Map([[4001, 'Not signed in']]))
  })

  test('the merged document refers to nothing but its own schemas', () => {
    const { document } = load()
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference)
    expect(new Set(references)).toEqual(
      new Set(['#/components/schemas/Id', '#/components/schemas/Problem', '#/components/schemas/Thing']),
    )
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Things' },
      components: { securitySchemes: { bearer: { type: 'http' } } },
      paths: {
        '/things/{id}': {
          put: {
            operationId: 'things.replace',
            security: [{ bearer: [] }],
            'x-access': 'owner',
            'x-rate-limit': { limit: 60 },
          },
        },
      },
      webhooks: { 'thing.made': { post: {} } },
    })
  })
})

test('methods of one path may stand in two files', () => {
  const one = (service: string, method: string) => ({
    ...emptyDocument,
    paths: { '/a': { [method]: { operationId: `${service}.call`, responses: { 200: { description: '' } } } } },
  })
  const { document, services } = platformOf({ 'a.yaml': one('a', 'get'), 'b.yaml': one('b', 'put') })
  expect(services.map(({ name }) => name)).toEqual(['a', 'b'])
  expect(document).toMatchObject({
    paths: { '/a': { get: { operationId: 'a.call' }, put: { operationId: 'b.call' } } },
  })
})

test('the folder ai belongs to the platform, every provider is an API of its own', () => {
  const spec = (service: string) => ({
    ...emptyDocument,
    paths: { [`/${service}`]: { get: { operationId: `${service}.call`, responses: { 200: { description: '' } } } } },
    components: { schemas: { Thing: { title: service } } },
  })
  const root = specFolder({
    'specs/ai/writing.yaml': spec('writing'),
    'specs/providers/stripe.yaml': spec('stripe'),
    'specs/providers/openai.json': spec('openai'),
  })
  const apis = loadApis(join(root, 'specs'))
  expect(apis.map(({ name, kind, services }) => [name, kind, services[0]?.file])).toEqual([
    ['platform', 'platform', 'specs/ai/writing.yaml'],
    ['openai', 'provider', 'specs/providers/openai.json'],
    ['stripe', 'provider', 'specs/providers/stripe.yaml'],
  ])
})

describe('references', () => {
  test.each([
    [
      'into a schema',
      {
        A: { type: 'object', properties: { b: { type: 'string', minLength: 1 } } },
        T: { $ref: '#/components/schemas/A/properties/b' },
      },
      { type: 'string', minLength: 1 },
    ],
    [
      'into a list',
      { A: { anyOf: [{ type: 'string' }] }, T: { $ref: '#/components/schemas/A/anyOf/0' } },
      { type: 'string' },
    ],
    [
      'with words beside it',
      { A: { type: 'string' }, T: { $ref: '#/components/schemas/A', description: 'This one.' } },
      { $ref: '#/components/schemas/A', description: 'This one.' },
    ],
    [
      'to a name with a slash',
      { 'a/b': { type: 'string' }, T: { items: { $ref: '#/components/schemas/a~1b' } } },
      { items: { $ref: '#/components/schemas/a~1b' } },
    ],
    [
      'escaped as in a URL',
      { 'a b': { type: 'string' }, T: { items: { $ref: '#/components/schemas/a%20b' } } },
      { items: { $ref: '#/components/schemas/a b' } },
    ],
    [
      'a property of that name',
      { T: { properties: { $ref: { type: 'string' } } } },
      { properties: { $ref: { type: 'string' } } },
    ],
    [
      'inside an example it is data',
      { T: { examples: [{ $ref: 'anything' }], default: { $ref: 'x' }, enum: [{ $ref: 'y' }] } },
      { examples: [{ $ref: 'anything' }], default: { $ref: 'x' }, enum: [{ $ref: 'y' }] },
    ],
    [
      'properties named as keywords',
      {
        A: {},
        T: { properties: { default: { $ref: '#/components/schemas/A' }, example: { $ref: '#/components/schemas/A' } } },
      },
      { properties: { default: { $ref: '#/components/schemas/A' }, example: { $ref: '#/components/schemas/A' } } },
    ],
  ])('%s', (_, schemas, want) => {
    expect(foreignWith(schemas).schemas.get('T')?.schema).toEqual(want)
  })

  test('to a whole file, and back from there', () => {
    const root = specFolder({
      'api.yaml': {
        ...emptyDocument,
        paths: {},
        components: { schemas: { Owner: { type: 'object', properties: { pet: { $ref: 'schemas/pet.yaml' } } } } },
      },
      'schemas/pet.yaml': { type: 'object', properties: { owner: { $ref: '../api.yaml#/components/schemas/Owner' } } },
    })
    const api = loadForeign([join(root, 'api.yaml')])
    expect(api.schemas.get('Owner')?.schema).toEqual({
      type: 'object',
      properties: { pet: { type: 'object', properties: { owner: { $ref: '#/components/schemas/Owner' } } } },
    })
  })
})

describe('OpenAPI 3.0 becomes JSON Schema 2020-12', () => {
  test.each([
    ['nullable', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    ['nullable: false', { type: 'string', nullable: false }, { type: 'string' }],
    [
      'a nullable enum',
      { type: 'string', nullable: true, enum: ['a'] },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [
      'a nullable composition',
      { nullable: true, allOf: [{ $ref: '#/components/schemas/A' }], description: 'x' },
      { description: 'x', anyOf: [{ allOf: [{ $ref: '#/components/schemas/A' }] }, { type: 'null' }] },
    ],
    [
      'exclusive bounds',
      { type: 'integer', minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
      { type: 'integer', exclusiveMinimum: 0, maximum: 9 },
    ],
    ['an example', { type: 'string', example: 'x' }, { type: 'string', examples: ['x'] }],
    ['bytes', { type: 'string', format: 'binary' }, { type: 'string', contentMediaType: 'application/octet-stream' }],
    ['base64', { type: 'string', format: 'byte' }, { type: 'string', contentEncoding: 'base64' }],
    [
      'what stands beside a reference',
      { $ref: '#/components/schemas/A', nullable: true, description: 'x' },
      { $ref: '#/components/schemas/A' },
    ],
    [
      'deep inside',
      { type: 'object', properties: { a: { type: 'array', items: { type: 'string', nullable: true } } } },
      { type: 'object', properties: { a: { type: 'array', items: { type: ['string', 'null'] } } } },
    ],
  ])('%s', (_, given, want) => {
    const schemas = { A: {}, T: given }
    expect(foreignWith(schemas, '3.0.3').schemas.get('T')?.schema).toEqual(want)
    // The same words in 3.1 mean what they mean there, if they mean anything.
    const in31 = () => foreignWith(schemas, '3.1.0').schemas.get('T')?.schema
    if ('exclusiveMinimum' in given) expect(in31).toThrow('exclusiveMinimum must be a number, not true.')
    else expect(in31()).toEqual(given)
  })
})

describe("a stranger's API", () => {
  const answers = { responses: { 200: { description: '' } } }

  test('operations get names that are stable and different', () => {
    const api = foreignOf({
      ...emptyDocument,
      paths: {
        '/pets': { get: { ...answers, operationId: 'list-pets' }, post: answers },
        '/pets/{petId}': { get: answers, delete: { ...answers, operationId: 'list_pets' } },
      },
    })
    expect(api.services[0]?.operations.map(({ id }) => id)).toEqual([
      'stranger.listPets',
      'stranger.postPets',
      'stranger.getPetsByPetId',
      'stranger.listPets2',
    ])
  })

  test('forgotten path parameters are text; those that no path has are left out', () => {
    const api = foreignOf({
      ...emptyDocument,
      paths: { '/a/{b}': { get: { ...answers, parameters: [{ name: 'c', in: 'path', required: true, schema: {} }] } } },
    })
    expect(api.services[0]?.operations[0]?.parameters.map(({ name, schema }) => [name, schema])).toEqual([
      ['b', { type: 'string' }],
    ])
  })

  test('paths that differ in their names only stand side by side, as at GitHub', () => {
    const api = foreignOf({ ...emptyDocument, paths: { '/a/{b}': { get: answers }, '/a/{c}': { get: answers } } })
    expect(api.services[0]?.operations.map(({ id }) => id)).toEqual(['stranger.getAByB', 'stranger.getAByC'])
  })

  test('schema names are kept as they are', () => {
    expect([...foreignWith({ 'payment_intent.v1': {}, user: {} }).schemas.keys()]).toEqual([
      'payment_intent.v1',
      'user',
    ])
  })

  test('its discriminators name schemas in either way', () => {
    const api = foreignWith({
      A: {},
      P: {
        oneOf: [{ $ref: '#/components/schemas/A' }],
        discriminator: { propertyName: 'kind', mapping: { a: 'A', b: '#/components/schemas/A' } },
      },
    })
    expect(api.schemas.get('P')?.schema.discriminator).toEqual({
      propertyName: 'kind',
      mapping: { a: '#/components/schemas/A', b: '#/components/schemas/A' },
    })
  })
})

test('the specs of this workspace load, and twice the same', { timeout: 60_000 }, () => {
  const directory = fileURLToPath(new URL('../../../../specs', import.meta.url))
  const [first, second] = [loadApis(directory), loadApis(directory)].map((apis) =>
    JSON.stringify(apis.map(({ document }) => document)),
  )
  expect(first).toBe(second)
})
