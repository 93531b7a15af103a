import { describe, expect, test } from 'vitest'
import { foreignWith } from '../../test/spec-folder.ts'
import type { Direction } from '../direction.ts'
import { SchemaComparison } from './compare-schemas.ts'

type Schema = Readonly<Record<string, unknown>>

/** What changed between two versions of the schema `Root`, as `kind at`. */
const between = (
  old: Schema,
  next: Schema,
  others: { old?: Schema; new?: Schema } = {},
  direction: Direction = 'response',
) => {
  const before = foreignWith({ Root: old, ...others.old })
  const after = foreignWith({ Root: next, ...(others.new ?? others.old) })
  const root = { $ref: '#/components/schemas/Root' }
  return new SchemaComparison(before, after, direction).compare(root, root).map(({ kind, at }) => `${kind} ${at}`)
}

const text = { type: 'string' }
const object = (properties: Schema, required: readonly string[] = []) => ({ type: 'object', properties, required })
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const Cat = object({ kind: { const: 'cat' }, name: text }, ['kind'])
const Dog = object({ kind: { const: 'dog' }, name: text }, ['kind'])
const pets = { old: { Cat, Dog } }

describe('what is said in other words is the same', () => {
  test.each<[string, Schema, Schema, { old?: Schema; new?: Schema }?]>([
    ['a reference and what it names', object({ pet: ref('Cat') }), object({ pet: Cat }), pets],
    [
      'allOf and one schema',
      { allOf: [object({ a: text }, ['a']), object({ b: text })] },
      object({ a: text, b: text }, ['a']),
    ],
    ['const and a list of one', { type: 'string', const: 'a' }, { type: 'string', enum: ['a'] }],
    ['null as a type and as an alternative', { type: ['string', 'null'] }, { anyOf: [text, { type: 'null' }] }],
    [
      'null beside a reference',
      { anyOf: [ref('Cat'), { type: 'null' }] },
      { oneOf: [{ type: 'null' }, ref('Cat')] },
      pets,
    ],
    ['a list of types and an anyOf', { type: ['string', 'integer'] }, { anyOf: [text, { type: 'integer' }] }],
    ['constants one by one and a list', { oneOf: [{ const: 'a' }, { const: 'b' }] }, { enum: ['a', 'b'] }],
    [
      'minimum 1 and exclusiveMinimum 0 of whole numbers',
      { type: 'integer', minimum: 1 },
      { type: 'integer', exclusiveMinimum: 0 },
    ],
    ['minLength 0 and none', { type: 'string', minLength: 0 }, text],
    ['alternatives in another order', { oneOf: [ref('Cat'), ref('Dog')] }, { oneOf: [ref('Dog'), ref('Cat')] }, pets],
    [
      'an alternative under another name',
      { oneOf: [ref('Cat'), ref('Dog')] },
      { oneOf: [ref('Puss'), ref('Dog')] },
      { old: { Cat, Dog }, new: { Puss: Cat, Dog } },
    ],
    ['the values of a list in another order', { enum: ['a', 'b'] }, { enum: ['b', 'a'] }],
    [
      'a list with null and a type with null',
      { type: ['string', 'null'], enum: ['a', null] },
      { anyOf: [{ const: 'a' }, { type: 'null' }] },
    ],
  ])('%s', (_, old, next, others) => {
    expect(between(old, next, others)).toEqual([])
    expect(between(next, old, others && { old: others.new ?? others.old ?? {}, new: others.old ?? {} })).toEqual([])
  })
})

describe('differences, where they are', () => {
  test.each<[string, Schema, Schema, readonly string[], { old?: Schema; new?: Schema }?]>([
    [
      'deep inside',
      object({ a: { type: 'array', items: object({ 'b c': text }) } }),
      object({ a: { type: 'array', items: object({ 'b c': { type: 'integer' } }) } }),
      ["type-changed $.a[*]['b c']"],
    ],
    [
      'in one alternative',
      { oneOf: [ref('Cat'), ref('Dog')] },
      { oneOf: [ref('Cat'), ref('Dog')] },
      ['type-changed $(Dog).name'],
      { old: { Cat, Dog }, new: { Cat, Dog: object({ kind: { const: 'dog' }, name: { type: 'integer' } }, ['kind']) } },
    ],
    [
      'a renamed tag is another alternative',
      { oneOf: [Cat, Dog] },
      { oneOf: [Cat, object({ kind: { const: 'bird' } }, ['kind'])] },
      ['variant-removed $', 'variant-added $'],
    ],
    [
      'values of a map',
      { type: 'object', additionalProperties: text },
      { type: 'object', additionalProperties: { type: 'integer' } },
      ['type-changed $.*'],
    ],
    [
      'a map that lost its rule',
      { type: 'object', additionalProperties: text },
      { type: 'object' },
      ['type-widened $.*'],
    ],
    [
      'a property of a closed object',
      { ...object({ a: text }), additionalProperties: false },
      { ...object({}), additionalProperties: false },
      ['property-removed $.a'],
    ],
    [
      'the tightest of two bounds',
      { type: 'integer', allOf: [{ maximum: 9 }, { maximum: 5 }] },
      { type: 'integer', allOf: [{ maximum: 9 }, { maximum: 7 }] },
      ['bound-loosened $'],
    ],
    [
      'not is the other way round',
      { type: 'string', not: { enum: ['a'] } },
      { type: 'string', not: { enum: ['a', 'b'] } },
      ['constraint-tightened $'],
    ],
    [
      'a multiple of a multiple',
      { type: 'integer', multipleOf: 2 },
      { type: 'integer', multipleOf: 6 },
      ['bound-tightened $'],
    ],
    [
      'multiples that have nothing in common',
      { type: 'integer', multipleOf: 2 },
      { type: 'integer', multipleOf: 3 },
      ['constraint-changed $'],
    ],
    [
      'int32 in int64',
      { type: 'integer', format: 'int32' },
      { type: 'integer', format: 'int64' },
      ['format-removed $'],
    ],
    [
      'a required name without a property',
      { type: 'object', required: ['a'] },
      { type: 'object' },
      ['property-became-optional $.a'],
    ],
    [
      'nothing is allowed any more',
      object({ a: text }),
      object({ a: false as unknown as Schema }),
      ['type-narrowed $.a'],
    ],
  ])('%s', (_, old, next, want, others) => expect(between(old, next, others)).toEqual(want))
})

describe('schemas that hold themselves', () => {
  const node = (value: Schema) => object({ value, next: { anyOf: [ref('Root'), { type: 'null' }] } })

  test('a list is compared once', () => {
    expect(between(node(text), node({ type: 'integer' }))).toEqual(['type-changed $.value'])
  })

  test('a circle of two is told once, wherever it is entered', () => {
    const circle = (value: Schema) => ({ A: object({ b: ref('B') }), B: object({ a: ref('A'), value }) })
    const found = between(object({ a: ref('A'), b: ref('B') }), object({ a: ref('A'), b: ref('B') }), {
      old: circle(text),
      new: circle({ type: 'integer' }),
    })
    expect(found).toEqual(['type-changed $.a.b.value'])
  })

  test('one unrolled beside one rolled up ends too', () => {
    const unrolled = object({ value: text, next: object({ value: text, next: ref('Root') }) })
    expect(between(object({ value: text, next: ref('Root') }), unrolled)).toEqual([])
  })
})

test('what only one side sends is no part of the other', () => {
  const old = object({ id: { ...text, readOnly: true }, secret: { ...text, writeOnly: true } }, ['id', 'secret'])
  const next = object({}, [])
  expect(between(old, next, {}, 'request')).toEqual(['required-property-removed $.secret'])
  expect(between(old, next, {}, 'response')).toEqual(['required-property-removed $.id'])
})

test('OpenAPI 3.0 and 3.1 say the same in their own ways', () => {
  const before = foreignWith({ Root: { type: 'string', nullable: true, example: 'a' } }, '3.0.3')
  const after = foreignWith({ Root: { type: ['string', 'null'], examples: ['a'] } })
  const root = { $ref: '#/components/schemas/Root' }
  expect(new SchemaComparison(before, after, 'response').compare(root, root)).toEqual([])
})
