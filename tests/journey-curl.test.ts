// The commands in docs/curl.md, run as they are written, against a real port.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startServer } from '@concord/mocks/server'
import { afterAll, beforeAll, expect, test } from 'vitest'

const guide = readFileSync(join(import.meta.dirname, '../docs/curl.md'), 'utf8')
const script = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block).join('\n')

let server: Awaited<ReturnType<typeof startServer>>
let folder: string
beforeAll(async () => {
  server = await startServer({ port: 0 })
  folder = mkdtempSync(join(tmpdir(), 'concord-curl-'))
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

test('every command of docs/curl.md works, in order, and the journey ends refunded', async () => {
  const commands = `set -euo pipefail\n${script.replaceAll('http://localhost:8000', server.url)}`
  const { stdout } = await promisify(execFile)('bash', ['-c', commands], { cwd: folder, maxBuffer: 64 << 20 })

  expect(stdout).not.toContain('"code":')
  expect(stdout).toContain('"status":"completed"')
  expect(stdout).toContain('"status":"processed"')
  expect(readFileSync(join(folder, 'bees.docx')).subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
})
