import { expect, test } from 'vitest'
import { isSatisfied, type VerificationReport } from './report.ts'
import { renderForTerminal } from './terminal.ts'

const passed = {
  layer: 'pacts',
  name: 'boats.get: 200 boat',
  operation: 'boats.get',
  rule: 'pact',
  milliseconds: 3,
} as const
const report = (...checks: VerificationReport['checks']): VerificationReport => ({
  provider: 'boats',
  baseUrl: 'http://localhost:8000',
  seed: 1,
  coverage: [],
  milliseconds: 1234,
  checks,
  received: [],
})

test('the root cause first, then three differences, then the request', () => {
  const failure = {
    cause: '401 instead of 200: token_invalid, "Sign in again."',
    mismatches: ['$.id: missing', '$.name: missing', '$.flag: missing', '$.mast: missing'],
    curl: "curl -i 'http://localhost:8000/boats/1'",
  }
  expect(
    renderForTerminal(report(passed, { ...passed, name: 'boats.list: 200 boats', failure }), { colour: false }),
  ).toBe(
    `✗ boats.list: 200 boats
  401 instead of 200: token_invalid, "Sign in again."
    $.id: missing
    $.name: missing
    $.flag: missing
    … and 1 more
  curl -i 'http://localhost:8000/boats/1'

boats at http://localhost:8000: broken, 1 of 2 checks hold (1.2 s)
`,
  )
})

test('one line when all is well', () => {
  expect(renderForTerminal(report(passed), { colour: false })).toBe(
    'boats at http://localhost:8000: satisfied, 1 of 1 checks hold (1.2 s)\n',
  )
})

test('a report without checks satisfies nothing', () => {
  expect(isSatisfied(report())).toBe(false)
  expect(isSatisfied(report(passed))).toBe(true)
  expect(isSatisfied(report(passed, { ...passed, failure: { cause: 'x', mismatches: [] } }))).toBe(false)
})

test('a pact that is pending breaks nothing, and stands behind what does', () => {
  const pending = {
    ...passed,
    name: 'web-shop 1.4.0: a boat',
    pending: true as const,
    failure: { cause: '404 instead of 200', mismatches: [] },
  }
  expect(isSatisfied(report(passed, pending))).toBe(true)
  expect(renderForTerminal(report(passed, pending), { colour: false })).toBe(
    `… web-shop 1.4.0: a boat (pending)
  404 instead of 200

boats at http://localhost:8000: satisfied, 1 of 2 checks hold, 1 of pending pacts do not (1.2 s)
`,
  )
  const broken = { ...passed, failure: { cause: 'No boat.', mismatches: [] } }
  expect(renderForTerminal(report(pending, broken), { colour: false })).toMatch(/^✗ boats\.get: 200 boat\n/)
})

test('what a backend only receives is said, not passed over', () => {
  const text = renderForTerminal({ ...report(passed), received: ['boat.sunk: sunk'] }, { colour: false })
  expect(text).toContain("Not this backend's to send, so not checked: boat.sunk: sunk.")
})

test('where the spec says it, what it expects beside what came, and how to find it again', () => {
  const failure = {
    cause: 'boats.sink answers 204 to another user.',
    mismatches: [],
    expected: '403 not_authorized',
    actual: '204',
    curl: "curl -i -X DELETE 'http://localhost:8000/boats/7'",
    replay: 'concord-verify --provider boats --seed 1',
  }
  const text = renderForTerminal(report({ ...passed, source: 'specs/boats.yaml:12', failure }), { colour: false })
  expect(text.split('\n').slice(0, 6)).toEqual([
    '✗ boats.get: 200 boat',
    '  boats.sink answers 204 to another user.',
    '    expected 403 not_authorized, got 204',
    '  specs/boats.yaml:12',
    "  curl -i -X DELETE 'http://localhost:8000/boats/7'",
    '  concord-verify --provider boats --seed 1',
  ])
})
