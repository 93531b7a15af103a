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

test('what a backend only receives is said, not passed over', () => {
  const text = renderForTerminal({ ...report(passed), received: ['boat.sunk: sunk'] }, { colour: false })
  expect(text).toContain("Not this backend's to send, so not checked: boat.sunk: sunk.")
})
