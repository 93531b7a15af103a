// Every TypeScript block in the README and the guides compiles, against the packages as they are.
import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const folder = join(import.meta.dirname, 'docs-code')

/** What a reader has of their own. */
const readers = `
import type { Concord as Client } from '@concord/sdk'
import type { DocumentCreate } from '@concord/sdk/types'
import type { SandboxServer } from '@concord/mocks/node'
declare global {
  const concord: Client
  const sandbox: SandboxServer
  const order: DocumentCreate
  const baseUrl: string, token: string, newSecret: string, oldSecret: string, jobId: number
  function show(what: unknown): void
  function render(what: unknown): void
  const expect: typeof import('vitest').expect
  const test: typeof import('vitest').test
}
`

const pages = ['README.md', ...globSync('docs/*.md', { cwd: root })].sort()

beforeAll(() => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'readers.d.ts'), readers)
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.json',
      include: ['*.ts'],
      exclude: [],
      compilerOptions: { noUnusedLocals: false },
    }),
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the TypeScript in the guides compiles', () => {
  let blocks = 0
  for (const page of pages) {
    const text = readFileSync(join(root, page), 'utf8')
    for (const [, code = ''] of text.matchAll(/```ts\n([\s\S]*?)```/g)) {
      blocks += 1
      writeFileSync(join(folder, `${basename(page, '.md').toLowerCase()}-${blocks}.ts`), `${code}\nexport {}\n`)
    }
  }
  expect(blocks).toBeGreaterThan(8)
  let errors = ''
  try {
    execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' })
  } catch (error) {
    errors = (error as { stdout: string }).stdout
  }
  expect(errors).toBe('')
})
