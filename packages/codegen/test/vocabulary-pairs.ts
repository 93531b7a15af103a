import type { ApiModel } from '../src/model.ts'
import { platformOf } from './spec-folder.ts'

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

const limit = (count: number, by = 'caller') => ({ 'x-rate-limit': { limit: count, seconds: 60, by } })
const page = (style: string, items = 'items') => ({ 'x-pagination': { style, items } })
const stream = (format: string, type = 'string') => ({ 'x-stream': { format, events: { type } } })
const socket = (server: readonly Part[], client: readonly Part[] = [], close: Part = {}) => ({
  'x-messages': { server, client, close },
})
const answers = (responses: Part) => ({ responses: { ...fine, ...responses } })

/** Two operations, and the level and rule of each change. */
const operationRows: readonly (readonly [name: string, old: Part, next: Part, want: readonly string[]])[] = [
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
  ['more to say', socket([], [message('a')]), socket([], [message('a'), message('b')]), ['safe client-message-added']],
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
  ['a code less', answers({ 409: problem('a', 'b') }), answers({ 409: problem('a') }), ['breaking error-code-removed']],
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
]

const states = (all: Part) => service({}, { 'x-provider-states': all })
const state = (params: Part, returns: Part) => ({ description: 'A thing.', params, returns })

const stateRows: readonly (readonly [name: string, old: Part, next: Part, want: readonly string[]])[] = [
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
]

export interface VocabularyPair {
  readonly name: string
  readonly old: ApiModel
  readonly new: ApiModel
  /** `breaking access-tightened`. */
  readonly want: readonly string[]
}

export const thingsPlatform = (document: Part = service({})): ApiModel => platformOf({ 'things.yaml': document })

/** What docs/specs.md adds to OpenAPI, one change at a time. To be called in a test: the specs are files that end with it. */
export const vocabularyPairs = (): VocabularyPair[] => [
  ...operationRows.map(([name, old, next, want]) => ({
    name,
    old: thingsPlatform(service(old)),
    new: thingsPlatform(service(next)),
    want,
  })),
  ...stateRows.map(([name, old, next, want]) => ({
    name: `provider states: ${name}`,
    old: thingsPlatform(states(old)),
    new: thingsPlatform(states(next)),
    want,
  })),
]
