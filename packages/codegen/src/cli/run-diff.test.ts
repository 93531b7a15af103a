import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { at, withOperation } from '../../test/diff-documents.ts'
import { emptyDocument, onePath, specFolder } from '../../test/spec-folder.ts'
import { runDiff } from './run-diff.ts'

const call = (working: string, ...commandLine: readonly string[]) => {
  const out: string[] = []
  const error: string[] = []
  const terminal = { out: (line: string) => out.push(line), error: (line: string) => error.push(line) }
  const code = runDiff(commandLine, terminal, { working, today: '2026-11-21', colour: false })
  return { code, out: out.join('\n'), error: error.join('\n') }
}

const narrow = at('request-property', { type: 'string', maxLength: 5 })
const wide = at('request-property', { type: 'string', maxLength: 9 })
const folder = () =>
  specFolder({
    'narrow.json': narrow,
    'wide.json': wide,
    'copy.json': wide,
    'words.json': { ...wide, tags: [{ name: 'a' }] },
  })

describe('concord-diff', () => {
  test('tells what breaks, where, and who', () => {
    expect(call(folder(), 'wide.json', 'narrow.json')).toEqual({
      code: 1,
      error: '',
      out: [
        'wide.json → narrow.json',
        '',
        'BREAKING',
        '  POST /things · request body application/json $.value',
        '    Its maxLength was 9 and is 5: a client that sends what was allowed is refused.',
        '    request-bound-tightened  wide.json:1 → narrow.json:1',
        '',
        '1 breaking, 0 warnings, 0 safe. The bump that follows: major.',
      ].join('\n'),
    })
  })

  test.each<[string, readonly string[], number, string]>([
    ['safe', ['narrow.json', 'wide.json'], 0, '0 breaking, 0 warnings, 1 safe. The bump that follows: minor.'],
    ['words', ['wide.json', 'words.json'], 0, 'The bump that follows: patch.'],
    ['nothing', ['wide.json', 'wide.json'], 0, 'Nothing changed.'],
    ['nothing, in another file', ['wide.json', 'copy.json'], 0, 'Nothing changed.'],
    ['bump major', ['wide.json', 'narrow.json', '--bump'], 0, 'major'],
    ['bump none', ['wide.json', 'wide.json', '--bump'], 0, 'none'],
    ['help', ['--help'], 0, 'exit code'],
    ['rules', ['--rules'], 0, '| `operation-removed` | breaking | major | client |'],
    ['github', ['wide.json', 'narrow.json', '--format', 'github'], 1, '::error file=narrow.json,line=1,col='],
    [
      'markdown',
      ['wide.json', 'narrow.json', '--format', 'markdown'],
      1,
      '| breaking | POST /things | request body application/json $.value |',
    ],
  ])('%s', (_, commandLine, code, words) => {
    const result = call(folder(), ...commandLine)
    expect(result.error).toBe('')
    expect(result.code).toBe(code)
    expect(result.out).toContain(words)
  })

  test('json holds everything', () => {
    const { out } = call(folder(), 'wide.json', 'narrow.json', '--format', 'json')
    expect(JSON.parse(out)).toMatchObject({
      old: 'wide.json',
      new: 'narrow.json',
      bump: 'major',
      breaking: true,
      changes: [{ rule: 'request-bound-tightened', breaks: 'client', new: { file: 'narrow.json', line: 1 } }],
      pacts: { total: 0, broken: [] },
    })
  })

  test('--strict takes a warning for a break', () => {
    const root = specFolder({
      'a.json': at('request-body', { type: 'string', pattern: '^a' }),
      'b.json': at('request-body', { type: 'string', pattern: '^b' }),
    })
    expect(call(root, 'a.json', 'b.json').code).toBe(0)
    expect(call(root, 'a.json', 'b.json', '--strict').code).toBe(1)
    expect(call(root, 'a.json', 'b.json', '--strict', '--bump').out).toBe('major')
  })

  test('--changeset writes what `changeset version` reads, once', () => {
    const root = folder()
    const { out, code } = call(root, 'wide.json', 'narrow.json', '--changeset', '@a/sdk,b')
    expect(code).toBe(0)
    const [, path = ''] = /^(\.changeset\/specs-[0-9a-f]{8}\.md): major$/.exec(out) ?? []
    const text = readFileSync(join(root, path), 'utf8')
    expect(text).toContain("---\n'@a/sdk': major\n'b': major\n---\n\nThe specs changed.\n")
    expect(text).toContain(
      '- **breaking** POST /things, request body application/json $.value: Its maxLength was 9 and is 5',
    )
    expect(call(root, 'wide.json', 'narrow.json', '--changeset', '@a/sdk,b').out).toBe(out)
    const same = call(root, 'wide.json', 'wide.json', '--changeset', 'b')
    expect(same.out).toBe('Nothing changed, so there is no changeset to write.')
  })

  test('folders of strangers are compared file by file; a file more is an API more', () => {
    const root = specFolder({
      'old/pets.json': wide,
      'old/part.yaml': 'type: string\n',
      'new/pets.json': narrow,
      'new/shop.json': withOperation({}),
    })
    const { out, code } = call(root, 'old', 'new')
    expect(code).toBe(1)
    expect(out).toContain('Its maxLength was 9 and is 5')
    expect(out).toContain('The API shop with one operation was added')
  })

  test('one file of our own layout is one service, with its provider states in another file', () => {
    const service = (operation: object) => ({
      ...emptyDocument,
      paths: { '/things': { get: { ...onePath['/things'].get, ...operation } } },
    })
    const shared = { ...emptyDocument, 'x-provider-states': { 'a thing': { description: 'One.' } } }
    const asks = { 'x-interactions': { listed: { states: [{ name: 'a thing' }] } } }
    const root = specFolder({
      'old/things.yaml': service(asks),
      'old/common.yaml': shared,
      'new/things.yaml': service({ ...asks, deprecated: true }),
      'new/common.yaml': shared,
    })
    expect(call(root, 'old/things.yaml', 'new/things.yaml').out).toContain('operation-deprecated')
  })
})

describe('git revisions', () => {
  const repository = () => {
    const root = specFolder({
      'specs/things.yaml': { ...emptyDocument, paths: onePath },
      'lone.json': wide,
      'parts/text.json': { type: 'string' },
    })
    const git = (...command: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.test', ...command], {
        cwd: root,
        stdio: 'pipe',
      })
    git('init', '-q', '-b', 'main')
    git('add', '.')
    git('commit', '-q', '-m', 'One.')
    writeFileSync(join(root, 'lone.json'), JSON.stringify(narrow))
    writeFileSync(
      join(root, 'specs/things.yaml'),
      JSON.stringify({
        ...emptyDocument,
        paths: { '/others': { get: { ...onePath['/things'].get, operationId: 'things.others' } } },
      }),
    )
    return root
  }

  test('a file, a folder, and the work tree where the second is left out', () => {
    const root = repository()
    expect(call(root, 'main:lone.json', 'lone.json').out).toContain('main:lone.json:1 → lone.json:1')
    expect(call(root, 'HEAD:specs').out).toContain('GET /things is gone')
    expect(call(root, 'HEAD:', '.').out).toContain('lone.json')
    expect(call(root, 'main:specs', 'HEAD:specs').out).toContain('Nothing changed.')
  })

  test.each([
    ['nowhere:specs', 'this repository has no revision nowhere'],
    ['main:nowhere', 'main has no file or folder nowhere'],
  ])('%s', (given, words) => {
    const { code, error } = call(repository(), given, 'specs')
    expect(code).toBe(2)
    expect(error).toContain(words)
    expect(error).not.toContain('\n    at ')
  })
})

describe('what cannot be compared is said in a sentence', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['no argument', [], /^concord-diff needs an old version/],
    ['three', ['a', 'b', 'c'], /; c is a third\.\n/],
    ['one file', ['wide.json'], /^wide\.json is one version; give a second one/],
    ['an unknown option', ['--fromat', 'json'], /^Unknown option '--fromat'/],
    [
      'an unknown format',
      ['wide.json', 'wide.json', '--format', 'xml'],
      /^There is no format xml; there are text, json/,
    ],
    ['no package', ['wide.json', 'wide.json', '--changeset', ''], /^--changeset needs the names/],
    ['no name of a package', ['wide.json', 'wide.json', '--changeset', 'a b'], /^a b is no name of a package/],
    ['no such file', ['nothing.json', 'wide.json'], /^There is no file or folder nothing\.json/],
    [
      'a revision outside of a repository',
      ['main:specs', 'wide.json'],
      /^main:specs is no file here, and no git revision either/,
    ],
    ['a folder and a file', ['.', 'wide.json'], /is a folder and wide\.json a file/],
    ['a folder without specs', ['none', 'none'], /^none has no OpenAPI document/],
    [
      'broken JSON',
      ['broken.json', 'wide.json'],
      /^broken\.json:1:\d+ #: .*\n\nOne problem in the specs; nothing was compared\.$/,
    ],
    ['another version of OpenAPI', ['swagger.json', 'wide.json'], /Swagger 2\.0 is not supported/],
    ['a reference to nothing', ['dangling.json', 'wide.json'], /refers to something that does not exist/],
  ])('%s', (_, commandLine, words) => {
    const root = specFolder({
      'wide.json': wide,
      'broken.json': '{"openapi":',
      'swagger.json': { swagger: '2.0' },
      'dangling.json': at('request-body', { $ref: '#/components/schemas/Nothing' }),
      'none/notes.txt': '',
    })
    const { code, out, error } = call(root, ...commandLine)
    expect(error).toMatch(words)
    expect(error).not.toContain('\n    at ')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(existsSync(join(root, '.changeset'))).toBe(false)
  })
})
