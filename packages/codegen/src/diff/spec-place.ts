import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join, posix, relative, resolve } from 'node:path'
import { disk, type SpecFiles } from '../load/spec-files.ts'
import { InputError } from './input-error.ts'

/** Where one version of the specs is: on the disk, or in a commit. */
export interface SpecPlace {
  /** As it was given: `main:specs`. */
  readonly given: string
  readonly isFolder: boolean
  readonly inCommit: boolean
  readonly path: string
  readonly files: SpecFiles
  /** How messages and places call a file. */
  label(absolutePath: string): string
}

/**
 * Finds what an argument names: a file, a folder, or either in a git revision (`main:specs`, `v1.2.0:openapi.yaml`), where the path
 * counts from the root of the repository, as in git.
 *
 * @throws InputError when there is no such thing
 */
export function specPlace(given: string, working = process.cwd()): SpecPlace {
  const path = resolve(working, given)
  if (existsSync(path)) {
    const label = (file: string) => {
      const short = relative(working, file).replaceAll('\\', '/')
      return short.startsWith('../') ? file : short
    }
    return { given, path, isFolder: statSync(path).isDirectory(), inCommit: false, files: disk, label }
  }
  const [, revision, inside] = /^([^:]+):(.*)$/.exec(given) ?? []
  if (revision === undefined || inside === undefined)
    throw new InputError(`There is no file or folder ${given}, and it is no git revision such as main:specs either.`)
  return commitPlace(given, revision, inside, working)
}

function commitPlace(given: string, revision: string, inside: string, working: string): SpecPlace {
  const top = git(working, ['rev-parse', '--show-toplevel'])
  if (top === undefined)
    throw new InputError(`${given} is no file here, and no git revision either: ${working} is not in a git repository.`)
  const root = top.trim()
  const commit = git(root, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`])?.trim()
  if (commit === undefined)
    throw new InputError(
      `${given}: this repository has no revision ${revision}. Fetch it first, or write origin/${revision}.`,
    )
  const wanted = posix.normalize(inside === '' ? '.' : inside).replace(/\/$/, '')
  const kind = wanted === '.' ? 'tree' : git(root, ['cat-file', '-t', `${commit}:${wanted}`])?.trim()
  if (kind !== 'tree' && kind !== 'blob') throw new InputError(`${given}: ${revision} has no file or folder ${wanted}.`)
  const name = (path: string) => relative(root, path).replaceAll('\\', '/')
  return {
    given,
    path: join(root, wanted),
    isFolder: kind === 'tree',
    inCommit: true,
    files: commitFiles(root, commit, name),
    label: (path) => `${revision}:${name(path)}`,
  }
}

/** The files of a commit. Those of one folder are fetched together: a process for each would take longer than the comparison. */
function commitFiles(root: string, commit: string, name: (path: string) => string): SpecFiles {
  const texts = new Map<string, string>()
  const fetch = (names: readonly string[]) => {
    const input = names.map((one) => `${commit}:${one}\n`).join('')
    const { stdout } = spawnSync('git', ['cat-file', '--batch'], { cwd: root, input, maxBuffer: 2 ** 30 })
    let offset = 0
    for (const one of names) {
      const end = stdout.indexOf(10, offset)
      const [, kind, size] = stdout.toString('utf8', offset, end).split(' ')
      const start = end + 1
      offset = start
      if (kind !== 'blob') continue
      offset = start + Number(size) + 1
      texts.set(one, stdout.toString('utf8', start, start + Number(size)))
    }
  }
  return {
    read: (path) => {
      const wanted = name(path)
      if (!texts.has(wanted)) fetch([wanted])
      const text = texts.get(wanted)
      if (text === undefined) throw Object.assign(new Error('not in this revision'), { code: 'ENOENT' })
      return text
    },
    list: (directory) => {
      const folder = name(directory)
      const listed = git(root, ['ls-tree', '--name-only', folder === '' ? commit : `${commit}:${folder}`])
      const found = (listed ?? '').split('\n').filter((one) => one !== '')
      const specs = found.filter((one) => /\.(ya?ml|json)$/.test(one)).map((one) => posix.join(folder, one))
      const missing = specs.filter((one) => !texts.has(one))
      if (missing.length > 0) fetch(missing)
      return found
    },
  }
}

/** What git says; nothing where it refuses. */
function git(working: string, command: readonly string[]): string | undefined {
  const { status, stdout, error } = spawnSync('git', command, { cwd: working, encoding: 'utf8', maxBuffer: 2 ** 30 })
  if (error !== undefined) throw new InputError(`git cannot be run (${'code' in error ? error.code : error.message}).`)
  return status === 0 ? stdout : undefined
}
