import { describe, expect, test } from 'vitest'
import { platformOf } from '../../test/spec-folder.ts'
import { brokenPacts } from './broken-pacts.ts'
import { compareApis } from './compare-apis.ts'

type Part = Readonly<Record<string, unknown>>

const text = { type: 'string' }
const thing = (more: Part = {}, required: readonly string[] = ['id', 'name', 'status']) => ({
  type: 'object',
  required,
  properties: {
    id: { type: 'integer' },
    name: { ...text, maxLength: 9 },
    status: { enum: ['new', 'old'] },
    note: text,
    ...more,
  },
})
const input = (more: Part = {}, required: readonly string[] = ['name']) => ({
  type: 'object',
  required,
  properties: { name: { ...text, minLength: 1 }, ...more },
})
const event = (more: Part = {}) => ({
  oneOf: [
    {
      type: 'object',
      required: ['type', 'n'],
      properties: { type: { const: 'told' }, n: { type: 'integer' }, ...more },
    },
  ],
})

interface Parts {
  readonly thing?: Part
  readonly input?: Part
  readonly event?: Part
  readonly make?: Part
  readonly read?: Part
  readonly states?: Part
  readonly codes?: readonly string[]
  readonly headers?: Part
}

const state = (returns: Part = { thing_id: { type: 'integer' } }) => ({
  'a thing': { description: 'One.', params: {}, returns },
  'a signed-in user': { description: 'One.', params: {}, returns: { access_token: text } },
  'an expired access token': { description: 'One.', params: {}, returns: { access_token: text } },
})

const problem = (codes: readonly string[]) => ({
  description: 'Wrong.',
  content: {
    'application/problem+json': {
      schema: { type: 'object', required: ['code'], properties: { code: text } },
      examples: Object.fromEntries(codes.map((code) => [code, { value: { code } }])),
    },
  },
})

const example = { id: 1, name: 'Bees', status: 'new' }

const platform = (parts: Parts) => {
  const { codes = ['thing_not_found'] } = parts
  const body = {
    'application/json': { schema: { $ref: '#/components/schemas/Thing' }, examples: { bees: { value: example } } },
  }
  const answer = { description: 'A thing.', content: body, ...(parts.headers && { headers: parts.headers }) }
  const id = { name: 'thing_id', in: 'path', required: true, schema: { type: 'integer' }, example: 1 }
  const make = {
    operationId: 'things.make',
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: { $ref: '#/components/schemas/Input' },
          examples: { bees: { value: { name: 'Bees' } } },
        },
      },
    },
    responses: { 201: answer, 422: problem(['validation_failed']) },
    ...parts.make,
  }
  const read = {
    operationId: 'things.read',
    parameters: [id],
    security: [{ bearer: [] }],
    'x-interactions': {
      bees: { states: [{ name: 'a thing' }] },
      thing_not_found: { path: { thing_id: 9 } },
      thing_gone: { path: { thing_id: 9 } },
    },
    responses: { 200: answer, 401: problem(['token_missing']), 404: problem(codes) },
    ...parts.read,
  }
  const listen = {
    operationId: 'things.listen',
    'x-messages': { server: [{ $ref: '#/components/schemas/Event' }], client: [], close: {} },
    'x-interactions': { told: { states: [{ name: 'a thing' }] } },
    responses: { 101: { description: 'A socket.' } },
  }
  const interactions = Object.fromEntries(
    Object.entries(read['x-interactions']).filter(([name]) => name === 'bees' || codes.includes(name)),
  )
  return platformOf({
    'things.yaml': {
      openapi: '3.1.0',
      info: { title: 'Things', version: '1.0.0' },
      'x-provider-states': parts.states ?? state(),
      paths: {
        '/things': { post: make },
        '/things/{thing_id}': { get: { ...read, 'x-interactions': interactions } },
        '/listen': { get: listen },
      },
      webhooks: {
        thingMade: {
          post: {
            requestBody: { content: body },
            responses: { 204: { description: 'Heard.' } },
          },
        },
      },
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
        schemas: { Thing: parts.thing ?? thing(), Input: parts.input ?? input(), Event: parts.event ?? event() },
      },
    },
  })
}

const broken = (next: Parts, old: Parts = {}) =>
  brokenPacts(compareApis({ old: platform(old), new: platform(next) }, '2026-11-21'))

/** `operation interaction: reason` of every pact that breaks. */
const lines = (next: Parts, old: Parts = {}) =>
  broken(next, old).broken.map(
    ({ operation, interaction, reasons }) => `${operation} ${interaction}: ${reasons.join('; ')}`,
  )

const everywhere = (reason: string) =>
  ['things.make', 'things.read', 'thingMade'].map((operation) => `${operation} bees: ${reason}`)

test('nothing breaks where nothing changed, and every pact is counted', () => {
  expect(broken({})).toEqual({ total: 7, broken: [] })
})

describe('what a client is told', () => {
  test.each<[string, Parts, readonly string[]]>([
    [
      'a required property is optional',
      { thing: thing({}, ['id', 'name']) },
      everywhere('$.status: it may be missing'),
    ],
    [
      'a property that the example has is of another type',
      { thing: thing({ id: text }) },
      everywhere('$.id: the type integer is now string'),
    ],
    [
      'a value more',
      { thing: thing({ status: { enum: ['new', 'old', 'lost'] } }) },
      everywhere('$.status: "lost" is among the values now'),
    ],
    [
      'null',
      { thing: thing({ name: { type: ['string', 'null'], maxLength: 9 } }) },
      everywhere('$.name: may be null now'),
    ],
    ['a field of a frame', { event: event({ n: text }) }, ['things.listen told: $.n: the type integer is now string']],
    [
      'a code less',
      { codes: ['thing_gone'] },
      ['things.read thing_not_found: the code thing_not_found is not answered with 404 any more'],
    ],
    [
      'a header that was promised',
      { headers: {} },
      [
        'things.make bees: the header X-Mark is not promised any more',
        'things.read bees: the header X-Mark is not promised any more',
      ],
    ],
  ])('%s', (name, next, want) => {
    const headers = { 'X-Mark': { required: true, schema: text } }
    expect(lines(next, name.startsWith('a header') ? { headers } : {})).toEqual(want)
  })

  test.each<[string, Parts]>([
    ['a bound, which Pact does not check', { thing: thing({ name: { ...text, maxLength: 99 } }) }],
    [
      'an optional property that is gone',
      { thing: { ...thing(), properties: { ...thing().properties, note: undefined } } },
    ],
    ['a value less', { thing: thing({ status: { enum: ['new'] } }) }],
    ['one more property', { thing: thing({ more: text }, ['id', 'name', 'status', 'more']) }],
    ['one more code', { codes: ['thing_not_found', 'thing_gone'] }],
  ])('%s breaks no pact', (_, next) => expect(lines(JSON.parse(JSON.stringify(next)))).toEqual([]))
})

describe('what a client sends', () => {
  test.each<[string, Parts, readonly string[]]>([
    [
      'one more required property',
      { input: input({ colour: text }, ['name', 'colour']) },
      ["things.make bees: its request is refused: its body must have required property 'colour'"],
    ],
    [
      'a tighter bound',
      { input: input({ name: { ...text, minLength: 6 } }) },
      ['things.make bees: its request is refused: its body at /name must NOT have fewer than 6 characters'],
    ],
    [
      'a field that may be anything now',
      { input: input({ name: {} }, []) },
      ['things.make validation_failed: its request, wrong on purpose, is not refused any more'],
    ],
    ['another address', { read: { operationId: 'things.fetch' } }, []],
    [
      'a token',
      { make: { security: [{ bearer: [] }] } },
      [
        'things.make bees: it sends no token, and one is needed now',
        'things.make validation_failed: it sends no token, and one is needed now',
      ],
    ],
    [
      'an administrator',
      { read: { 'x-access': 'admin' } },
      [
        'things.read bees: it is sent by a user who is no administrator',
        'things.read thing_not_found: it is sent by a user who is no administrator',
      ],
    ],
    [
      'a parameter',
      { make: { parameters: [{ name: 'q', in: 'query', required: true, schema: text, example: 'a' }] } },
      ['things.make bees: its request is refused: it lacks the query parameter q'],
    ],
  ])('%s', (_, next, want) => expect(lines(next)).toEqual(want))
})

describe('what a provider state gives', () => {
  test('a value that it does not return any more', () => {
    const reason = 'the provider state "a thing" does not return thing_id any more'
    expect(lines({ states: state({}) })).toEqual([`things.read bees: ${reason}`, `things.listen told: ${reason}`])
  })
})

test('old specs that say too little have no pacts, and say so', () => {
  const report = broken({ thing: thing({}, []) }, { codes: ['thing_not_found', 'unreachable'] })
  expect(report.missing).toContain('unreachable')
  expect(report.broken.length).toBeGreaterThan(0)
})
