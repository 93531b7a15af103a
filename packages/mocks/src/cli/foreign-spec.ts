import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Face, Service } from '../engine/face.ts'
import type { OperationEntry, ProblemTable } from '../engine/operation-table.ts'

/** A stranger's spec cannot be served. The message is the generator's own: file, line and a sentence. */
export class SpecRefused extends Error {
  override readonly name = 'SpecRefused'
}

/**
 * Makes a face of OpenAPI files that nobody wrote for Concord: generated into a temporary folder, then loaded. Resources are kept where
 * the paths look like CRUD; everything else answers with its example. A bearer token of any kind satisfies its security.
 *
 * @throws SpecRefused when a file is missing or is no OpenAPI document
 */
export async function foreignFace(files: readonly string[]): Promise<Face> {
  const paths = files.map((file) => resolve(file))
  for (const [index, path] of paths.entries()) {
    if (!existsSync(path)) throw new SpecRefused(`There is no file ${files[index]}.`)
  }
  const folder = await mkdtemp(join(tmpdir(), 'concord-spec-'))
  try {
    await generate(paths, folder)
    return { name: 'foreign', prefix: '', services: await servicesIn(folder), authenticate: anybody }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What a request that breaks a spec is told where the spec has no words for it. */
export const foreignProblems: ProblemTable = {
  validation_failed: {
    status: 422,
    body: {
      type: '/problems/validation_failed',
      title: 'Request not valid',
      status: 422,
      detail: 'The request does not satisfy the spec.',
      code: 'validation_failed',
    },
  },
}

const anybody: Face['authenticate'] = () => ({ userId: 1, role: 'user', claims: {} })

async function servicesIn(folder: string): Promise<readonly Service[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  const loaded = names.toSorted().map(async (name): Promise<Service | undefined> => {
    const module: object = await import(pathToFileURL(join(folder, name)).href)
    const operations = 'operations' in module ? module.operations : undefined
    if (!Array.isArray(operations)) return undefined
    return { name: basename(name, '.ts'), operations: operations as readonly OperationEntry[] }
  })
  return (await Promise.all(loaded)).filter((service) => service !== undefined)
}

async function generate(files: readonly string[], folder: string): Promise<void> {
  const [command, ...first] = generator()
  const child = spawn(command, [...first, 'sandbox', ...files, '--out', folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let words = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words += text
  })
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done))
  if (code !== 0) throw new SpecRefused(words.trim() || `The generator ended with ${code} and said nothing.`)
}

/** The generator is a tool of its own; this package knows it only by its command. */
function generator(): readonly [string, ...string[]] {
  let manifest: string
  try {
    manifest = createRequire(import.meta.url).resolve('@concord/codegen/package.json')
  } catch {
    throw new SpecRefused('--spec needs the generator. Install it beside this package: npm install @concord/codegen')
  }
  const folder = dirname(manifest)
  const source = join(folder, 'src/cli/concord-generate.ts')
  const flags = ['--conditions=concord-source', '--disable-warning=ExperimentalWarning']
  if (existsSync(source)) return [process.execPath, ...flags, source]
  return [process.execPath, join(folder, 'dist/cli/concord-generate.js')]
}
