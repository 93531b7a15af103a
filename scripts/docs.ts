// Builds the API reference from the specs: one page for each service under docs/reference, and a page that lists them.
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadApis } from '../packages/codegen/src/load/load-apis.ts'

const root = join(import.meta.dirname, '..')
const out = join(root, 'docs', 'reference')
const apis = await loadApis(join(root, 'specs'))

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const entries: string[] = []
for (const api of apis) {
  for (const service of api.services.filter(({ operations }) => operations.length > 0)) {
    const page = `${service.name}.html`
    const { status, stderr } = spawnSync(
      join(root, 'node_modules/.bin/redocly'),
      ['build-docs', join(root, service.file), '--output', join(out, page)],
      { encoding: 'utf8', env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' } },
    )
    if (status !== 0) {
      console.error(`docs: ${service.file} could not be turned into a page:\n${stderr}`)
      process.exit(1)
    }
    const kind = api.kind === 'provider' ? 'provider' : 'service'
    entries.push(`<li><a href="${page}">${service.title}</a> (${kind}, ${service.operations.length} operations)</li>`)
  }
}
writeFileSync(
  join(out, 'index.html'),
  `<!doctype html><meta charset="utf-8"><title>API reference</title><h1>API reference</h1><ul>\n${entries.join('\n')}\n</ul>\n`,
)
console.log(`docs: ${entries.length} pages in docs/reference; begin with docs/reference/index.html`)
