import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyDocument, onePath, specFolder } from '../../test/spec-folder.ts'
import type { Artefact } from '../emitters.ts'
import { artefacts } from '../emitters.ts'
import { run } from './run.ts'

const document = { ...emptyDocument, paths: onePath, components: { schemas: { Thing: { type: 'string' } } } }

/** One artefact is enough to see what the command does with files. */
const namesOnly: Artefact = {
  emit: (apis) =>
    apis.map(({ name, schemas }) => ({
      path: `packages/sdk/src/generated/${name}-names.ts`,
      content: [...schemas.keys()].join('\n'),
    })),
  owns: /^packages\/sdk\/src\/generated\/[a-z]+-names\.ts$/,
}
const names: Readonly<Record<string, Artefact>> = { names: namesOnly }

const call = async (commandLine: readonly string[], chosen = names) => {
  const out: string[] = []
  const error: string[] = []
  const code = await run(commandLine, { out: (line) => out.push(line), error: (line) => error.push(line) }, chosen)
  return { code, out: out.join('\n').replace(/\d+\.\d s/, '0.1 s'), error: error.join('\n') }
}

const workspace = (files: Readonly<Record<string, unknown>> = { 'specs/things.yaml': document }) => {
  const root = specFolder(files)
  return { root, where: ['--specs', join(root, 'specs'), '--out', root] }
}

describe('concord-generate', () => {
  test('writes what the specs give, says what changed, and changes nothing the second time', async () => {
    const { root, where } = workspace()
    const path = join(root, 'packages/sdk/src/generated/platform-names.ts')
    expect(await call(where)).toEqual({
      code: 0,
      out: `created  ${path}\n1 files, 0 of them as they were (0.1 s).`,
      error: '',
    })
    expect(readFileSync(path, 'utf8')).toBe('Thing')
    expect((await call(where)).out).toBe('1 files, 1 of them as they were (0.1 s).')
    writeFileSync(path, 'edited')
    expect((await call(where)).out).toBe(`changed  ${path}\n1 files, 0 of them as they were (0.1 s).`)
  })

  test('removes what no spec gives any more, and nothing that it did not make', async () => {
    const { root, where } = workspace({
      'specs/things.yaml': document,
      'packages/sdk/src/generated/gone-names.ts': '',
      'packages/sdk/src/generated/by-another.ts': '',
    })
    expect((await call(where)).out).toContain(`removed  ${join(root, 'packages/sdk/src/generated/gone-names.ts')}`)
    expect(existsSync(join(root, 'packages/sdk/src/generated/gone-names.ts'))).toBe(false)
    expect(existsSync(join(root, 'packages/sdk/src/generated/by-another.ts'))).toBe(true)
  })

  test('--check writes nothing and lists missing, drifted and stale files', async () => {
    const { root, where } = workspace({
      'specs/things.yaml': document,
      'specs/providers/card.yaml': { ...document, paths: cardPath },
      'packages/sdk/src/generated/card-names.ts': 'edited',
      'packages/sdk/src/generated/gone-names.ts': '',
    })
    expect(await call([...where, '--check'])).toEqual({
      code: 1,
      out: '',
      error: [
        'missing  packages/sdk/src/generated/platform-names.ts',
        'drifted  packages/sdk/src/generated/card-names.ts',
        'stale    packages/sdk/src/generated/gone-names.ts',
        '',
        'The generated files are not what the specs give; run npm run generate and commit.',
      ].join('\n'),
    })
    expect(readFileSync(join(root, 'packages/sdk/src/generated/card-names.ts'), 'utf8')).toBe('edited')
    await call(where)
    expect(await call([...where, '--check'])).toEqual({
      code: 0,
      out: '2 generated files are as the specs give them (0.1 s).',
      error: '',
    })
  })

  test('a broken spec is exit code 1, a list, and no file', async () => {
    const { root, where } = workspace({ 'specs/things.yaml': { ...document, paths: { '/things': { get: {} } } } })
    const { code, error } = await call(where)
    expect(code).toBe(1)
    expect(error).toMatch(
      /things\.yaml:1:\d+ #\/paths\/~1things\/get: GET \/things needs an operationId: things\.verb\.\n/,
    )
    expect(error).toMatch(/\n\n2 problems in the specs; nothing was written\.$/)
    expect(existsSync(join(root, 'packages'))).toBe(false)
  })

  test('sandbox writes the operation table of a stranger, and only that', async () => {
    const root = specFolder({
      'pets.json': {
        ...emptyDocument,
        openapi: '3.0.3',
        paths: { '/pets': { get: { responses: { 200: { description: '' } } } } },
      },
    })
    const out = join(root, 'out')
    const { code } = await call(['sandbox', join(root, 'pets.json'), '--out', out], artefacts)
    expect(code).toBe(0)
    expect(readFileSync(join(out, 'pets.ts'), 'utf8')).toContain("'pets.getPets'")
    expect(existsSync(join(out, 'types.ts'))).toBe(false)
  })

  test('two artefacts with one file are a fault', async () => {
    const { where } = workspace()
    await expect(call(where, { one: namesOnly, two: namesOnly })).rejects.toThrow('Two artefacts write')
  })

  test('--help', async () => {
    expect(await call(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('--specs DIR') })
  })

  test.each([
    [['--chek'], "Unknown option '--chek'"],
    [['--specs'], "Option '--specs <value>' argument missing"],
    [['--only', 'types,tipes'], 'There is no artefact types; there are names.'],
    [['serve'], 'Unknown command serve; the only one is sandbox.'],
    [['sandbox'], 'sandbox needs at least one OpenAPI file.'],
    [['sandbox', 'pets.json'], 'sandbox needs --out DIR.'],
    [['sandbox', 'pets.json', '--out', '.', '--check'], '--check does not go with sandbox.'],
  ])('%j is wrong use: exit code 2 and how to use it', async (commandLine, message) => {
    const { code, error } = await call(commandLine)
    expect(code).toBe(2)
    expect(error.split('\n')[0]).toBe(message)
    expect(error).toContain('concord-generate [--check]')
  })
})

const cardPath = { '/cards': { get: { operationId: 'card.list', responses: { '204': { description: 'Nothing.' } } } } }
