import { expect, test } from 'vitest'
import { styled } from './query-styles.ts'
import { pathOf, queryOf } from './url.ts'

test.each([
  ['a number', [42], '/files/42/x'],
  ['a slash', ['a/b'], '/files/a%2Fb/x'],
  ['what has a meaning in a URL', ['a?b#c%d e'], '/files/a%3Fb%23c%25d%20e/x'],
  ['letters of any alphabet', ['пчёлы'], '/files/%D0%BF%D1%87%D1%91%D0%BB%D1%8B/x'],
  ['dots inside of a name', ['..a'], '/files/..a/x'],
])('a path takes %s', (_, values, wanted) => {
  expect(pathOf('/files/{file_id}/x', values)).toBe(wanted)
})

test.each([[''], ['.'], ['..'], [undefined], [null]])('a path refuses %j', (value) => {
  expect(() => pathOf('/files/{file_id}', [value])).toThrow('{file_id} cannot be')
})

test.each([
  ['nothing', {}, ''],
  ['what is left out', { status: undefined, page: null }, ''],
  ['numbers and booleans', { page: 2, all: false }, '?page=2&all=false'],
  ['a list', { status: ['draft', 'failed'] }, '?status=draft&status=failed'],
  ['an empty list', { status: [] }, ''],
  ['a date', { since: new Date('2025-12-01T15:30:00Z') }, '?since=2025-12-01T15%3A30%3A00.000Z'],
  ['reserved characters', { 'q&a': 'a=b&c' }, '?q%26a=a%3Db%26c'],
])('a query takes %s', (_, query, wanted) => {
  expect(queryOf(query)).toBe(wanted)
})

// https://spec.openapis.org/oas/v3.1.1.html#style-examples
const color = { array: ['blue', 'black', 'brown'], object: { R: 100, G: 200, B: 150 } }
test.each([
  ['form', true, 'array', '?color=blue&color=black&color=brown'],
  ['form', false, 'array', '?color=blue,black,brown'],
  ['form', true, 'object', '?R=100&G=200&B=150'],
  ['form', false, 'object', '?color=R,100,G,200,B,150'],
  ['spaceDelimited', false, 'array', '?color=blue%20black%20brown'],
  ['spaceDelimited', true, 'array', '?color=blue&color=black&color=brown'],
  ['pipeDelimited', false, 'array', '?color=blue|black|brown'],
  ['pipeDelimited', false, 'object', '?color=R|100|G|200|B|150'],
  ['deepObject', true, 'object', '?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
] as const)('style %s with explode %s writes an %s', (style, explode, kind, wanted) => {
  expect(styled({ color: { style, explode } })({ color: color[kind] })).toBe(wanted)
})

test('a style leaves the other parameters as they are', () => {
  const write = styled({
    sort: { style: 'form', explode: false },
    from: { style: 'form', explode: true, allowReserved: true },
  })
  expect(write({ page: 2, sort: ['a', 'b c'], from: 'https://a.test/?q' })).toBe(
    '?page=2&sort=a,b%20c&from=https://a.test/?q',
  )
  expect(write({ sort: undefined })).toBe('')
})
