import { describe, expect, test } from 'vitest'
import type { ApiModel, JsonSchema } from '../../model.ts'
import { type Check, ValidatorSet } from './validators.ts'

const schemas: Readonly<Record<string, JsonSchema>> = {
  Id: { type: 'integer', minimum: 1 },
  Note: {
    type: 'object',
    required: ['id', 'secret'],
    properties: {
      id: { $ref: '#/components/schemas/Id', readOnly: true },
      text: { type: 'string' },
      secret: { type: 'string', writeOnly: true },
    },
  },
  Tree: {
    type: 'object',
    properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
  },
  Base: { type: 'object', required: ['id'], properties: { id: { $ref: '#/components/schemas/Id' } } },
  Named: {
    allOf: [
      { $ref: '#/components/schemas/Base' },
      { type: 'object', properties: { name: { type: 'string' }, owner: { $ref: '#/components/schemas/Base' } } },
    ],
  },
  Cat: { type: 'object', required: ['kind'], properties: { kind: { const: 'cat' }, lives: { type: 'integer' } } },
  Dog: { type: 'object', required: ['kind'], properties: { kind: { const: 'dog' }, name: { type: 'string' } } },
  Pet: {
    oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
    discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat' } },
  },
  Open: { type: 'object', properties: { id: { type: 'integer' } }, additionalProperties: { type: 'string' } },
  OpenPart: { allOf: [{ $ref: '#/components/schemas/Base' }, { $ref: '#/components/schemas/Open' }] },
}

const api = {
  name: 'test',
  kind: 'platform',
  services: [],
  providerStates: new Map(),
  gatewayProblems: [],
  document: {},
  schemas: new Map(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      { name, schema, service: 'test', location: { file: 'test.yaml', line: 1, column: 1, pointer: '' } },
    ]),
  ),
} satisfies ApiModel

const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

type Validate = ((value: unknown) => boolean) & { errors?: readonly { keyword: string; instancePath: string }[] | null }

async function compiled(check: Check, schema: JsonSchema, of: ApiModel = api): Promise<Validate> {
  const set = new ValidatorSet(of)
  const name = set.add(check, schema, 'wanted') ?? ''
  const module = await import(`data:text/javascript,${encodeURIComponent(await set.module())}`)
  return module[name]
}

const cases: readonly [what: string, check: Check, schema: JsonSchema, value: unknown, valid: boolean][] = [
  ['a request may hold more', 'request', ref('Base'), { id: 1, more: 2 }, true],
  ['a reply may not', 'reply', ref('Base'), { id: 1, more: 2 }, false],
  ['a reply may not, inside of a list', 'reply', { type: 'array', items: ref('Base') }, [{ id: 1, more: 2 }], false],
  ['a reply may not, at any depth', 'reply', ref('Tree'), { children: [{ children: [{ nom: 'x' }] }] }, false],
  ['a recursive reply that fits', 'reply', ref('Tree'), { children: [{ children: [{ name: 'x' }] }] }, true],
  ['all parts of a reply together', 'reply', ref('Named'), { id: 1, name: 'x', owner: { id: 2 } }, true],
  ['no part has it', 'reply', ref('Named'), { id: 1, nom: 'x' }, false],
  ['a field of a part is closed itself', 'reply', ref('Named'), { id: 1, owner: { id: 2, name: 'x' } }, false],
  ['a branch of a union', 'reply', ref('Pet'), { kind: 'dog', name: 'Rex' }, true],
  ['a field of another branch', 'reply', ref('Pet'), { kind: 'dog', lives: 9 }, false],
  ['no branch', 'reply', ref('Pet'), { kind: 'cow' }, false],
  ['what is declared as open stays open', 'reply', ref('Open'), { id: 1, any: 'text' }, true],
  ['and is checked', 'reply', ref('Open'), { id: 1, any: 2 }, false],
  ['a part that is open opens the whole', 'reply', ref('OpenPart'), { id: 1, any: 'text' }, true],
  ['an object of which nothing is said', 'reply', { type: 'object' }, { any: 1 }, true],
  [
    'beside a reference there may be more',
    'reply',
    { ...ref('Base'), properties: { more: { type: 'integer' } } },
    { id: 1, more: 2 },
    true,
  ],
  [
    'but nothing else',
    'reply',
    { ...ref('Base'), properties: { more: { type: 'integer' } } },
    { id: 1, less: 2 },
    false,
  ],
  ['words beside a reference change nothing', 'reply', { ...ref('Base'), description: 'x' }, { id: 1, more: 2 }, false],
  ['a client does not send what only a server gives', 'request', ref('Note'), { secret: 'x' }, true],
  ['a client sends what it must', 'request', ref('Note'), { id: 1 }, false],
  ['a server does not give what only a client sends', 'reply', ref('Note'), { id: 1, secret: 'x' }, false],
  ['a server gives what it must', 'reply', ref('Note'), { text: 'x' }, false],
  [
    'a tuple',
    'reply',
    { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }], items: false },
    [1, 'a'],
    true,
  ],
  [
    'a tuple that is too long',
    'reply',
    { type: 'array', prefixItems: [{ type: 'integer' }], items: false },
    [1, 2],
    false,
  ],
  ['an exclusive bound', 'request', { exclusiveMinimum: 5 }, 5, false],
  // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
  ['a condition', 'request', { if: { properties: { a: { const: 1 } } }, then: { required: ['b'] } }, { a: 1 }, false],
  ['null where it is allowed', 'reply', { type: ['string', 'null'] }, null, true],
  ['length counts characters, not code units', 'request', { type: 'string', maxLength: 1 }, '🐝', true],
  ['an int64', 'request', { type: 'integer', format: 'int64' }, 1.5, false],
  ['a date that does not exist', 'request', { type: 'string', format: 'date-time' }, '2026-02-31T00:00:00Z', false],
  ['a time of a reply', 'reply', { type: 'string', format: 'date-time' }, '2026-02-01T00:00:00Z', true],
  ['words in a reply that should be a time', 'reply', { type: 'string', format: 'date-time' }, 'yesterday', false],
  ['an e-mail address that is none', 'request', { type: 'string', format: 'email' }, 'ada@', false],
  ['an inherited field is not there', 'request', { type: 'object', required: ['toString'] }, {}, false],
]

test.each(cases)('%s', async (_what, check, schema, value, valid) => {
  const validate = await compiled(check, schema)
  expect([validate(value), validate.errors?.map(({ keyword }) => keyword)]).toEqual([
    valid,
    valid ? undefined : expect.any(Array),
  ])
})

test('the texts of a form become what the schema says', async () => {
  const validate = await compiled('form', {
    type: 'object',
    properties: {
      amount: { type: 'integer' },
      on: { type: 'boolean' },
      methods: { type: 'array', items: { type: 'string' } },
    },
  })
  const form = { amount: '2500', on: 'true', methods: 'card' }
  expect([validate(form), form]).toEqual([true, { amount: 2500, on: true, methods: ['card'] }])
  expect(validate({ amount: 'much' })).toBe(false)
})

const unions: readonly [what: string, value: unknown, errors: readonly (readonly [string, string])[]][] = [
  ['a branch that lacks something', { kind: 'dog' }, [['required', '']]],
  ['a kind that there is not', { kind: 'cow' }, [['discriminator', '']]],
  ['no kind at all', {}, [['discriminator', '']]],
  ['a list, which can have no kind', [], [['type', '']]],
  ['nothing, which can have no kind', null, [['type', '']]],
  ['a text, which can have no kind', 'dog', [['type', '']]],
]
test.each(unions)(
  'of a union is told what is wrong with the branch that was meant: %s',
  async (_what, value, errors) => {
    const dog = {
      type: 'object',
      required: ['kind', 'name'],
      properties: { kind: { const: 'dog' }, name: { type: 'string' } },
    }
    const validate = await compiled('request', { oneOf: [ref('Cat'), dog], discriminator: { propertyName: 'kind' } })
    validate(value)
    expect(validate.errors?.map(({ keyword, instancePath }) => [keyword, instancePath])).toEqual(errors)
    expect(validate({ kind: 'dog', name: 'Rex' })).toBe(true)
  },
)

test('a request is told of everything, a reply of the first thing', async () => {
  const schema: JsonSchema = { type: 'object', required: ['a', 'b'], properties: { c: { type: 'string' } } }
  const [request, reply] = [await compiled('request', schema), await compiled('reply', schema)]
  request({ c: 1 })
  reply({ c: 1 })
  expect([request.errors?.length, reply.errors?.length]).toEqual([3, 1])
})

describe('the module', () => {
  test('stands alone: it imports nothing and makes no code', async () => {
    const set = new ValidatorSet(api)
    for (const [index, [, check, schema]] of cases.entries()) set.add(check, schema, `case${index}`)
    const code = await set.module()
    // Ajv's own helpers keep the text of how they would be required; nobody runs it.
    expect(code.replace(/\.code='require\([^']*'/g, '')).not.toMatch(/\brequire\(|\bimport\b|\beval\(|new Function/)
    expect(await set.module()).toBe(code)
  })

  test('has equal checks once, and none for what is always right', () => {
    const set = new ValidatorSet(api)
    expect(set.add('reply', ref('Base'), 'one')).toBe('replyBase')
    expect(set.add('reply', { ...ref('Base'), description: 'again' }, 'two')).toBe('replyBase')
    expect(set.add('request', { type: 'string', example: 'a' }, 'three')).toBe('three')
    expect(set.add('request', { type: 'string', example: 'b' }, 'four')).toBe('three')
    expect(set.add('request', { type: 'integer' }, 'three')).toBe('three_2')
    expect(set.add('reply', { description: 'anything' }, 'five')).toBeUndefined()
  })
})

describe('formats', () => {
  const schema: JsonSchema = { type: 'string', format: 'made-up' }

  test('that nobody can check are refused in our own specs', async () => {
    await expect(compiled('request', schema)).rejects.toThrow('made-up')
  })

  test('that nobody can check say nothing in a stranger’s', async () => {
    const validate = await compiled('request', schema, { ...api, kind: 'foreign' })
    expect([validate('x'), validate(1)]).toEqual([true, false])
  })
})
