import { describe, expect, test } from 'vitest'
import type { JsonSchema } from '../../model.ts'
import { matchValue } from './matchers.ts'

const schemas = new Map(
  Object.entries({
    Id: { type: 'integer', minimum: 1 },
    Point: { type: 'object', required: ['x'], properties: { x: { type: 'integer' }, y: { type: 'integer' } } },
    Cat: {
      type: 'object',
      required: ['kind', 'lives'],
      properties: { kind: { const: 'cat' }, lives: { type: 'integer' } },
    },
    Dog: {
      type: 'object',
      required: ['kind', 'name'],
      properties: { kind: { const: 'dog' }, name: { type: 'string' } },
    },
  } satisfies Record<string, JsonSchema>).map(([name, schema]) => [name, { schema }]),
)
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const and = (...matchers: object[]) => ({ combine: 'AND', matchers })
const or = (...matchers: object[]) => ({ combine: 'OR', matchers })
const TYPE = { match: 'type' }
const NULL = { match: 'null' }

const table: readonly { name: string; schema: JsonSchema; example: unknown; value?: unknown; rules: object }[] = [
  { name: 'a string by its type', schema: { type: 'string' }, example: 'a', rules: { $: and(TYPE) } },
  { name: 'an integer', schema: { type: 'integer' }, example: 1, rules: { $: and({ match: 'integer' }) } },
  { name: 'a number', schema: { type: 'number' }, example: 1.5, rules: { $: and({ match: 'number' }) } },
  {
    name: 'a boolean by its type, since Pact’s boolean takes "true"',
    schema: { type: 'boolean' },
    example: true,
    rules: { $: and(TYPE) },
  },
  {
    name: 'a constant exactly',
    schema: { const: 'bearer' },
    example: 'bearer',
    rules: { $: and({ match: 'equality' }) },
  },
  {
    name: 'an enumeration as an expression, its words taken literally',
    schema: { type: 'string', enum: ['a.b', 'c'] },
    example: 'c',
    rules: { $: and({ match: 'regex', regex: '^(a\\.b|c)$' }) },
  },
  {
    name: 'a pattern as it stands',
    schema: { type: 'string', pattern: '^[a-z]{3}$' },
    example: 'eur',
    rules: { $: and({ match: 'regex', regex: '^[a-z]{3}$' }) },
  },
  {
    name: 'a pattern that a bare number would fit, with its type',
    schema: { type: 'string', pattern: '^\\d+$' },
    example: '12',
    rules: { $: and(TYPE, { match: 'regex', regex: '^\\d+$' }) },
  },
  {
    name: 'a pattern that Rust cannot read, by its type',
    schema: { type: 'string', pattern: '^(?!x)' },
    example: 'a',
    rules: { $: and(TYPE) },
  },
  {
    name: 'a date',
    schema: { type: 'string', format: 'date' },
    example: '2025-12-01',
    rules: { $: and({ match: 'regex', regex: '^\\d{4}-\\d{2}-\\d{2}$' }) },
  },
  {
    name: 'a number or null',
    schema: { type: ['number', 'null'] },
    example: null,
    rules: { $: or({ match: 'number' }, NULL) },
  },
  {
    name: 'a string or null, with a string to compare the type with',
    schema: { type: ['string', 'null'] },
    example: null,
    value: 'text',
    rules: { $: or(TYPE, NULL) },
  },
  {
    name: 'a nullable enumeration',
    schema: { type: ['string', 'null'], enum: ['a', null] },
    example: null,
    rules: { $: or({ match: 'regex', regex: '^(a)$' }, NULL) },
  },
  {
    name: 'an object or null where the example is null',
    schema: { oneOf: [ref('Point'), { type: 'null' }] },
    example: null,
    rules: { $: or({ match: 'include', value: '{' }, NULL) },
  },
  {
    name: 'an object or null where the example is one',
    schema: { oneOf: [ref('Point'), { type: 'null' }] },
    example: { x: 1 },
    rules: { '$.x': and({ match: 'integer' }) },
  },
  { name: 'only null', schema: { type: 'null' }, example: null, rules: { $: and(NULL) } },
  {
    name: 'required properties, and no others',
    schema: ref('Point'),
    example: { x: 1, y: 2 },
    value: { x: 1 },
    rules: { '$.x': and({ match: 'integer' }) },
  },
  {
    name: 'allOf merged',
    schema: { allOf: [ref('Point'), { type: 'object', required: ['z'], properties: { z: ref('Id') } }] },
    example: { x: 1, z: 3 },
    rules: { '$.x': and({ match: 'integer' }), '$.z': and({ match: 'integer' }) },
  },
  {
    name: 'a name that is no word, quoted',
    schema: { type: 'object', required: ['a-b'], properties: { 'a-b': { type: 'integer' } } },
    example: { 'a-b': 1 },
    rules: { "$['a-b']": and({ match: 'integer' }) },
  },
  {
    name: 'a list by one of its items',
    schema: { type: 'array', items: ref('Point') },
    example: [{ x: 1 }, { x: 2 }],
    value: [{ x: 1 }],
    rules: { $: and({ match: 'type', min: 0 }), '$[*]': and(TYPE), '$[*].x': and({ match: 'integer' }) },
  },
  {
    name: 'an empty list by an item that might stand in it',
    schema: { type: 'array', items: { type: 'string' } },
    example: [],
    value: ['text'],
    rules: { $: and({ match: 'type', min: 0 }), '$[*]': and(TYPE) },
  },
  {
    name: 'a list with the least number of items',
    schema: { type: 'array', minItems: 2, items: { type: 'integer' } },
    example: [7],
    value: [7, 7],
    rules: { $: and({ match: 'type', min: 2 }), '$[*]': and({ match: 'integer' }) },
  },
  {
    name: 'the branch of a union to which the example belongs',
    schema: { oneOf: [ref('Cat'), ref('Dog')], discriminator: { propertyName: 'kind' } },
    example: { kind: 'dog', name: 'Rex' },
    rules: { '$.kind': and({ match: 'equality' }), '$.name': and(TYPE) },
  },
  {
    name: 'a union of plain types as alternatives',
    schema: { type: ['string', 'integer'] },
    example: 'body',
    rules: { $: or(TYPE, { match: 'integer' }) },
  },
  { name: 'anything by what the example is', schema: {}, example: 'x', rules: { $: and(TYPE) } },
]

describe('matchValue gives Pact’s rules for', () => {
  test.each(table)('$name', ({ schema, example, value, rules }) => {
    expect(matchValue(schema, example, schemas)).toEqual({ value: value ?? example, rules })
  })

  test('what is promised exactly, and lists that may not be empty', () => {
    const schema = {
      type: 'object',
      required: ['code', 'items'],
      properties: { code: { type: 'string' }, items: { type: 'array', items: { type: 'integer' } } },
    }
    const { rules } = matchValue(schema, { code: 'x', items: [1] }, schemas, {
      exact: new Set(['$.code']),
      filled: new Set(['$.items']),
    })
    expect(rules['$.code']).toEqual(and({ match: 'equality' }))
    expect(rules['$.items']).toEqual(and({ match: 'type', min: 1 }))
  })

  test('a reference to nothing: an error that names it', () => {
    expect(() => matchValue(ref('Nobody'), {}, schemas)).toThrow('#/components/schemas/Nobody')
  })
})
