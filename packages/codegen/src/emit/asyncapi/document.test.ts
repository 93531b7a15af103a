import { fileURLToPath } from 'node:url'
import { Parser } from '@asyncapi/parser'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { complaints, emptyDocument, platformOf } from '../../../test/spec-folder.ts'
import { loadApis } from '../../load/load-apis.ts'
import type { ApiModel } from '../../model.ts'
import { emitAsyncApi } from './document.ts'

const printed = async (apis: readonly ApiModel[]): Promise<string> => (await emitAsyncApi(apis))[0]?.content ?? ''

/** What the official parser has to say against a document, but for the advice to move to a version that few tools read yet. */
const against = async (content: string): Promise<string[]> => {
  const { diagnostics } = await new Parser().parse(content)
  return diagnostics.filter(({ code }) => code !== 'asyncapi-latest-version').map(({ message }) => message)
}

const schemas = {
  Said: { oneOf: [{ $ref: '#/components/schemas/Begun' }, { $ref: '#/components/schemas/Echo' }] },
  Begun: {
    type: 'object',
    description: 'It has begun.',
    required: ['type', 'at'],
    properties: { type: { const: 'begun' }, at: { $ref: '#/components/schemas/Moment', description: 'When.' } },
    example: { type: 'begun', at: '2025-12-01T15:30:00Z' },
  },
  Echo: { type: 'object', properties: { type: { const: 'echo' } } },
  Call: { type: 'object', properties: { type: { const: 'call' } } },
  Moment: { type: 'string', format: 'date-time' },
  Unspoken: { type: 'string' },
  Paid: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
}

const header = { name: 'X-Signature', in: 'header', required: true, schema: { type: 'string' } }
const answer = { '200': { description: 'Taken.' } }
const socket = {
  operationId: 'things.connect',
  summary: 'Listen',
  parameters: [
    { name: 'token', in: 'query', description: 'Who listens.', schema: { type: 'string' } },
    { name: 'thing_id', in: 'path', required: true, schema: { type: 'integer' }, example: 7 },
  ],
  'x-messages': {
    server: [{ $ref: '#/components/schemas/Said' }],
    client: [{ $ref: '#/components/schemas/Call' }],
    close: { '4401': 'No token.' },
  },
  'x-interactions': { echo: { states: [], body: { type: 'call' } } },
  responses: { '101': { description: 'Open.' } },
}
const webhook = {
  post: {
    operationId: 'things.onPaid',
    parameters: [header],
    requestBody: {
      content: {
        'application/json': {
          schema: { $ref: '#/components/schemas/Paid' },
          examples: { first: { value: { id: 'p_1' } } },
        },
      },
    },
    responses: answer,
  },
}
const receiver = { operationId: 'things.receive', parameters: [header], responses: answer }

const platform = (parts: object): ApiModel =>
  platformOf({
    'things.yaml': {
      ...emptyDocument,
      servers: [{ url: 'https://things.test/base' }],
      components: { schemas },
      ...parts,
    },
  })

describe('the document of the platform', () => {
  const real = loadApis(fileURLToPath(new URL('../../../../../specs', import.meta.url)))

  test('is one to the official parser, which has nothing against it', { timeout: 60_000 }, async () => {
    const content = await printed(real)
    expect(await against(content)).toEqual([])
    const { document } = await new Parser().parse(content)
    const sockets = real[0]?.services.flatMap(({ operations }) => operations.filter(({ messages }) => messages)) ?? []
    const events = real[0]?.services.flatMap(({ webhooks }) => webhooks) ?? []
    const names = document
      ?.messages()
      .all()
      .map((message) => message.name())
    expect(names).toEqual(expect.arrayContaining(events.map(({ name }) => name)))
    expect(
      document
        ?.channels()
        .all()
        .map((channel) => channel.id()),
    ).toEqual(expect.arrayContaining(sockets.map(({ id }) => id)))
    expect(document?.operations().all().length).toBeGreaterThan(sockets.length)
  })

  test('would not be, were a message not on its channel', { timeout: 60_000 }, async () => {
    const content = (await printed(real)).replace('connect/messages/pong"', 'connect/messages/gong"')
    expect(await against(content)).toContainEqual(expect.stringContaining('/messages/gong'))
  })

  test('has examples that are what it says', async () => {
    const { components } = parse(await printed(real))
    const ajv = new Ajv({ strict: false, validateFormats: false }).addSchema({ $id: 'document', components })
    for (const [key, { payload, examples }] of Object.entries<Shown>(components.messages)) {
      const validate = ajv.compile({ $ref: `document${payload.$ref}` })
      expect(examples, key).not.toEqual([])
      for (const example of examples)
        expect([validate(example.payload), key, validate.errors]).toEqual([true, key, null])
      expect(validate({ type: 'none of these' }), key).toBe(false)
    }
  })
})

interface Shown {
  readonly payload: { readonly $ref: string }
  readonly examples: readonly { readonly payload: unknown }[]
}

describe('a socket', () => {
  const document = async () =>
    parse(await printed([platform({ paths: { '/things/{thing_id}/live': { get: socket } } })]))

  test('is a channel with its address, parameters, token and close codes', async () => {
    const { channels, servers, components } = await document()
    expect(servers).toEqual({ ws: { host: 'things.test', protocol: 'wss', pathname: '/base' } })
    expect(channels['things.connect']).toMatchObject({
      address: '/things/{thing_id}/live',
      parameters: { thing_id: { examples: ['7'] } },
      bindings: { ws: { method: 'GET', query: { properties: { token: { type: 'string' } } } } },
      'x-close-codes': { '4401': 'No token.' },
    })
    expect(channels['things.connect'].description).toContain('| 4401 | No token. |')
    expect(components.securitySchemes['things.connect.token']).toMatchObject({ type: 'httpApiKey', in: 'query' })
  })

  test('is spoken in both directions: each branch of a union is a message, and what answers one is its reply', async () => {
    const { channels, operations } = await document()
    expect(Object.keys(channels['things.connect'].messages)).toEqual(['begun', 'echo', 'call'])
    const of = (name: string) => ({ $ref: `#/channels/things.connect/messages/${name}` })
    expect(operations['things.connect.send']).toMatchObject({ action: 'send', messages: [of('begun'), of('echo')] })
    expect(operations['things.connect.receive.call']).toMatchObject({
      action: 'receive',
      messages: [of('call')],
      reply: { messages: [of('echo')] },
    })
  })

  test('brings only the schemas that its messages need, in the words of draft 7', async () => {
    const { components } = await document()
    expect(Object.keys(components.schemas)).toEqual(['Begun', 'Call', 'Echo', 'Moment'])
    expect(components.schemas.Begun.properties.at).toEqual({
      description: 'When.',
      allOf: [{ $ref: '#/components/schemas/Moment' }],
    })
    expect(components.schemas.Begun.examples).toEqual([{ type: 'begun', at: '2025-12-01T15:30:00Z' }])
    expect(components.messages.Begun).toMatchObject({ name: 'begun', summary: 'It has begun.' })
  })
})

describe('webhooks', () => {
  test.each([
    ['are taken where an operation with the same headers takes them', { '/hook': { post: receiver } }, '/hook'],
    ['may go anywhere, where there is none', { '/hook': { post: { ...receiver, parameters: [] } } }, null],
    [
      'or more than one',
      { '/a': { post: receiver }, '/b': { post: { ...receiver, operationId: 'things.take' } } },
      null,
    ],
  ])('%s', async (_what, paths, address) => {
    const { channels, operations, components } = parse(
      await printed([platform({ paths, webhooks: { paid: webhook } })]),
    )
    expect(channels['things.webhooks'].address).toBe(address)
    expect(operations['things.webhooks.receive']).toMatchObject({
      action: 'receive',
      messages: [{ $ref: '#/channels/things.webhooks/messages/paid' }],
      bindings: { http: { method: 'POST' } },
    })
    expect(components.messages.Paid).toMatchObject({
      name: 'paid',
      headers: { required: ['X-Signature'] },
      examples: [{ name: 'first', payload: { id: 'p_1' } }],
    })
  })
})

test('a platform on which no message travels has no document', async () => {
  expect(await printed([platform({ paths: { '/hook': { post: receiver } } })])).toBe('')
})

test.each([
  [
    'a list of fixed places',
    { type: 'array', prefixItems: [{ type: 'string' }] },
    'In the schema Paid prefixItems has no equal',
  ],
  [
    'a rule for what is left',
    { type: 'object', unevaluatedProperties: false },
    'In the schema Paid unevaluatedProperties has',
  ],
])('what draft 7 cannot say is told with its place: %s', (_what, Paid, words) => {
  const api = platform({
    paths: {},
    webhooks: { paid: webhook },
    components: { schemas: { Paid } },
  })
  expect(complaints(() => emitAsyncApi([api]))).toEqual([expect.stringMatching(`^specs/things.yaml:1:.*${words}`)])
})

test('a message without a name is told of', () => {
  const nameless = { ...socket, 'x-messages': { server: [{ type: 'object' }], close: {} }, 'x-interactions': {} }
  const api = platform({ paths: { '/things/{thing_id}/live': { get: nameless } } })
  expect(complaints(() => emitAsyncApi([api]))).toEqual([
    expect.stringContaining('A message of things.connect has no name'),
  ])
})
