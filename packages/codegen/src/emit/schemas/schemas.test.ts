import { Ajv2020 } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { evaluateZod } from '../../../test/evaluate-zod.ts'
import { normalForm, turnBack } from '../../../test/round-trip.ts'
import { complaints, foreignWith } from '../../../test/spec-folder.ts'
import { directedSchemas } from '../../direction.ts'
import { printSchemas } from './schemas.ts'

interface Case {
  /** `Thing`, beside `Other`, `Cat` and `Dog`. */
  readonly given: unknown
  readonly accepts: readonly unknown[]
  readonly refuses: readonly unknown[]
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const others = {
  Anything: { description: 'Whatever it is.' },
  Other: { type: 'string', minLength: 2 },
  Cat: {
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string', const: 'cat' }, lives: { type: 'integer' } },
  },
  Dog: {
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string', const: 'dog' }, tricks: { type: 'array', items: { type: 'string' } } },
  },
}

const cases: Readonly<Record<string, Case>> = {
  text: { given: { type: 'string' }, accepts: ['', 'a'], refuses: [1, null, {}] },
  'text with bounds': {
    given: { type: 'string', minLength: 1, maxLength: 3 },
    accepts: ['a', 'abc'],
    refuses: ['', 'abcd'],
  },
  'a pattern is searched, not matched': {
    given: { type: 'string', pattern: 'b/c' },
    accepts: ['ab/cd'],
    refuses: ['bc'],
  },
  'a pattern of Unicode': { given: { type: 'string', pattern: '^\\p{L}+$' }, accepts: ['Grün'], refuses: ['a1'] },
  'an anchored pattern': { given: { type: 'string', pattern: '^[a-z]{2}$' }, accepts: ['en'], refuses: ['EN', 'eng'] },
  'a time with an offset': {
    given: { type: 'string', format: 'date-time' },
    accepts: ['2025-12-01T15:30:00Z', '2025-12-01T15:30:00.123+02:00'],
    refuses: ['2025-12-01', '2025-12-01T15:30:00', 'noon'],
  },
  'a date': {
    given: { type: 'string', format: 'date' },
    accepts: ['2024-02-29'],
    refuses: ['2025-02-29', '01.12.2025'],
  },
  'an address': { given: { type: 'string', format: 'email' }, accepts: ['ada@example.test'], refuses: ['ada', 'ada@'] },
  'a URI': {
    given: { type: 'string', format: 'uri' },
    accepts: ['https://example.test/a?b=c'],
    refuses: ['/a', 'example'],
  },
  'a relative reference': {
    given: { type: 'string', format: 'uri-reference' },
    accepts: ['/problems/x', 'https://example.test'],
    refuses: [1],
  },
  'a UUID': {
    given: { type: 'string', format: 'uuid' },
    accepts: ['0b8f6c1e-6d0b-4a43-9f6e-6d1c3f1f6a11'],
    refuses: ['0b8f6c1e'],
  },
  'an IPv4 address': {
    given: { type: 'string', format: 'ipv4' },
    accepts: ['127.0.0.1'],
    refuses: ['localhost', '::1'],
  },
  'a format that is only a hint': { given: { type: 'string', format: 'password' }, accepts: ['x'], refuses: [1] },
  'bytes as text': { given: { type: 'string', contentEncoding: 'base64' }, accepts: ['aGk='], refuses: [1] },
  'a number': {
    given: { type: 'number', exclusiveMinimum: 0, maximum: 100, multipleOf: 0.5 },
    accepts: [0.5, 100],
    refuses: [0, 0.3, 100.5, '1'],
  },
  'a whole number': { given: { type: 'integer' }, accepts: [0, -1, 1.0], refuses: [1.5, '1'] },
  int64: {
    given: { type: 'integer', format: 'int64', minimum: 1 },
    accepts: [1, Number.MAX_SAFE_INTEGER],
    refuses: [0],
  },
  int32: { given: { type: 'integer', format: 'int32' }, accepts: [-(2 ** 31), 2 ** 31 - 1], refuses: [2 ** 31] },
  'true or false': { given: { type: 'boolean' }, accepts: [true, false], refuses: ['true', 0] },
  nullable: { given: { type: ['number', 'null'], minimum: 0 }, accepts: [0, null], refuses: [-1, undefined] },
  'several types': {
    given: { type: ['string', 'integer', 'null'], minLength: 1 },
    accepts: ['a', 1, null],
    refuses: ['', 1.5],
  },
  'an enum': { given: { type: 'string', enum: ['a', "it's"] }, accepts: ['a', "it's"], refuses: ['b', null] },
  'an enum with null': { given: { type: ['string', 'null'], enum: ['a', null] }, accepts: ['a', null], refuses: ['b'] },
  'an enum of all kinds': {
    given: { enum: ['a', 'b', 1, true, null] },
    accepts: ['b', 1, true, null],
    refuses: [2, false],
  },
  'a constant': { given: { type: 'integer', const: 422 }, accepts: [422], refuses: [421, '422'] },
  null: { given: { type: 'null' }, accepts: [null], refuses: [0, ''] },
  anything: { given: {}, accepts: [1, null, {}], refuses: [] },
  nothing: { given: { not: {} }, accepts: [], refuses: [1, null] },
  'required and optional': {
    given: { type: 'object', required: ['a'], properties: { a: { type: 'string' }, b: { type: 'string' } } },
    accepts: [{ a: '' }, { a: '', b: '' }, { a: '', more: 1 }],
    refuses: [{}, { a: '', b: null }, { b: '' }, [], null],
  },
  'a default is not filled in': {
    given: { type: 'object', properties: { page: { type: 'integer', default: 1 } } },
    accepts: [{}, { page: 2 }],
    refuses: [{ page: 'x' }],
  },
  'required, but not declared': { given: { type: 'object', required: ['a'] }, accepts: [{ a: null }], refuses: [{}] },
  'required, of any kind': {
    given: {
      type: 'object',
      required: ['a', 'b', 'c'],
      properties: { a: {}, b: ref('Anything'), c: { anyOf: [{ type: 'string' }, { description: 'Or else.' }] } },
    },
    accepts: [{ a: null, b: 1, c: [] }],
    refuses: [
      { b: 1, c: 1 },
      { a: 1, c: 1 },
      { a: 1, b: 1 },
    ],
  },
  'names that need quotes': {
    given: {
      type: 'object',
      required: ['content-type'],
      properties: { 'content-type': { type: 'string' }, class: { type: 'string' } },
    },
    accepts: [{ 'content-type': 'x' }],
    refuses: [{ 'content-type': 1 }, { 'content-type': 'x', class: 1 }],
  },
  'no more than declared': {
    given: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false },
    accepts: [{}, { a: '' }],
    refuses: [{ b: 1 }],
  },
  'more than declared': {
    given: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: { type: 'integer' } },
    accepts: [{ a: 'x', b: 1 }],
    refuses: [{ b: 'x' }],
  },
  'a map': {
    given: { type: 'object', additionalProperties: ref('Other') },
    accepts: [{}, { x: 'ab' }],
    refuses: [{ x: 'a' }, []],
  },
  'an object of anything': { given: { type: 'object' }, accepts: [{}, { a: 1 }], refuses: [[], null, 'x'] },
  'at least one property': {
    given: { type: 'object', minProperties: 1, maxProperties: 2, properties: { a: { type: 'string' } } },
    accepts: [{ a: 'x' }],
    refuses: [{}],
  },
  'an array': {
    given: { type: 'array', items: { type: 'integer' }, minItems: 1, maxItems: 2 },
    accepts: [[1]],
    refuses: [[], [1, 2, 3], ['1']],
  },
  'all different': {
    given: { type: 'array', uniqueItems: true },
    accepts: [[1, 2]],
    refuses: [
      [1, 1],
      [{ a: 1 }, { a: 1 }],
    ],
  },
  'a tuple': {
    given: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false, minItems: 2 },
    accepts: [['a', 1]],
    refuses: [['a'], ['a', 1, 2], [1, 'a']],
  },
  'a reference': {
    given: { type: 'object', properties: { other: ref('Other') } },
    accepts: [{ other: 'ab' }],
    refuses: [{ other: 'a' }],
  },
  'a nullable reference': { given: { anyOf: [ref('Other'), { type: 'null' }] }, accepts: ['ab', null], refuses: ['a'] },
  'a reference with more': {
    given: { ...ref('Other'), maxLength: 3, type: 'string' },
    accepts: ['abc'],
    refuses: ['a', 'abcd'],
  },
  'either or both': {
    given: { anyOf: [ref('Cat'), { type: 'object', required: ['name'] }] },
    accepts: [{ kind: 'cat' }, { name: 1 }],
    refuses: [{}],
  },
  'exactly one': {
    given: {
      oneOf: [
        { type: 'integer', multipleOf: 3 },
        { type: 'integer', multipleOf: 5 },
      ],
    },
    accepts: [3, 5],
    refuses: [15, 2],
  },
  'a tagged union': {
    given: { oneOf: [ref('Cat'), ref('Dog')], discriminator: { propertyName: 'kind' } },
    accepts: [
      { kind: 'cat', lives: 9 },
      { kind: 'dog', tricks: ['sit'] },
    ],
    refuses: [{ kind: 'cow' }, {}, { kind: 'dog', tricks: [1] }],
  },
  'a union beside properties': {
    given: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' } },
      oneOf: [ref('Cat'), ref('Dog')],
    },
    accepts: [{ kind: 'cat', name: 'Tom' }],
    refuses: [{ kind: 'cat' }, { name: 'Tom' }],
  },
  'all of': {
    given: { allOf: [ref('Cat'), { type: 'object', required: ['name'], properties: { name: { type: 'string' } } }] },
    accepts: [{ kind: 'cat', name: 'Tom', lives: 9 }],
    refuses: [{ kind: 'cat' }, { kind: 'dog', name: 'Tom' }],
  },
  'itself, in a property': {
    given: {
      type: 'object',
      required: ['children'],
      properties: { children: { type: 'array', items: ref('Thing') }, parent: ref('Thing') },
    },
    accepts: [{ children: [] }, { children: [{ children: [] }], parent: { children: [] } }],
    refuses: [{ children: [{}] }, { children: [], parent: null }],
  },
  'itself, in an item': {
    given: { anyOf: [{ type: 'string' }, { type: 'array', items: ref('Thing') }] },
    accepts: ['a', [], ['a', ['b']]],
    refuses: [1, [1], [['a', [null]]]],
  },
}

const accepting = (schemas: Readonly<Record<string, unknown>>, name: string) => {
  const ajv = new Ajv2020({ strict: false, validateFormats: true })
  ajvFormats.default(ajv)
  ajv.addSchema({ $id: 'https://specs.test/', components: { schemas } })
  const byAjv = ajv.compile({ $ref: `https://specs.test/#/components/schemas/${name}` })
  const byZod = evaluateZod(foreignWith(schemas)).get(name)
  return { byAjv: (value: unknown) => byAjv(value), byZod: (value: unknown) => byZod?.safeParse(value).success }
}

describe('Zod accepts what the schema accepts, as Ajv does', () => {
  test.each(Object.entries(cases))('%s', (_, { given, accepts, refuses }) => {
    const { byAjv, byZod } = accepting({ Thing: given, ...others }, 'Thing')
    const verdicts = [
      ...accepts.map((value) => [value, true] as const),
      ...refuses.map((value) => [value, false] as const),
    ]
    expect(verdicts.map(([value]) => [value, byAjv(value)])).toEqual(verdicts)
    expect(verdicts.map(([value]) => [value, byZod(value)])).toEqual(verdicts)
  })

  // zod-to-openapi follows a schema that is its own alternative for ever, and has no word for `never`; both are compared above.
  const unsayable = ['itself, in an item', 'nothing']
  const comparable = Object.entries(cases).filter(([name]) => !unsayable.includes(name))
  test.each(comparable)('%s, turned back', (_, { given }) => {
    const api = foreignWith({ Thing: given, ...others })
    const back = turnBack(evaluateZod(api))
    for (const [name, { schema }] of api.schemas) expect(normalForm(back.get(name))).toEqual(normalForm(schema))
  })
})

test('two schemas that hold each other', () => {
  const schemas = {
    Author: { type: 'object', required: ['books'], properties: { books: { type: 'array', items: ref('Book') } } },
    Book: { type: 'object', properties: { author: ref('Author') } },
  }
  const { byZod } = accepting(schemas, 'Author')
  expect(byZod({ books: [{ author: { books: [] } }, {}] })).toBe(true)
  expect(byZod({ books: [{ author: {} }] })).toBe(false)
})

test('what only comes back is no part of what is sent', () => {
  const api = foreignWith({
    Thing: {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'integer', readOnly: true }, secret: { type: 'string', writeOnly: true } },
    },
  })
  expect([...directedSchemas(api)]).toEqual(['Thing'])
  const schemas = evaluateZod(api)
  expect(schemas.get('Thing')?.safeParse({}).success).toBe(false)
  expect(schemas.get('ThingInput')?.parse({ secret: 'x' })).toEqual({ secret: 'x' })
  expect(schemas.get('Thing')?.parse({ id: 1, secret: 'x' })).toEqual({ id: 1 })
})

test('a default is never filled in', () => {
  const api = foreignWith({ Thing: { type: 'object', properties: { page: { type: 'integer', default: 1 } } } })
  expect(evaluateZod(api).get('Thing')?.parse({})).toEqual({})
})

describe('what Zod cannot say is refused', () => {
  test.each([
    [{ type: 'object', patternProperties: { '^x-': {} } }, 'patternProperties has no equal in Zod'],
    [{ not: { type: 'string' } }, 'not has no equal in Zod'],
    [{ if: { type: 'string' } }, 'if has no equal in Zod'],
    [{ type: 'array', contains: {} }, 'contains has no equal in Zod'],
    [{ const: { a: 1 } }, 'a constant that is an object or a list has no equal in Zod'],
    [
      { type: 'array', prefixItems: [{}] },
      'a tuple must have a fixed length: minItems: 1 and items: false beside prefixItems',
    ],
  ])('%o', (given, message) => {
    const api = foreignWith({ Thing: given })
    expect(complaints(() => printSchemas(api))).toEqual([
      `stranger.json:1:100 #/components/schemas/Thing: In the schema Thing ${message}.`,
    ])
  })
})
