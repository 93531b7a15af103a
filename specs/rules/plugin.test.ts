import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { bees, type Draft } from './cases/bees.ts'
import { list } from './cases/case.ts'
import { examples } from './cases/examples.ts'
import { interactions } from './cases/interactions.ts'
import { operations } from './cases/operations.ts'
import { responses } from './cases/responses.ts'
import { schemas } from './cases/schemas.ts'

const cases = [...operations, ...responses, ...examples, ...interactions, ...schemas]

const folder = mkdtempSync(join(tmpdir(), 'concord-lint-'))
let messages: ReadonlyMap<string, readonly string[]>

const write = (path: string, breaks: (spec: Draft) => void): string => {
  const spec = bees()
  breaks(spec)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, stringify(spec, { aliasDuplicateObjects: false }))
  return path
}

const common = join(import.meta.dirname, '..', 'common.yaml')
const prepared = (name: string): string => {
  mkdirSync(join(folder, name), { recursive: true })
  cpSync(common, join(folder, name, 'common.yaml'))
  return join(folder, name)
}

/** One run over all files, because starting Redocly takes longer than checking. */
beforeAll(() => {
  const files = cases.map(({ breaks, beside = {}, file = 'bees.yaml' }, index) => {
    const home = prepared(`case-${index}`)
    for (const [name, change] of Object.entries(beside)) write(join(home, name), change)
    return write(join(home, file), breaks)
  })
  files.push(write(join(prepared('faultless'), 'bees.yaml'), () => {}))
  files.push(
    write(join(prepared('vendor'), 'providers', 'bees.yaml'), (spec) => {
      spec.paths = { '/V1/beeHives': { get: spec.paths[list].get } }
      spec.security = []
      delete spec.components.securitySchemes
      delete spec.components.parameters
      delete spec.components.schemas.BeeCreate
      spec.components.schemas.Bee.properties.hive_id = { type: 'integer' }
      const { get } = spec.paths['/V1/beeHives']
      delete get['x-pagination']
      get.responses = {
        '200': { ...get.responses['200'], headers: {} },
        '402': {
          description: 'As the vendor says it.',
          content: { 'application/json': { schema: { type: 'object' } } },
        },
      }
    }),
  )
  messages = lint(files)
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lint = (files: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const root = join(import.meta.dirname, '..', '..')
  const cli = join(root, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js')
  let output: string
  try {
    output = execFileSync(
      process.execPath,
      [cli, 'lint', '--config', join(root, 'specs', 'redocly.yaml'), '--format=json', '--max-problems=1000', ...files],
      {
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
      },
    )
  } catch (error) {
    // it exits with 1 when it has found something
    output = (error as { stdout: string }).stdout
  }
  // one JSON document for each file, in their order
  const reports = output.split(/(?<=^\})\s*(?=\{)/m).map((text) => JSON.parse(text))
  expect(reports).toHaveLength(files.length)
  return new Map(
    files.map((file, index) => [
      file,
      reports[index].problems.map((found: { ruleId: string; message: string }) => `${found.ruleId}: ${found.message}`),
    ]),
  )
}

const said = (name: string, file = 'bees.yaml'): readonly string[] =>
  messages.get(join(folder, name, file)) ?? ['not linted']

describe('the lint of the specs', () => {
  it('has nothing against a spec without a fault', () => {
    expect(said('faultless')).toEqual([])
  })

  it("leaves a provider's paths, errors and headers to its vendor", () => {
    expect(said('vendor', 'providers/bees.yaml').filter((message) => message.startsWith('concord/'))).toEqual([])
  })

  it.each(cases.map((given, index) => ({ ...given, index })))('$rule: $given', ({ rule, want, index, file }) => {
    const ours = said(`case-${index}`, file).filter((message) => message.startsWith(`${rule}: `))
    if (want === undefined) expect(ours).toEqual([])
    else expect(ours.join('\n')).toContain(want)
  })
})
