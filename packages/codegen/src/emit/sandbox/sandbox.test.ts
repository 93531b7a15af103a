import { describe, expect, test } from 'vitest'
import { emptyDocument, foreignOf, platformOf } from '../../../test/spec-folder.ts'
import type { ApiModel } from '../../model.ts'
import { emitSandbox } from './sandbox.ts'

const header = { 'X-Request-ID': { required: true, schema: { type: 'string' } } }
const problem = (code: string, status: number) => ({
  description: code,
  headers: header,
  content: {
    'application/problem+json': {
      schema: { type: 'object', properties: { code: { type: 'string' }, status: { type: 'integer' } } },
      examples: { [code]: { value: { code, status } } },
    },
  },
})
const json = (name: string, example?: object) => ({
  'application/json': {
    schema: { $ref: `#/components/schemas/${name}` },
    ...(example && { examples: { one: { value: example } } }),
  },
})

const notes = {
  ...emptyDocument,
  security: [{ bearer: [] }],
  paths: {
    '/notes': {
      post: {
        operationId: 'notes.create',
        summary: 'Write a note',
        'x-idempotency': true,
        'x-rate-limit': { limit: 5, seconds: 60, by: 'caller' },
        parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } }],
        requestBody: { required: true, content: json('NoteCreate', { text: 'Bees' }) },
        responses: {
          '201': { description: 'It.', headers: header, content: json('Note', { id: 1, text: 'Bees' }) },
          '401': problem('token_missing', 401),
          '404': problem('note_not_found', 404),
        },
      },
      get: {
        operationId: 'notes.list',
        security: [],
        parameters: [
          { name: 'page', in: 'query', schema: { type: 'integer', default: 1 } },
          { name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'integer' } } },
          { name: 'state', in: 'query', schema: { $ref: '#/components/schemas/State' } },
        ],
        responses: { '200': { description: 'All.', headers: header, content: json('NoteList', { items: [] }) } },
      },
    },
    '/notes/{note_id}/file': {
      get: {
        operationId: 'notes.download',
        parameters: [{ name: 'note_id', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: {
          '200': { description: 'Bytes.', content: { 'application/pdf': { schema: {} } } },
          '401': problem('token_missing', 401),
        },
      },
    },
    '/live': {
      get: {
        operationId: 'notes.live',
        'x-messages': {
          server: [{ $ref: '#/components/schemas/Step' }],
          client: [{ $ref: '#/components/schemas/Ping' }],
          close: { 4401: 'No token.' },
        },
        responses: { '101': { description: 'Open.' } },
      },
    },
  },
  components: {
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Note: {
        type: 'object',
        required: ['id', 'text'],
        properties: { id: { type: 'integer' }, text: { type: 'string' } },
      },
      NoteCreate: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
      NoteList: {
        type: 'object',
        properties: { items: { type: 'array', items: { $ref: '#/components/schemas/Note' } } },
      },
      State: { type: 'string', enum: ['open', 'done'] },
      Step: { type: 'object', required: ['type'], properties: { type: { const: 'step' } } },
      Ping: { type: 'object', required: ['type'], properties: { type: { const: 'ping' } } },
    },
  },
}

async function filesOf(api: ApiModel): Promise<Readonly<Record<string, string>>> {
  const files = await emitSandbox([api])
  return Object.fromEntries(
    files.map(({ path, content }) => [path.replace('packages/mocks/src/generated/', ''), content]),
  )
}

describe('a service of the platform', () => {
  const given = () => filesOf(platformOf({ 'notes.yaml': notes }))

  test('has a table, a module of checks with its declarations, and the problems of the gateway', async () => {
    expect(Object.keys(await given()).sort()).toEqual([
      'gateway-problems.ts',
      'notes.ts',
      'validators.d.ts',
      'validators.js',
    ])
  })

  const lines: readonly [what: string, line: string][] = [
    [
      'an operation',
      "{ id: 'notes.create', service: 'notes', method: 'POST', path: '/notes', security: ['bearer'], idempotent: true, rateLimit: { limit: 5, seconds: 60, by: 'caller' }, requestTypes: ['application/json'], bodyRequired: true,",
    ],
    ['its checks', 'validate: { headers: v.notesCreateHeaders, body: v.requestNoteCreate }'],
    [
      'its success',
      "'201': { mediaTypes: ['application/json'], validate: v.replyNote, requiredHeaders: ['x-request-id'], examples: { one: { id: 1, text: 'Bees' } } }",
    ],
    ['its problems, each written once', 'problems: { token_missing: tokenMissing, note_not_found: noteNotFound }'],
    ['a problem', "const noteNotFound = { status: 404, body: { code: 'note_not_found', status: 404 } }"],
    [
      'a parameter with a default',
      "{ name: 'page', in: 'query', required: false, coerce: 'integer', style: 'form', explode: true, default: 1 }",
    ],
    [
      'a list as a parameter',
      "{ name: 'tags', in: 'query', required: false, coerce: 'array', items: 'integer', style: 'form', explode: true }",
    ],
    ['a public operation', "path: '/notes', security: [], idempotent: false"],
    [
      'a socket',
      "socket: { server: v.notesLiveServerMessage, client: v.notesLiveClientMessage, close: { '4401': 'No token.' } }",
    ],
    [
      'what a behaviour is called with',
      "readonly 'notes.create'?: (call: Call<{ path: object; query: object; headers: { 'Idempotency-Key'?: string }; body: NoteCreate }, { 201: Note }>) => SandboxReply | Promise<SandboxReply>",
    ],
    [
      'a parameter with a default is always there',
      "readonly 'notes.list'?: (call: Call<{ path: object; query: { page: number; tags?: number[]; state?: State }; headers: object; body: undefined }, { 200: NoteList }>)",
    ],
    ['bytes', 'body: undefined }, { 200: Uint8Array | AsyncIterable<Uint8Array | string> }>)'],
    ['messages', 'export type NotesLiveServerMessage = Step'],
    [
      'its types come from the SDK',
      "import type { Note, NoteCreate, NoteList, Ping, State, Step } from '@concord/sdk/types'",
    ],
  ]
  test.each(lines)('%s', async (_what, line) => {
    expect((await given())['notes.ts']).toContain(line)
  })

  test('gives the same bytes for the same specs', async () => {
    expect(await given()).toEqual(await given())
  })
})

test('a stranger’s spec knows the sandbox by its package, and has samples where it has no examples', async () => {
  const files = await filesOf(
    foreignOf({
      ...emptyDocument,
      paths: {
        '/pets': {
          get: {
            responses: {
              200: {
                description: 'Pets.',
                content: {
                  'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Pet' } } },
                },
              },
            },
          },
        },
      },
      components: {
        schemas: {
          Pet: {
            type: 'object',
            required: ['id', 'born', 'kind', 'owner'],
            properties: {
              id: { type: 'integer', minimum: 10 },
              born: { type: 'string', format: 'date' },
              kind: { enum: ['cat', 'dog'] },
              owner: { type: ['string', 'null'], minLength: 6 },
              friends: { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
              weight: { type: 'number', format: 'kilograms' },
            },
          },
        },
      },
    }),
  )
  const table = files['stranger.ts'] ?? ''
  expect(table).toContain("import type { OperationEntry } from '@concord/mocks'")
  expect(table).toContain("[{ id: 10, born: '2026-01-01', kind: 'cat', owner: 'textxx'")
  expect(table).not.toContain('Behaviours')
})
