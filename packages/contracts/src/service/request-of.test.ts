import { describe, expect, test } from 'vitest'
import { bodyText, filled, requestOf } from './request-of.ts'

const place = (name: string) => `\${${name}}`

describe('filled', () => {
  const values = { boat_id: 42, token: 'a b' }
  const cases: readonly { given: unknown; want: unknown }[] = [
    { given: place('boat_id'), want: 42 },
    { given: `Bearer ${place('token')}`, want: 'Bearer a b' },
    { given: { id: place('boat_id'), list: [place('token'), 3] }, want: { id: 42, list: ['a b', 3] } },
    { given: place('unknown'), want: undefined },
    { given: null, want: null },
    { given: 'plain', want: 'plain' },
  ]
  test.each(cases)('$given', ({ given, want }) => {
    expect(filled(given, values)).toEqual(want)
  })
})

describe('requestOf', () => {
  test('fills path, query, headers and body', () => {
    const recipe = {
      path: { boat_id: place('boat_id'), part: 'mast/top' },
      query: { page: 2, tag: ['red', 'blue'] },
      headers: { Authorization: `Bearer ${place('access_token')}` },
      body: { mediaType: 'application/json', value: { owner: place('user_id') } },
    }
    const operation = { method: 'PUT', path: '/boats/{boat_id}/{part}' }
    expect(requestOf(operation, recipe, { boat_id: 42, access_token: 'abc', user_id: 7 })).toEqual({
      method: 'PUT',
      path: '/boats/42/mast%2Ftop',
      query: [
        ['page', '2'],
        ['tag', 'red'],
        ['tag', 'blue'],
      ],
      headers: { Authorization: 'Bearer abc', 'Content-Type': 'application/json' },
      body: '{"owner":7}',
    })
  })
})

describe('bodyText', () => {
  const cases: readonly { type: string; value: unknown; want: string }[] = [
    { type: 'application/json', value: 'text', want: '"text"' },
    { type: 'application/x-www-form-urlencoded', value: { code: 'a b', state: 1 }, want: 'code=a+b&state=1' },
    { type: 'text/plain', value: 'as it is', want: 'as it is' },
  ]
  test.each(cases)('$type', ({ type, value, want }) => {
    expect(bodyText(type, value)).toBe(want)
  })
})
