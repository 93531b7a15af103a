// What our vocabulary adds, and how operations are matched. Plain OpenAPI is held against oasdiff's list, beside this file.
import { describe, expect, test } from 'vitest'
import { compareDocuments, withOperation } from '../../test/diff-documents.ts'
import { platformOf } from '../../test/spec-folder.ts'
import { compareApis } from './compare-apis.ts'

type Part = Readonly<Record<string, unknown>>

const fine = { 200: { description: 'Fine.' } }
const problem = (...codes: readonly string[]) => ({
  description: 'Wrong.',
  content: {
    'application/problem+json': {
      schema: { type: 'object' },
      examples: Object.fromEntries(codes.map((code) => [code, { value: { code } }])),
    },
  },
})
const message = (type: string, more: Part = {}) => ({
  type: 'object',
  required: ['type'],
  properties: { type: { const: type }, ...more },
})

const service = (operation: Part, more: Part = {}) => ({
  openapi: '3.1.0',
  info: { title: 'Things', version: '1.0.0' },
  paths: { '/things': { post: { operationId: 'things.make', responses: fine, ...operation } } },
  ...more,
})

const platform = (document: Part) => platformOf({ 'things.yaml': document })
const rules = (old: Part, next: Part) =>
  compareApis({ old: platform(old), new: platform(next) }, '2026-11-21').changes.map(
    ({ rule, level }) => `${level} ${rule}`,
  )

describe('the vocabulary', () => {
  const limit = (count: number, by = 'caller') => ({ 'x-rate-limit': { limit: count, seconds: 60, by } })
  const page = (style: string, items = 'items') => ({ 'x-pagination': { style, items } })
  const stream = (format: string, type = 'string') => ({ 'x-stream': { format, events: { type } } })
  const socket = (server: readonly Part[], client: readonly Part[] = [], close: Part = {}) => ({
    'x-messages': { server, client, close },
  })
  const answers = (responses: Part) => ({ responses: { ...fine, ...responses } })

  test.each<[string, Part, Part, readonly string[]]>([
    ['owner only', {}, { 'x-access': 'owner' }, ['breaking access-tightened']],
    ['administrators only', { 'x-access': 'owner' }, { 'x-access': 'admin' }, ['breaking access-tightened']],
    ['everyone', { 'x-access': 'admin' }, {}, ['safe access-loosened']],
    ['self in place of owner', { 'x-access': 'owner' }, { 'x-access': 'self' }, ['warning access-changed']],
    ['keys', {}, { 'x-idempotency': true }, ['safe idempotency-added']],
    ['no keys', { 'x-idempotency': true }, {}, ['breaking idempotency-removed']],
    ['pages', {}, page('page'), ['breaking pagination-added']],
    ['no pages', page('page'), {}, ['breaking pagination-removed']],
    ['other pages', page('page'), page('cursor'), ['breaking pagination-changed']],
    ['a stream', {}, stream('sse'), ['breaking stream-added']],
    ['no stream', stream('sse'), {}, ['breaking stream-removed']],
    ['another stream', stream('sse'), stream('ndjson'), ['breaking stream-changed']],
    ['other events', stream('sse'), stream('sse', 'integer'), ['breaking response-type-changed']],
    ['a lower limit', limit(60), limit(30), ['warning rate-limit-lowered']],
    ['a higher limit', limit(30), limit(60), ['safe rate-limit-raised']],
    ['a new limit', {}, limit(30), ['warning rate-limit-lowered']],
    ['a limit by address', limit(60), limit(60, 'address'), ['warning rate-limit-changed']],
    ['a socket', {}, socket([message('a')]), ['breaking socket-added']],
    ['no socket', socket([message('a')]), {}, ['breaking socket-removed']],
    ['another frame', socket([message('a')]), socket([message('a'), message('b')]), ['breaking server-message-added']],
    ['a frame less', socket([message('a'), message('b')]), socket([message('a')]), ['breaking server-message-removed']],
    [
      'a frame in a union',
      socket([{ oneOf: [message('a')] }]),
      socket([{ oneOf: [message('a'), message('b')] }]),
      ['breaking server-message-added'],
    ],
    [
      'another field in a frame',
      socket([message('a', { n: { type: 'integer' } })]),
      socket([message('a', { n: { type: 'string' } })]),
      ['breaking response-type-changed'],
    ],
    [
      'more to say',
      socket([], [message('a')]),
      socket([], [message('a'), message('b')]),
      ['safe client-message-added'],
    ],
    [
      'less to say',
      socket([], [message('a'), message('b')]),
      socket([], [message('a')]),
      ['breaking client-message-removed'],
    ],
    [
      'a field that must be said',
      socket([], [message('a')]),
      socket([], [{ ...message('a', { n: { type: 'string' } }), required: ['type', 'n'] }]),
      ['breaking request-required-property-added'],
    ],
    ['a close code', socket([]), socket([], [], { 4401: 'no token' }), ['warning close-code-added']],
    ['a close code less', socket([], [], { 4401: 'no token' }), socket([]), ['safe close-code-removed']],
    [
      'a close code that means something else',
      socket([], [], { 4401: 'no token' }),
      socket([], [], { 4401: 'full' }),
      ['warning close-code-changed'],
    ],
    ['a code', answers({ 409: problem('a') }), answers({ 409: problem('a', 'b') }), ['warning error-code-added']],
    [
      'a code less',
      answers({ 409: problem('a', 'b') }),
      answers({ 409: problem('a') }),
      ['breaking error-code-removed'],
    ],
    ['a code renamed', answers({ 409: problem('a') }), answers({ 409: problem('b') }), ['breaking error-code-renamed']],
    [
      'two for two',
      answers({ 409: problem('a', 'b') }),
      answers({ 409: problem('c', 'd') }),
      [
        'breaking error-code-removed',
        'breaking error-code-removed',
        'warning error-code-added',
        'warning error-code-added',
      ],
    ],
    [
      'a code with another status',
      answers({ 409: problem('a'), 422: problem('b') }),
      answers({ 409: problem(), 422: problem('b', 'a') }),
      ['breaking error-code-moved'],
    ],
    ['another name', {}, { operationId: 'things.create' }, ['breaking operation-renamed']],
    [
      'other callbacks',
      {},
      { callbacks: { done: { 'https://a.test': { post: { responses: fine } } } } },
      ['warning callbacks-changed'],
    ],
    ['other words', { summary: 'Make.' }, { summary: 'Make one.' }, ['safe documentation-changed']],
    ['nothing', limit(60), limit(60), []],
  ])('%s', (_, old, next, want) => expect(rules(service(old), service(next))).toEqual(want))

  const states = (all: Part) => service({}, { 'x-provider-states': all })
  const state = (params: Part, returns: Part) => ({ description: 'A thing.', params, returns })

  test.each<[string, Part, Part, readonly string[]]>([
    ['another state', {}, { 'a thing': state({}, {}) }, ['warning provider-state-added']],
    ['a state less', { 'a thing': state({}, {}) }, {}, ['safe provider-state-removed']],
    [
      'another value',
      { 'a thing': state({}, {}) },
      { 'a thing': state({}, { id: { type: 'integer' } }) },
      ['warning provider-state-returns-more'],
    ],
    [
      'a value of another kind',
      { 'a thing': state({}, { id: { type: 'integer' } }) },
      { 'a thing': state({}, { id: { type: 'string' } }) },
      ['warning provider-state-returns-more'],
    ],
    [
      'another parameter',
      { 'a thing': state({}, {}) },
      { 'a thing': state({ n: { type: 'integer' } }, {}) },
      ['warning provider-state-takes-more'],
    ],
  ])('provider states: %s', (_, old, next, want) => expect(rules(states(old), states(next))).toEqual(want))
})

describe('operations are matched', () => {
  const templated = (name: string, more: Part = {}) =>
    withOperation(
      { parameters: [{ name, in: 'path', required: true, schema: { type: 'string' } }], ...more },
      { path: `/things/{${name}}` },
    )

  test('by their address, however its parameters are called', () => {
    expect(compareDocuments(templated('id'), templated('thing_id')).changes.map(({ rule }) => rule)).toEqual([
      'path-parameter-renamed',
    ])
  })

  test('by their id where the address is another, and what else changed is told too', () => {
    const old = withOperation({ operationId: 'make' })
    const next = withOperation({ operationId: 'make', deprecated: true }, { path: '/v2/things' })
    expect(compareDocuments(old, next).changes.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      'operation-moved POST /things is now POST /v2/things: every client that calls the old address breaks.',
      'operation-deprecated It is deprecated now: clients have time to leave it.',
    ])
  })

  test('one change in a schema that many use is one change', () => {
    const paths = Object.fromEntries(
      ['a', 'b', 'c'].map((name) => [
        `/${name}`,
        {
          get: {
            responses: {
              200: {
                description: '',
                content: { 'application/json': { schema: { $ref: '#/components/schemas/Cat' } } },
              },
            },
          },
        },
      ]),
    )
    const withCat = (type: string) => ({
      ...withOperation({}),
      paths,
      components: { schemas: { Cat: { type: 'object', properties: { name: { type } } } } },
    })
    const { changes } = compareDocuments(withCat('string'), withCat('integer'))
    expect(changes).toHaveLength(1)
    expect(changes[0]).toMatchObject({
      rule: 'response-type-changed',
      operations: ['GET /a', 'GET /b', 'GET /c'],
      schema: 'Cat.name',
      old: { pointer: '/components/schemas/Cat/properties/name' },
    })
  })

  test('a range of statuses that takes the place of one is compared with it', () => {
    const answers = (status: string, type: string) =>
      withOperation({
        responses: {
          200: { description: '' },
          [status]: { description: '', content: { 'application/json': { schema: { type } } } },
        },
      })
    expect(
      compareDocuments(answers('404', 'string'), answers('4XX', 'string')).changes.map(({ rule }) => rule),
    ).toEqual(['documentation-changed'])
    expect(
      compareDocuments(answers('404', 'string'), answers('4XX', 'integer')).changes.map(({ rule }) => rule),
    ).toEqual(['response-type-changed'])
  })

  test('an API that is gone is one change', () => {
    const old = platform(service({}))
    const none = { ...old, services: [], document: {} }
    expect(compareApis({ old, new: none }, '2026-11-21').changes).toMatchObject([
      { rule: 'api-removed', operations: ['things.make'] },
    ])
  })
})
