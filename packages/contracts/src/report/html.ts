import { brokerLines } from './broker-lines.ts'
import { detailsOf } from './failure-text.ts'
import { grouped } from './grouped.ts'
import { escaped } from './markup.ts'
import { type CheckResult, type Coverage, failuresIn, isSatisfied, type VerificationReport } from './report.ts'

/**
 * Reports as one HTML page that needs nothing beside it: what is broken first, then what holds, then which documented outcomes were seen.
 *
 * @example
 * await writeFile('contracts.html', renderHtml([report]))
 */
export function renderHtml(reports: readonly VerificationReport[]): string {
  const title = `Contracts of ${reports.map(({ provider }) => provider).join(', ')}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
${reports.map(section).join('\n')}
</body>
</html>
`
}

function section(report: VerificationReport): string {
  const { provider, baseUrl, seed, milliseconds, checks, coverage, received } = report
  const failed = failuresIn(checks)
  const kept = checks.filter(({ failure }) => failure === undefined)
  const verdict = isSatisfied(report) ? 'satisfied' : 'broken'
  const unsent =
    received.length === 0 ? '' : `<p>Not this backend's to send, so not checked: ${escaped(received.join('; '))}.</p>`
  return `<section>
<h2>${escaped(provider)} <span class="${verdict}">${verdict}</span></h2>
<p>${kept.length} of ${checks.length} checks hold at <code>${escaped(baseUrl)}</code>, ${(milliseconds / 1000).toFixed(1)} s, seed ${seed}.</p>
${unsent}
${brokerLines(report.broker, provider)
  .map((line) => `<p>${escaped(line)}</p>`)
  .join('\n')}
${failed.map(failureBox).join('\n')}
${[...grouped(kept, ({ layer }) => layer)].map(([layer, group]) => keptList(layer, group)).join('\n')}
${coverageTable(coverage)}
</section>`
}

function failureBox(check: CheckResult): string {
  const { failure, name, layer, pending } = check
  if (failure === undefined) return ''
  return `<article${pending ? ' class="pending"' : ''}>
<h3>${escaped(name)} <small>${layer}${pending ? ', pending' : ''}</small></h3>
<p class="cause">${escaped(failure.cause)}</p>
<pre>${escaped(detailsOf(check, failure).join('\n'))}</pre>
</article>`
}

function keptList(layer: string, checks: readonly CheckResult[]): string {
  const items = checks.map(({ name, milliseconds }) => `<li>${escaped(name)} <small>${milliseconds} ms</small></li>`)
  return `<details><summary>${checks.length} checks of ${layer} hold</summary><ul>${items.join('')}</ul></details>`
}

function coverageTable(coverage: readonly Coverage[]): string {
  const rows = [...grouped(coverage, ({ operation }) => operation)].map(([operation, outcomes]) => {
    const cells = outcomes.map(
      ({ status, answers }) =>
        `<span class="${answers > 0 ? 'seen' : 'unseen'}" title="${answers} answers">${escaped(status)}</span>`,
    )
    return `<tr><th scope="row">${escaped(operation)}</th><td>${cells.join(' ')}</td></tr>`
  })
  const seen = coverage.filter(({ answers }) => answers > 0).length
  return `<details><summary>${seen} of ${coverage.length} documented outcomes were seen</summary><table>${rows.join('')}</table></details>`
}

const STYLE = `
:root{color-scheme:light dark;--line:#8884;--bad:#c62f2f;--good:#1c7f46}
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{margin-top:2.5rem}h3{margin:0;font-size:1rem}
small{font-weight:400;opacity:.65}
.satisfied,.seen{color:var(--good)}.broken,.unseen{color:var(--bad)}
.unseen{text-decoration:line-through}
article{border-left:4px solid var(--bad);padding:.25rem 1rem;margin:1rem 0}
article.pending{border-color:var(--line)}
.cause{margin:.25rem 0}
pre{overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere;font-size:13px;opacity:.85}
details{border-top:1px solid var(--line);padding:.5rem 0}summary{cursor:pointer}
table{border-collapse:collapse}th{text-align:left;font-weight:400;padding-right:1rem}
`
