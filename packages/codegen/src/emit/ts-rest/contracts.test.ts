import { describe, expect, test } from 'vitest'
import { complaints, emptyDocument, platformOf } from '../../../test/spec-folder.ts'
import { emitTsRest } from './contracts.ts'

const answer = { '204': { description: 'Nothing.' } }
const json = (schema: unknown) => ({ description: 'It.', content: { 'application/json': { schema } } })

const printed = async (paths: unknown, schemas: unknown = {}): Promise<string> => {
  const api = platformOf({ 'things.yaml': { ...emptyDocument, paths, components: { schemas } } })
  const [file] = await emitTsRest([api])
  return file?.content ?? ''
}

const one = (method: string, path: string, operation: object) => () =>
  printed({ [path]: { [method]: { operationId: 'things.do', responses: answer, ...operation } } })

describe('a route of ts-rest', () => {
  test.each([
    [
      'a path with templates',
      one('delete', '/things/{thing_id}/{part}', {
        parameters: [
          { name: 'thing_id', in: 'path', required: true, schema: { type: 'integer' } },
          { name: 'part', in: 'path', required: true, schema: { type: 'string' } },
        ],
      }),
      "path: '/things/:thing_id/:part',\n    pathParams: z.object({\n      thing_id: fromText(z.int()),\n      part: z.string(),\n    }),",
    ],
    [
      'a query, with what it is by default',
      one('get', '/things', {
        parameters: [
          { name: 'page', in: 'query', schema: { type: 'integer', default: 1 } },
          { name: 'all', in: 'query', schema: { type: 'boolean' } },
          { name: 'q', in: 'query', required: true, schema: { type: 'string' } },
        ],
      }),
      'query: z.object({\n      page: fromText(z.int()).default(1),\n      all: fromText(z.boolean()).exactOptional(),\n      q: z.string(),\n    }),',
    ],
    [
      'a header, whose name a server sees in lower case',
      one('post', '/things', { parameters: [{ name: 'X-Thing', in: 'header', schema: { type: 'string' } }] }),
      "headers: z.object({\n      'x-thing': z.string().exactOptional(),\n    }),",
    ],
    ['no body', one('post', '/things', {}), 'body: noBody,\n    responses: {\n      204: noBody,\n    },'],
    [
      'a body that may be left out',
      one('post', '/things', { requestBody: { content: { 'application/json': { schema: { type: 'string' } } } } }),
      'body: z.string().optional(),',
    ],
    [
      'a form',
      one('post', '/things', {
        requestBody: {
          required: true,
          content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', additionalProperties: true } } },
        },
      }),
      "contentType: 'application/x-www-form-urlencoded',\n    body: z.record(",
    ],
    [
      'an answer that is text',
      one('get', '/things', {
        responses: { '200': { description: 'It.', content: { 'text/csv': { schema: { type: 'string' } } } } },
      }),
      "200: content('text/csv', z.string()),",
    ],
    [
      'an answer that is a file',
      one('get', '/things', {
        responses: { '200': { description: 'It.', content: { 'application/pdf': { schema: {} } } } },
      }),
      "200: content('application/pdf', bytes),",
    ],
    [
      'an answer that is one of several files',
      one('get', '/things', {
        responses: {
          '200': { description: 'It.', content: { 'application/pdf': { schema: {} }, 'text/html': { schema: {} } } },
        },
      }),
      '// The handler says which content type it gives: application/pdf, text/html.\n      200: bytes,',
    ],
  ])('says %s', async (_what, print, want) => {
    expect(await print()).toContain(want)
  })

  test('gives a problem the codes that its examples have', async () => {
    const problem = { type: 'object', required: ['code'], properties: { code: { type: 'string' } } }
    const content = await printed(
      {
        '/things': {
          get: {
            operationId: 'things.do',
            responses: {
              '200': json({ $ref: '#/components/schemas/Thing' }),
              '404': {
                description: 'No.',
                content: {
                  'application/problem+json': {
                    schema: { $ref: '#/components/schemas/Problem' },
                    examples: {
                      thing_gone: { value: { code: 'thing_gone' } },
                      thing_lost: { value: { code: 'thing_lost' } },
                    },
                  },
                },
              },
            },
          },
        },
      },
      { Thing: { type: 'string' }, Problem: problem },
    )
    expect(content).toContain("200: ThingSchema,\n      404: problem(ProblemSchema, 'thing_gone', 'thing_lost'),")
    expect(content).toContain("import { ProblemSchema, ThingSchema } from '@concord/sdk/schemas'")
  })

  test('tells a backend who may call it, and how often', async () => {
    const content = await one('post', '/things', {
      'x-access': 'admin',
      'x-rate-limit': { limit: 5, seconds: 60, by: 'address' },
    })()
    expect(content).toContain("access: 'admin', rateLimit: { limit: 5, seconds: 60, by: 'address' } }")
  })
})

test('a socket is left out, and its service says so; a service of sockets only has no file', async () => {
  const socket = {
    operationId: 'things.connect',
    'x-messages': { server: [{ type: 'object' }], close: {} },
    responses: answer,
  }
  const get = { operationId: 'things.get', responses: answer }
  expect(await printed({ '/ws': { get: socket } })).toBe('')
  const both = await printed({ '/ws': { get: socket }, '/things': { get } })
  expect(both).toContain('// things.connect is left out')
  expect(both).not.toContain('/ws')
})

test('what ts-rest has no words for is said with its place, all at once', () => {
  const api = platformOf({
    'things.yaml': {
      ...emptyDocument,
      paths: {
        '/things': {
          get: {
            operationId: 'things.list',
            parameters: [{ name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'string' } } }],
            responses: { default: { description: 'Anything.' } },
          },
        },
      },
    },
  })
  expect(complaints(() => emitTsRest([api]))).toEqual([
    expect.stringMatching(
      /^specs\/things\.yaml:1:\d+ #\/paths\/~1things\/get: In the ts-rest route of things\.list the parameter tags is more than one value/,
    ),
    expect.stringContaining('the status default is no number'),
  ])
})
