import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { exportedTypes, spelledType } from '../../../test/same-type.ts'
import { foreignWith } from '../../../test/spec-folder.ts'
import { typeNameOf } from '../../direction.ts'
import { loadApis } from '../../load/load-apis.ts'
import { printType } from '../../schema-type.ts'
import { printTypes } from './types.ts'

interface Case {
  /** Beside `Other`, `Cat` and `Dog`. */
  readonly given: unknown
  readonly want: string
  /** Set where what is sent differs from what comes back. */
  readonly input?: string
  readonly version?: '3.0.3'
}

const cat = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { type: 'string', const: 'cat' }, lives: { type: 'integer' } },
}
const dog = { type: 'object', required: ['kind'], properties: { kind: { type: 'string', const: 'dog' } } }
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

const cases: Readonly<Record<string, Case>> = {
  'a scalar': { given: { type: 'integer', format: 'int64' }, want: 'number' },
  'no schema at all': { given: {}, want: 'unknown' },
  'nothing is right': { given: { not: {} }, want: 'never' },
  'nullable in 3.1': { given: { type: ['string', 'null'] }, want: 'string | null' },
  'nullable in 3.0': { version: '3.0.3', given: { type: 'string', nullable: true }, want: 'string | null' },
  'a nullable reference in 3.0': {
    version: '3.0.3',
    given: { nullable: true, allOf: [ref('Other')] },
    want: 'Other | null',
  },
  'a nullable reference in 3.1': { given: { anyOf: [ref('Other'), { type: 'null' }] }, want: 'Other | null' },
  'an enum': { given: { type: 'string', enum: ['a', "it's", 'ü'] }, want: "'a' | 'it\\'s' | 'ü'" },
  'an enum with null': { given: { type: ['string', 'null'], enum: ['a', null] }, want: "'a' | null" },
  'a nullable enum in 3.0': {
    version: '3.0.3',
    given: { type: 'string', nullable: true, enum: ['a'] },
    want: "'a' | null",
  },
  'an enum without null is not null': { given: { type: ['string', 'null'], enum: ['a'] }, want: "'a'" },
  'an enum of numbers': { given: { enum: [1, -1, 2.5] }, want: '1 | -1 | 2.5' },
  'a constant': { given: { const: 'x' }, want: "'x'" },
  'null as a constant': { given: { const: null }, want: 'null' },
  'false as a constant': { given: { const: false }, want: 'false' },
  'required and optional': {
    given: {
      type: 'object',
      required: ['a', 'b'],
      properties: { a: { type: 'string' }, b: { type: ['string', 'null'] }, c: { type: 'string' } },
    },
    want: '{ a: string; b: string | null; c?: string }',
  },
  'a default makes nothing required': {
    given: { type: 'object', properties: { page: { type: 'integer', default: 1 } } },
    want: '{ page?: number }',
  },
  'names that need quotes': {
    given: {
      type: 'object',
      properties: {
        'content-type': { type: 'string' },
        class: { type: 'string' },
        '1st': { type: 'string' },
        $id: { type: 'string' },
      },
    },
    want: "{ 'content-type'?: string; class?: string; '1st'?: string; $id?: string }",
  },
  'properties without a type': { given: { properties: { a: { type: 'string' } } }, want: '{ a?: string }' },
  'an object of anything': { given: { type: 'object' }, want: 'Record<string, unknown>' },
  'an object of nothing': { given: { type: 'object', additionalProperties: false }, want: 'Record<string, never>' },
  'a map': { given: { type: 'object', additionalProperties: { type: 'integer' } }, want: 'Record<string, number>' },
  'a map of references': { given: { additionalProperties: ref('Other') }, want: '{ [name: string]: Other }' },
  'named optionals and more (TS2411)': {
    given: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: { type: 'integer' } },
    want: '{ a?: string; [name: string]: unknown }',
  },
  'named properties and nothing more': {
    given: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false },
    want: '{ a?: string }',
  },
  'patterns for names': {
    given: { type: 'object', properties: { a: { type: 'string' } }, patternProperties: { '^x-': { type: 'integer' } } },
    want: '{ a?: string; [name: string]: unknown }',
  },
  'oneOf beside properties (openapi-typescript 2380)': {
    given: { type: 'object', properties: { name: { type: 'string' } }, oneOf: [ref('Cat'), ref('Dog')] },
    want: '{ name?: string } & (Cat | Dog)',
  },
  'anyOf beside properties is no allOf': {
    given: { type: 'object', properties: { name: { type: 'string' } }, anyOf: [ref('Cat'), ref('Dog')] },
    want: '{ name?: string } & (Cat | Dog)',
  },
  'a union beside only a type': { given: { type: 'object', anyOf: [ref('Cat'), ref('Dog')] }, want: 'Cat | Dog' },
  'a union of what must be there': {
    given: { type: 'object', properties: { a: { type: 'string' } }, anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    want: '{ a?: string }',
  },
  'allOf with more': {
    given: { allOf: [ref('Cat'), { type: 'object', properties: { name: { type: 'string' } } }] },
    want: 'Cat & { name?: string }',
  },
  'allOf around one reference': { given: { allOf: [ref('Cat')], description: 'A cat.' }, want: 'Cat' },
  'a reference with its own words': { given: { ...ref('Cat'), description: 'This cat.' }, want: 'Cat' },
  'a reference with more beside it': {
    given: { ...ref('Cat'), properties: { name: { type: 'string' } } },
    want: 'Cat & { name?: string }',
  },
  'a discriminator with a mapping (2149, 1879)': {
    given: {
      oneOf: [ref('Cat'), ref('Dog')],
      discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat', dog: 'Dog' } },
    },
    want: 'Cat | Dog',
  },
  'a discriminator in a child that is all of its parent (1690)': {
    given: { allOf: [ref('Base'), { type: 'object', properties: { lives: { type: 'integer' } } }] },
    want: 'Base & { lives?: number }',
  },
  'an array of unions': {
    given: { type: 'array', items: { type: ['string', 'integer'] } },
    want: '(string | number)[]',
  },
  'an array of arrays': {
    given: { type: 'array', items: { allOf: [{ type: 'array', items: { type: 'string' } }] } },
    want: 'string[][]',
  },
  'an array of anything': { given: { type: 'array' }, want: 'unknown[]' },
  'an array of length': {
    given: { type: 'array', minItems: 1, maxItems: 2, items: { type: 'string' } },
    want: 'string[]',
  },
  'a tuple': {
    given: { prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false },
    want: '[string, number]',
  },
  'a tuple and more': {
    given: { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'integer' } },
    want: '[string, ...number[]]',
  },
  'itself, in a property': {
    given: { type: 'object', properties: { children: { type: 'array', items: ref('Thing') } } },
    want: '{ children?: Thing[] }',
  },
  'itself, in an item': {
    given: { anyOf: [{ type: 'string' }, { type: 'array', items: ref('Thing') }] },
    want: 'string | Thing[]',
  },
  'what only comes back': {
    given: {
      type: 'object',
      required: ['id', 'name'],
      properties: { id: { type: 'integer', readOnly: true }, name: { type: 'string' } },
    },
    want: '{ id: number; name: string }',
    input: '{ name: string }',
  },
  'what is only sent': {
    given: { type: 'object', required: ['password'], properties: { password: { type: 'string', writeOnly: true } } },
    want: 'Record<string, never>',
    input: '{ password: string }',
  },
  'what holds something that only comes back': {
    given: { type: 'object', properties: { user: ref('Stamped') } },
    want: '{ user?: Stamped }',
    input: '{ user?: StampedInput }',
  },
  'bytes in 3.0': { version: '3.0.3', given: { type: 'string', format: 'binary' }, want: 'Blob' },
  'bytes in 3.1': { given: { type: 'string', contentMediaType: 'image/png' }, want: 'Blob' },
  'bytes as text': {
    given: { type: 'string', contentMediaType: 'image/png', contentEncoding: 'base64' },
    want: 'string',
  },
  'a schema inside a schema': {
    given: { type: 'object', $defs: { Inner: { type: 'string' } }, properties: { a: ref('Thing/$defs/Inner') } },
    want: '{ a?: string }',
  },
}

const api = (given: unknown, version?: string) => {
  const base = {
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string' } },
    discriminator: { propertyName: 'kind' },
  }
  const stamped = { type: 'object', properties: { at: { type: 'string', readOnly: true }, by: { type: 'string' } } }
  return foreignWith(
    { Thing: given, Other: { type: 'string' }, Cat: cat, Dog: dog, Base: base, Stamped: stamped },
    version,
  )
}

describe('types say what the schema says', () => {
  test.each(Object.entries(cases))('%s', async (_, { given, want, input, version }) => {
    const model = api(given, version)
    const types = exportedTypes(printTypes(model))
    expect(types.get('Thing')).toBe(spelledType(want))
    expect(types.get('ThingInput')).toBe(input === undefined ? undefined : spelledType(input))
  })

  test.each(Object.entries(cases))('%s, inline', (_, { given, want, input, version }) => {
    const model = api(given, version)
    const schema = model.schemas.get('Thing')?.schema ?? {}
    expect(spelledType(printType(schema, model))).toBe(spelledType(want))
    expect(spelledType(printType(schema, model, 'request'))).toBe(spelledType(input ?? want))
  })
})

describe('both printers agree on every schema of our specs', () => {
  const apis = loadApis(fileURLToPath(new URL('../../../../../specs', import.meta.url)))
  test.each(apis.map((model) => [model.name, model] as const))('%s', async (_, model) => {
    const types = exportedTypes(printTypes(model))
    for (const { name, schema } of model.schemas.values()) {
      expect(`${name} = ${types.get(typeNameOf(model, name))}`).toBe(
        `${name} = ${spelledType(printType(schema, model))}`,
      )
    }
  })
})

test('words of the spec become TSDoc, and cannot end it', async () => {
  const model = foreignWith({
    Thing: {
      type: 'object',
      description: 'A thing.\nIt ends */ here.',
      properties: {
        page: { type: 'integer', default: 1, description: 'Which.', deprecated: true, example: 3 },
        state: { enum: ['a'] },
      },
    },
  })
  expect(printTypes(model)).toBe(`// Generated from stranger by npm run generate; do not edit.

/**
 * A thing.
 * It ends *\\/ here.
 */
export interface Thing {
  /**
   * @deprecated
   * Which.
   * @defaultValue 1
   */
  page?: number
  state?: 'a'
}
`)
})
