// concord-diff on our own specs: the guide's example as it stands there, one change at a time, and the time that it takes.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseDiffCommand } from '../packages/codegen/src/cli/diff-arguments.ts'
import { runDiff } from '../packages/codegen/src/cli/run-diff.ts'
import { brokenPacts } from '../packages/codegen/src/diff/broken-pacts.ts'
import { compareApis } from '../packages/codegen/src/diff/compare-apis.ts'
import { operationRules } from '../packages/codegen/src/diff/operation-rules.ts'
import { rulesTable } from '../packages/codegen/src/diff/rules-table.ts'
import { loadApis } from '../packages/codegen/src/load/load-apis.ts'
import { referencesOf } from '../packages/codegen/src/references.ts'

const root = join(import.meta.dirname, '..')
const guide = readFileSync(join(root, 'docs/diff.md'), 'utf8')
const repository = mkdtempSync(join(tmpdir(), 'concord-diff-'))
const specs = join(repository, 'specs')
afterAll(() => rmSync(repository, { recursive: true, force: true }))

const restore = () => cpSync(join(root, 'specs'), specs, { recursive: true })

beforeAll(() => {
  restore()
  const git = (...command: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.test', ...command], {
      cwd: repository,
      stdio: 'pipe',
    })
  git('init', '-q', '-b', 'main')
  git('add', '.')
  git('commit', '-q', '-m', 'The specs.')
})

/** Changes one text of one file; a text that is not there is a test that tests nothing. */
function edit(file: string, from: string | RegExp, to: string): void {
  const path = join(specs, file)
  const text = readFileSync(path, 'utf8')
  const changed = text.replace(from, to)
  if (changed === text) throw new Error(`${file} has no ${from}.`)
  writeFileSync(path, changed)
}

function diff(...commandLine: string[]): { code: number; out: string; error: string } {
  const out: string[] = []
  const error: string[] = []
  const terminal = { out: (line: string) => out.push(line), error: (line: string) => error.push(line) }
  const code = runDiff(commandLine, terminal, { working: repository, today: '2026-11-21', colour: false })
  return { code, out: out.join('\n'), error: error.join('\n') }
}

interface Found {
  readonly code: number
  readonly bump: string
  readonly rules: readonly string[]
  readonly pacts: readonly string[]
}

function found(): Found {
  const { code, out, error } = diff('main:specs', 'specs', '--format', 'json')
  expect(error).toBe('')
  const { bump, changes, pacts } = JSON.parse(out)
  return {
    code,
    bump,
    rules: changes.map(({ rule }: { rule: string }) => rule),
    pacts: pacts.broken.map(({ operation, interaction }: Record<string, string>) => `${operation}: ${interaction}`),
  }
}

const required = /required: \[id, user_id, title, topic,/

describe('the guide', () => {
  test('its example is what the command says', () => {
    restore()
    edit('documents.yaml', required, 'required: [id, user_id, topic,')
    const [, example] = /```text\n([\s\S]*?)\n```/.exec(guide) ?? []
    // Lines and the number of all pacts change with every other change of the specs.
    const plain = (text = '') => text.replace(/(\.yaml):\d+/g, '$1:N').replace(/ of \d+/, ' of N')
    const { code, out, error } = diff('main:specs')
    expect({ code, out: plain(out), error }).toEqual({ code: 1, out: plain(example), error: '' })
  })

  test('every command in it runs', () => {
    restore()
    const commands = [...guide.matchAll(/^npx concord-diff ([^#\n]+)/gm)].map(([, given = '']) =>
      given.trim().split(/\s+/),
    )
    expect(commands.length).toBeGreaterThan(5)
    for (const command of commands) {
      expect(parseDiffCommand(command, false).kind).toBe('diff')
      expect(diff(...command)).toMatchObject({ code: 0, error: '' })
    }
  })

  test('its table is the rules', () => {
    const [, table = ''] = /<!-- rules -->\n([\s\S]*?)\n<!-- \/rules -->/.exec(guide) ?? []
    expect(table.trim()).toBe(rulesTable())
  })
})

describe('one change at a time', () => {
  test.each<[string, string, string | RegExp, string, Found]>([
    [
      'a required field of an answer is optional',
      'documents.yaml',
      required,
      'required: [id, user_id, topic,',
      {
        code: 1,
        bump: 'major',
        rules: ['response-property-became-optional'],
        pacts: [
          'admin.listDocuments: documents',
          'documents.create: draft',
          'documents.list: documents',
          'documents.get: draft',
          'documents.update: renamed',
        ],
      },
    ],
    [
      'a new required field of a request',
      'documents.yaml',
      'required: [title, topic, target_pages, language]',
      'required: [title, topic, target_pages, language, document_type]',
      { code: 1, bump: 'major', rules: ['request-property-became-required'], pacts: [] },
    ],
    [
      'a bound of a request is looser',
      'documents.yaml',
      /(DocumentCreate:[\s\S]*?title: \{[^}]*maxLength: )200/,
      '$1300',
      { code: 0, bump: 'minor', rules: ['request-bound-loosened'], pacts: [] },
    ],
    [
      'an operation is gone',
      'users.yaml',
      /\n {2}\/api\/v1\/users\/me\/activity:\n[\s\S]*?(?=\n {2}\/)/,
      '',
      {
        code: 1,
        bump: 'major',
        rules: ['operation-removed'],
        pacts: expect.arrayContaining([expect.stringMatching(/^users\.\w+: /)]),
      },
    ],
    [
      'other words',
      'documents.yaml',
      'summary: Order a document',
      'summary: Order one document',
      { code: 0, bump: 'patch', rules: ['documentation-changed'], pacts: [] },
    ],
  ])('%s', (_, file, from, to, want) => {
    restore()
    edit(file, from, to)
    expect(found()).toEqual(want)
  })

  test('an error code of another name breaks the pact that asks for it', () => {
    restore()
    edit('auth.yaml', /\bemail_taken\b/g, 'email_in_use')
    const { code, rules, pacts } = found()
    expect({ code, rules }).toMatchObject({ code: 1, rules: expect.arrayContaining(['error-code-renamed']) })
    expect(pacts).toEqual(['auth.register: email_taken'])
  })

  test('nothing', () => {
    restore()
    expect(diff('main:specs')).toEqual({ code: 0, out: 'main:specs → specs\n\nNothing changed.', error: '' })
  })
})

test('the same specs, read twice, are the same, and every pact of one holds in the other', () => {
  for (const [index, old] of loadApis(join(root, 'specs')).entries()) {
    const next = loadApis(join(root, 'specs'), { faces: (name) => name === old.name })[0]
    if (next === undefined) throw new Error(`API ${index} is missing`)
    const comparison = compareApis({ old, new: next }, '2026-11-21')
    expect(comparison.changes).toEqual([])
    // As if something had changed in every operation, so that every pact is looked at.
    const operations = old.services.flatMap((service) => service.operations.map(({ id }) => id))
    const { level, breaks } = operationRules['documentation-changed']
    const change = {
      rule: 'documentation-changed',
      level,
      bump: 'patch' as const,
      breaks,
      operations,
      where: '',
      message: '',
    }
    const report = brokenPacts({ ...comparison, changes: [change] })
    expect(report.broken).toEqual([])
    if (old.kind === 'platform') expect(report.total).toBeGreaterThan(400)
  }
})

test('no field that an answer must have goes without being missed', () => {
  const [old] = loadApis(join(root, 'specs'), { faces: (name) => name === 'platform' })
  if (old === undefined) throw new Error('there is no platform')
  const answered = new Set<string>()
  const collect = (schema: unknown): void => {
    for (const name of referencesOf(schema)) {
      if (answered.has(name)) continue
      answered.add(name)
      collect(old.schemas.get(name)?.schema)
    }
  }
  for (const { operations } of old.services)
    for (const { responses } of operations)
      for (const { contents } of responses) for (const { schema } of contents) collect(schema)
  const unnoticed = [...answered].filter((name) => {
    const model = old.schemas.get(name)
    const [gone, ...required] = Array.isArray(model?.schema.required) ? model.schema.required : []
    if (model === undefined || gone === undefined) return false
    const schemas = new Map(old.schemas).set(name, { ...model, schema: { ...model.schema, required } })
    const { changes } = compareApis({ old, new: { ...old, schemas } }, '2026-11-21')
    return !changes.some(
      ({ rule, schema }) => rule === 'response-property-became-optional' && schema === `${name}.${gone}`,
    )
  })
  expect(answered.size).toBeGreaterThan(40)
  expect(unnoticed).toEqual([])
})

test('the bin is the command, and a process of its own ends with its code', () => {
  restore()
  edit('documents.yaml', required, 'required: [id, user_id, topic,')
  const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  // The script installs first where something is missing, so it is read here and not run.
  const [, file = ''] = /run\('([^']+)'/.exec(readFileSync(join(root, bin['concord-diff']), 'utf8')) ?? []
  const command = ['--conditions=concord-source', join(root, file), 'main:specs', '--format', 'github']
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: repository, encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
  expect(stdout).toMatch(
    /^::error file=specs\/documents\.yaml,line=\d+,col=\d+,title=response-property-became-optional::/,
  )
})
