// The commands of docs/provider-states.md, run as they are written, answer as the page says.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startServer } from '@concord/mocks/server'
import { afterAll, beforeAll, expect, test } from 'vitest'

const page = readFileSync(join(import.meta.dirname, '../../docs/provider-states.md'), 'utf8')
const blocks = (language: string): string =>
  [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, name, block]) => (name === language ? block : '')).join('')

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer({ port: 0 })
})
afterAll(() => server.close())

/** Where the page leaves something out, anything may stand. */
const asPattern = (line: string): RegExp =>
  new RegExp(
    `^${line
      .split('…')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  )

test('every command answers what the page shows', async () => {
  const script = blocks('sh').replaceAll('http://localhost:8000', server.url)
  const { stdout } = await promisify(execFile)('bash', ['-c', `set -euo pipefail\n${script}`])
  const answers = stdout.trimEnd().split('\n')
  const shown = blocks('').trimEnd().split('\n')
  expect(shown).toHaveLength(8)
  expect(answers).toEqual(shown.map((line) => expect.stringMatching(asPattern(line))))
})
