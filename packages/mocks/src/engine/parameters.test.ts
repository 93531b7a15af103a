import { describe, expect, test } from 'vitest'
import { parseForm } from './form.ts'
import type { ParameterEntry } from './operation-table.ts'
import { ParameterReader } from './parameters.ts'

const parameter = (more: Partial<ParameterEntry>): ParameterEntry => ({
  name: 'p',
  in: 'query',
  required: false,
  coerce: 'string',
  style: 'form',
  explode: true,
  ...more,
})

const list = { coerce: 'array', items: 'integer' } as const

const queries: readonly [what: string, entry: Partial<ParameterEntry>, query: string, value: unknown][] = [
  ['text', {}, 'p=a+b%26c', 'a b&c'],
  ['text that looks like a number', {}, 'p=7', '7'],
  ['nothing', {}, 'q=1', undefined],
  ['an empty value', {}, 'p=', ''],
  ['no value', {}, 'p', ''],
  ['a default', { default: 20 }, '', 20],
  ['the last of many', {}, 'p=1&p=2', '2'],
  ['a whole number', { coerce: 'integer' }, 'p=-12', -12],
  ['a number that is not whole', { coerce: 'integer' }, 'p=1.5', '1.5'],
  ['no number', { coerce: 'integer' }, 'p=', ''],
  ['hexadecimal is none', { coerce: 'integer' }, 'p=0x10', '0x10'],
  ['a number', { coerce: 'number' }, 'p=1.5e3', 1500],
  ['infinity is none', { coerce: 'number' }, 'p=Infinity', 'Infinity'],
  ['yes', { coerce: 'boolean' }, 'p=true', true],
  ['no', { coerce: 'boolean' }, 'p=0', false],
  ['perhaps', { coerce: 'boolean' }, 'p=perhaps', 'perhaps'],
  ['a list, repeated', list, 'p=1&p=2&p=x', [1, 2, 'x']],
  ['a list with brackets', list, 'p[]=1&p[]=2', [1, 2]],
  ['a list of one', list, 'p=1', [1]],
  ['a list with commas', { ...list, explode: false }, 'p=1,2', [1, 2]],
  ['a list with pipes', { ...list, explode: false, style: 'pipeDelimited' }, 'p=1|2', [1, 2]],
  ['a list with spaces', { ...list, explode: false, style: 'spaceDelimited' }, 'p=1%202', [1, 2]],
  ['an object', { coerce: 'object', style: 'deepObject' }, 'p[a]=1&p[b]=2&q[c]=3', { a: '1', b: '2' }],
  ['what cannot be decoded', {}, 'p=%E0%A4%A', '%E0%A4%A'],
]
describe('a query parameter', () => {
  test.each(queries)('%s', (_what, entry, query, value) => {
    expect(new ParameterReader([parameter(entry)]).query(query).p).toEqual(value)
  })
})

test('headers are found whatever their case, and keep the name of the spec', () => {
  const reader = new ParameterReader([
    parameter({ name: 'Idempotency-Key', in: 'header' }),
    parameter({ name: 'X-Tags', in: 'header', ...list }),
  ])
  expect(reader.headers({ 'idempotency-key': 'k', 'x-tags': '1, 2' })).toEqual({
    'Idempotency-Key': 'k',
    'X-Tags': [1, 2],
  })
})

const forms: readonly [form: string, value: object][] = [
  ['', {}],
  ['a=1&b=x+y', { a: '1', b: 'x y' }],
  ['metadata[order]=1&metadata[a][b]=2', { metadata: { order: '1', a: { b: '2' } } }],
  ['expand[]=x&expand[]=y', { expand: ['x', 'y'] }],
  ['items[0][price]=5&items[1][price]=6', { items: [{ price: '5' }, { price: '6' }] }],
  ['a%5Bb%5D=1', { a: { b: '1' } }],
  ['a=1&a[b]=2', { a: { b: '2' } }],
  ['__proto__[polluted]=1&a[__proto__][polluted]=1', { a: {} }],
]
test.each(forms)('the form %j', (form, value) => {
  expect(parseForm(form)).toEqual(value)
  expect(({} as { polluted?: string }).polluted).toBeUndefined()
})
