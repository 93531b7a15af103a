// How operations are matched, what our vocabulary adds, and that every rule is shown by a pair of specs. What OpenAPI itself can say
// is held against oasdiff's list, beside this file.
import { describe, expect, test } from 'vitest'
import { at, compareDocuments, rulesBetween, withOperation } from '../../test/diff-documents.ts'
import { otherPairs } from '../../test/oasdiff-other-pairs.ts'
import { propertyPairs, schemaPairs } from '../../test/oasdiff-schema-pairs.ts'
import { securityPairs } from '../../test/oasdiff-security-pairs.ts'
import { plainPairs } from '../../test/plain-pairs.ts'
import { thingsPlatform, vocabularyPairs } from '../../test/vocabulary-pairs.ts'
import { compareApis } from './compare-apis.ts'
import { allRules } from './rules-table.ts'

type Part = Readonly<Record<string, unknown>>

test('the vocabulary: each change by its rule and level, and no other', () => {
  const all = vocabularyPairs()
  expect(all.length).toBeGreaterThan(40)
  const found = all.map(({ name, ...sides }) => {
    const { changes } = compareApis(sides, '2026-11-21')
    return `${name}: ${changes.map(({ rule, level }) => `${level} ${rule}`).join(', ')}`
  })
  expect(found).toEqual(all.map(({ name, want }) => `${name}: ${want.join(', ')}`))
})

test.each(plainPairs)('%s', (want, old, next) => expect(rulesBetween(old, next)).toContain(want))

test('every rule is told by some pair of specs, in the direction that it is for', () => {
  const told = new Set<string>(['api-added', 'api-removed'])
  const schemas = { ...schemaPairs, ...propertyPairs }
  for (const [old, next] of Object.values(schemas))
    for (const place of ['request-property', 'response-property'] as const)
      for (const rule of rulesBetween(at(place, old), at(place, next))) told.add(rule)
  const documents = [...Object.values({ ...otherPairs, ...securityPairs }).map(([old, next]) => [old, next] as const)]
  for (const [old, next] of [...documents, ...plainPairs.map(([, one, other]) => [one, other] as const)])
    for (const rule of rulesBetween(old, next)) told.add(rule)
  for (const { want } of vocabularyPairs()) for (const one of want) told.add(one.split(' ')[1] ?? '')
  const untold = [...allRules().keys()].filter((rule) => !told.has(rule))
  expect(untold).toEqual([])
})

describe('operations are matched', () => {
  const templated = (name: string, more: Part = {}) =>
    withOperation(
      { parameters: [{ name, in: 'path', required: true, schema: { type: 'string' } }], ...more },
      { path: `/things/{${name}}` },
    )

  test('by their address, however its parameters are called', () => {
    expect(compareDocuments(templated('id'), templated('thing_id')).changes.map(({ rule }) => rule)).toEqual([
      'path-parameter-renamed',
    ])
  })

  test('by their id where the address is another, and what else changed is told too', () => {
    const old = withOperation({ operationId: 'make' })
    const next = withOperation({ operationId: 'make', deprecated: true }, { path: '/v2/things' })
    expect(compareDocuments(old, next).changes.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      'operation-moved POST /things is now POST /v2/things: every client that calls the old address breaks.',
      'operation-deprecated It is deprecated now: clients have time to leave it.',
    ])
  })

  test('one change in a schema that many use is one change', () => {
    const paths = Object.fromEntries(
      ['a', 'b', 'c'].map((name) => [
        `/${name}`,
        {
          get: {
            responses: {
              200: {
                description: '',
                content: { 'application/json': { schema: { $ref: '#/components/schemas/Cat' } } },
              },
            },
          },
        },
      ]),
    )
    const withCat = (type: string) => ({
      ...withOperation({}),
      paths,
      components: { schemas: { Cat: { type: 'object', properties: { name: { type } } } } },
    })
    const { changes } = compareDocuments(withCat('string'), withCat('integer'))
    expect(changes).toHaveLength(1)
    expect(changes[0]).toMatchObject({
      rule: 'response-type-changed',
      operations: ['GET /a', 'GET /b', 'GET /c'],
      schema: 'Cat.name',
      old: { pointer: '/components/schemas/Cat/properties/name' },
    })
  })

  test('a range of statuses that takes the place of one is compared with it', () => {
    const answers = (status: string, type: string) =>
      withOperation({
        responses: {
          200: { description: '' },
          [status]: { description: '', content: { 'application/json': { schema: { type } } } },
        },
      })
    expect(
      compareDocuments(answers('404', 'string'), answers('4XX', 'string')).changes.map(({ rule }) => rule),
    ).toEqual(['documentation-changed'])
    expect(
      compareDocuments(answers('404', 'string'), answers('4XX', 'integer')).changes.map(({ rule }) => rule),
    ).toEqual(['response-type-changed'])
  })

  test('an API that is gone is one change', () => {
    const old = thingsPlatform()
    const none = { ...old, services: [], document: {} }
    expect(compareApis({ old, new: none }, '2026-11-21').changes).toMatchObject([
      { rule: 'api-removed', operations: ['things.make'] },
    ])
  })
})
