// Held against oasdiff: every check that it has is a rule here, or does not apply for a reason. Facts are compared, no code.
import { describe, expect, test } from 'vitest'
import { at, compareDocuments, type Place, rulesBetween } from '../../test/diff-documents.ts'
import { oasdiffChecks } from '../../test/oasdiff-checks.ts'
import { notApplicable } from '../../test/oasdiff-not-applicable.ts'
import { otherPairs } from '../../test/oasdiff-other-pairs.ts'
import { quietPairs } from '../../test/oasdiff-quiet-pairs.ts'
import { propertyPairs, schemaPairs } from '../../test/oasdiff-schema-pairs.ts'
import { securityPairs } from '../../test/oasdiff-security-pairs.ts'
import { allRules } from './rules-table.ts'

const pairs = { ...otherPairs, ...securityPairs }

const places: readonly Place[] = [
  ...(['request-parameter-property', 'request-header-property', 'request-body', 'request-property'] as const),
  ...(['request-parameter', 'response-body', 'response-property', 'response-header'] as const),
]

/** A check of a schema at a place, where its id says so. */
const schemaCheck = (id: string) => {
  for (const place of places) {
    if (!id.startsWith(`${place}-`)) continue
    const suffix = id.slice(place.length + 1)
    const pair = schemaPairs[suffix] ?? (place.endsWith('-property') ? propertyPairs[suffix] : undefined)
    if (pair !== undefined) return { place, pair }
  }
  return undefined
}

const answered = (id: string): string[] => [
  ...(pairs[id] ? ['pair'] : []),
  ...(quietPairs[id] ? ['quiet'] : []),
  ...(notApplicable[id] ? ['reason'] : []),
  ...(schemaCheck(id) && !pairs[id] ? ['schema'] : []),
]

test('each of the 512 checks has one answer', () => {
  expect(oasdiffChecks).toHaveLength(512)
  expect(oasdiffChecks.filter((id) => answered(id).length !== 1)).toEqual([])
})

test('no answer is for a check that there is not', () => {
  const known = new Set(oasdiffChecks)
  const ids = [...Object.keys(pairs), ...Object.keys(quietPairs), ...Object.keys(notApplicable)]
  expect(ids.filter((id) => !known.has(id))).toEqual([])
})

describe('checks of schemas', () => {
  test.each(oasdiffChecks.filter((id) => answered(id)[0] === 'schema'))('%s', (id) => {
    const check = schemaCheck(id)
    if (check === undefined) throw new Error('no pair')
    const [old, next, kind] = check.pair
    const direction = id.startsWith('request') ? 'request' : 'response'
    const want = `${direction}-${typeof kind === 'string' ? kind : kind[direction]}`
    const rules = rulesBetween(at(check.place, old), at(check.place, next))
    // One constant for another is a value less and a value more.
    const others = id.endsWith('const-changed') ? rules.filter((rule) => !rule.includes('enum-value')) : rules
    expect(rules).toContain(want)
    expect(others.filter((rule) => rule !== want)).toEqual([])
    expect(allRules().has(want)).toBe(true)
  })
})

describe('checks of everything else', () => {
  test.each(Object.entries(pairs))('%s', (_, [old, next, want]) => {
    expect(rulesBetween(old, next)).toContain(want)
  })
})

describe('checks of what does not travel', () => {
  test.each(Object.entries(quietPairs))('%s', (_, [old, next]) => {
    expect(compareDocuments(old, next).changes.filter(({ level }) => level !== 'safe')).toEqual([])
  })
})

test('whatever is the same is told to be the same', () => {
  for (const [old] of Object.values(pairs)) expect(rulesBetween(old, structuredClone(old))).toEqual([])
})
