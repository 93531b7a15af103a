import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { foreignWith, platformWith } from '../../test/spec-folder.ts'
import { typeCheck } from '../../test/type-check.ts'
import { artefacts } from '../emitters.ts'
import { loadApis } from '../load/load-apis.ts'
import { printSchemas } from './schemas/schemas.ts'
import { printTypes } from './types/types.ts'

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

const schemas = {
  Status: { type: 'string', enum: ['draft', 'done'] },
  Document: {
    type: 'object',
    required: ['id', 'status', 'score', 'author'],
    properties: {
      id: { type: 'integer', readOnly: true },
      status: ref('Status'),
      score: { type: ['number', 'null'] },
      note: { type: 'string', default: '' },
      author: ref('Author'),
      labels: { type: 'object', additionalProperties: { type: 'string' } },
    },
  },
  Author: { type: 'object', properties: { books: { type: 'array', items: ref('Document') }, rival: ref('Author') } },
  Started: {
    type: 'object',
    required: ['kind', 'job'],
    properties: { kind: { const: 'started' }, job: { type: 'string' } },
  },
  Failed: {
    type: 'object',
    required: ['kind', 'reason'],
    properties: { kind: { const: 'failed' }, reason: { type: 'string' } },
  },
  Event: { oneOf: [ref('Started'), ref('Failed')], discriminator: { propertyName: 'kind' } },
  Json: {
    anyOf: [
      { type: ['string', 'null'] },
      { type: 'array', items: ref('Json') },
      { type: 'object', additionalProperties: ref('Json') },
    ],
  },
  Extended: {
    type: 'object',
    properties: { a: { type: 'string' } },
    additionalProperties: { type: 'integer' },
    oneOf: [ref('Started'), ref('Failed')],
  },
}

const consumer = `
import type { Document, DocumentInput, EventModel, Extended, Json } from './types.ts'

export const document: Document = { id: 1, status: 'draft', score: null, author: {} }
export const input: DocumentInput = { status: 'done', score: 1, author: { books: [], rival: {} }, labels: { a: 'b' } }
export const json: Json = ['a', [null], { b: 'c' }]
export const extended: Extended = { kind: 'started', job: '1', a: 'x', b: 2 }
export const told = (event: EventModel): string => (event.kind === 'started' ? event.job : event.reason)

// @ts-expect-error the server gives the id
export const withId: DocumentInput = { id: 1, status: 'done', score: 1, author: {} }
// @ts-expect-error a status that is none
export const wrongStatus: Document = { id: 1, status: 'lost', score: null, author: {} }
// @ts-expect-error required, though it may be null
export const withoutScore: Document = { id: 1, status: 'draft', author: {} }
// @ts-expect-error absent or text, never undefined
export const undefinedNote: Document = { id: 1, status: 'draft', score: null, author: {}, note: undefined }
// @ts-expect-error a reason belongs to the other event
export const mixed = (event: EventModel): string => (event.kind === 'started' ? event.reason : '')
// @ts-expect-error numbers are no JSON of this kind
export const noJson: Json = [1]
`

describe('what is generated compiles', { timeout: 240_000 }, () => {
  test('and says to those who use it what the spec says', async () => {
    const api = platformWith(schemas)
    const { errors, instantiations } = typeCheck({ 'types.ts': printTypes(api), 'consumer.ts': consumer })
    expect(errors).toEqual([])
    // Concrete interfaces cost next to nothing; inferring the same from one big type costs tens of thousands.
    expect(instantiations).toBeLessThan(500)
  })

  test('with Zod, whose schemas are tied to the types', async () => {
    const api = platformWith(schemas)
    const types = printTypes(api)
    const zod = printSchemas(api)
    expect(typeCheck({ 'types.ts': types, 'schemas.ts': zod }).errors).toEqual([])
    const drifted = types.replace('score: number | null', 'score: number')
    expect(typeCheck({ 'types.ts': drifted, 'schemas.ts': zod }).errors).toContainEqual(
      expect.stringContaining("does not satisfy the expected type 'ZodType<Document"),
    )
  })
})

describe('big specs', () => {
  const big = Object.fromEntries(
    Array.from({ length: 1500 }, (_, index) => [
      `Schema${index}`,
      {
        type: 'object',
        description: `The schema ${index}.`,
        required: ['id', 'next'],
        properties: {
          id: { type: 'integer', format: 'int64' },
          // A web of references with long circles in it.
          next: ref(`Schema${(index * 7 + 1) % 1500}`),
          others: {
            type: 'array',
            items: { oneOf: [ref(`Schema${(index + 1) % 1500}`), ref(`Schema${(index * 31) % 1500}`)] },
          },
          state: { type: 'string', enum: ['a', 'b', `c${index}`] },
          map: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
        },
      },
    ]),
  )

  test('1,500 schemas that hold each other: linear time, and twice the same bytes', async () => {
    const print = () => {
      const api = foreignWith(big)
      return `${printTypes(api)}${printSchemas(api)}`
    }
    const started = performance.now()
    const first = print()
    // Generous for a busy machine; what it must catch is work that grows with the square of the size.
    expect(performance.now() - started).toBeLessThan(20_000)
    expect(first.length).toBeGreaterThan(900_000)
    expect(print()).toBe(first)
  }, 240_000)
})

test('every emitter gives the same bytes for the same specs', async () => {
  const directory = fileURLToPath(new URL('../../../../specs', import.meta.url))
  const make = async () => {
    const apis = loadApis(directory)
    return (await Promise.all(Object.values(artefacts).map(({ emit }) => emit(apis)))).flat()
  }
  const [first, second] = [await make(), await make()]
  expect(second.map(({ path }) => path)).toEqual(first.map(({ path }) => path))
  for (const [index, { path, content }] of first.entries())
    expect(`${path} ${second[index]?.content === content}`).toBe(`${path} true`)
}, 240_000)
