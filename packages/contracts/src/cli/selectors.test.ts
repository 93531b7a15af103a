import { describe, expect, test } from 'vitest'
import { readSelector, readSelectors } from './selectors.ts'
import { UsageError } from './usage-error.ts'

describe('readSelector', () => {
  test.each([
    ['mainBranch', { mainBranch: true }],
    ['deployedOrReleased', { deployedOrReleased: true }],
    ['latest', { latest: true }],
    ['branch=feat/bees', { branch: 'feat/bees' }],
    ['branch=a=b', { branch: 'a=b' }],
    ['environment=production', { environment: 'production' }],
  ])('%s', (given, want) => expect(readSelector(given)).toEqual(want))

  test.each(['mainbranch', 'branch', 'branch=', 'mainBranch=yes', 'consumer=web-shop', ''])('refuses %j', (given) => {
    expect(() => readSelector(given)).toThrow(UsageError)
    expect(() => readSelector(given)).toThrow(`branch=NAME, tag=NAME or environment=NAME, not "${given}"`)
  })
})

describe('readSelectors', () => {
  test.each([
    ['[{"mainBranch":true},{"deployedOrReleased":true}]', [{ mainBranch: true }, { deployedOrReleased: true }]],
    ['{"branch":"feat/bees","consumer":"web-shop"}', [{ branch: 'feat/bees', consumer: 'web-shop' }]],
    ['[{"tag":"prod","latest":false}]', [{ tag: 'prod', latest: false }]],
  ])('%s', (given, want) => expect(readSelectors(given)).toEqual(want))

  test.each([
    ['mainBranch', 'but is not JSON'],
    ['[]', 'but lists none'],
    ['[{}]', 'but has one that selects nothing'],
    ['["mainBranch"]', 'but has "mainBranch"'],
    ['[{"mainbranch":true}]', 'but has "mainbranch", which is none of mainBranch,'],
    ['[{"mainBranch":false}]', 'but has false as "mainBranch", which takes a true'],
    ['[{"branch":true}]', 'but has true as "branch", which takes a text'],
  ])('refuses %s', (given, says) => {
    expect(() => readSelectors(given)).toThrow(UsageError)
    expect(() => readSelectors(given)).toThrow(says)
  })
})
