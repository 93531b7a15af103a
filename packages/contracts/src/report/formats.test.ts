import { expect, test } from 'vitest'
import { renderForGitHub } from './github.ts'
import { renderHtml } from './html.ts'
import { renderJUnit } from './junit.ts'
import type { CheckResult, VerificationReport } from './report.ts'

const kept: CheckResult = {
  layer: 'pacts',
  name: 'boats.get: 200 boat',
  operation: 'boats.get',
  rule: 'pact',
  milliseconds: 12,
}
const broken: CheckResult = {
  layer: 'access',
  name: 'boats.sink: another user',
  operation: 'boats.sink',
  rule: 'another-user',
  source: 'specs/boats.yaml:12',
  milliseconds: 30,
  failure: {
    cause: 'boats.sink answers 204 to another user; 100 % <of> "them" & more.',
    mismatches: ['$.a: \u0001, one'],
    expected: '403 not_authorized',
    actual: '204',
    curl: "curl -i 'http://localhost/boats/7'",
  },
}
const report: VerificationReport = {
  provider: 'boats',
  baseUrl: 'http://localhost:8000',
  seed: 1,
  milliseconds: 42,
  checks: [kept, broken],
  coverage: [
    { operation: 'boats.get', status: '200', answers: 2 },
    { operation: 'boats.get', status: '404', answers: 0 },
  ],
  received: ['stripe: boat_sold'],
}

test('JUnit: a suite for each layer, the cause as the message, nothing that XML forbids', () => {
  expect(renderJUnit([report])).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="concord-verify" tests="2" failures="1" errors="0" time="0.042">
  <testsuite name="boats.pacts" tests="1" failures="0" errors="0" time="0.012">
    <testcase classname="boats.pacts" name="boats.get: 200 boat" time="0.012"/>
  </testsuite>
  <testsuite name="boats.access" tests="1" failures="1" errors="0" time="0.030">
    <testcase classname="boats.access" name="boats.sink: another user" time="0.030">
      <failure message="boats.sink answers 204 to another user; 100 % &lt;of&gt; &quot;them&quot; &amp; more." type="another-user">boats.sink answers 204 to another user; 100 % &lt;of&gt; &quot;them&quot; &amp; more.
$.a: \ufffd, one
expected: 403 not_authorized
actual: 204
again: curl -i &#39;http://localhost/boats/7&#39;
rule: another-user, specs/boats.yaml:12</failure>
    </testcase>
  </testsuite>
</testsuites>
`)
})

test('GitHub: one annotation for each failure, on the line of the spec, escaped as the runner reads it', () => {
  const text = renderForGitHub([report])
  expect(text.trimEnd().split('\n')).toHaveLength(1)
  expect(text).toMatch(
    /^::error file=specs\/boats\.yaml,line=12,title=boats\.sink%3A another user::boats\.sink answers 204 to another user; 100 %25 /,
  )
  expect(text).toContain('%0Aexpected: 403 not_authorized%0Aactual: 204%0A')
})

test('what fails of a pending pact breaks nothing: skipped, a warning, and no red box', () => {
  const pending = { ...report, checks: [kept, { ...broken, pending: true as const }] }
  expect(renderJUnit([pending])).toContain('tests="2" failures="0" errors="0" skipped="1"')
  expect(renderJUnit([pending])).toContain('<skipped message="pending: boats.sink answers 204')
  expect(renderForGitHub([pending])).toMatch(/^::warning file=/)
  expect(renderHtml([pending])).toContain('<span class="satisfied">')
  expect(renderHtml([pending])).toContain('<article class="pending">')
})

test('HTML: the pacts of a broker, and what came of them', () => {
  const pact = { name: 'web-shop <1.4>', reason: '', pending: false, satisfied: true, unheard: [], published: true }
  const html = renderHtml([{ ...report, broker: { url: 'http://broker', providerVersion: '3f2c1a0', pacts: [pact] } }])
  expect(html).toContain('<p>Pact of web-shop &lt;1.4&gt;: holds; published for boats 3f2c1a0.</p>')
})

test('HTML: the broken check first, everything escaped, and the outcomes that nobody saw', () => {
  const html = renderHtml([report])
  expect(html.indexOf('boats.sink: another user')).toBeLessThan(html.indexOf('boats.get: 200 boat'))
  expect(html).toContain('100 % &lt;of&gt; &quot;them&quot; &amp; more.')
  expect(html).toContain('1 of 2 checks hold')
  expect(html).toContain('1 of 2 documented outcomes were seen')
  expect(html).toContain('<span class="unseen" title="0 answers">404</span>')
  expect(html).not.toContain('<of>')
})
