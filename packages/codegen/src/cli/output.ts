import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { GeneratedFile } from '../model.ts'

/** How what is on disk differs from what the specs give; paths are relative to the root and sorted. */
export interface Drift {
  readonly missing: readonly string[]
  readonly changed: readonly string[]
  /** Generated once, by a spec that is no longer there. */
  readonly stale: readonly string[]
}

/** Compares; writes nothing. A file is stale where it is of a kind that was made now (`owns`), but is not among the files. */
export const compare = (root: string, files: readonly GeneratedFile[], owns: readonly RegExp[]): Drift => {
  const wanted = new Map(files.map((file) => [file.path, file.content]))
  const missing: string[] = []
  const changed: string[] = []
  for (const [path, content] of wanted) {
    const absolute = join(root, path)
    if (!existsSync(absolute)) missing.push(path)
    else if (readFileSync(absolute, 'utf8') !== content) changed.push(path)
  }
  const stale = generatedFiles(root).filter((path) => !wanted.has(path) && owns.some((pattern) => pattern.test(path)))
  return { missing: missing.sort(), changed: changed.sort(), stale: stale.sort() }
}

/** Makes the disk as the specs give it. */
export const write = (root: string, files: readonly GeneratedFile[], drift: Drift): void => {
  const touched = new Set([...drift.missing, ...drift.changed])
  for (const { path, content } of files) {
    if (!touched.has(path)) continue
    const absolute = join(root, path)
    mkdirSync(dirname(absolute), { recursive: true })
    writeFileSync(absolute, content)
  }
  for (const path of drift.stale) rmSync(join(root, path))
}

/** Everything in the directories that only generators write to. */
const generatedFiles = (root: string): string[] => {
  const packages = join(root, 'packages')
  if (!existsSync(packages)) return []
  return readdirSync(packages, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => [`packages/${name}/src/generated`, `packages/${name}/pacts`])
    .flatMap((directory) => filesBelow(root, directory))
}

const filesBelow = (root: string, directory: string): string[] => {
  const absolute = join(root, directory)
  if (!existsSync(absolute)) return []
  return readdirSync(absolute, { withFileTypes: true }).flatMap((entry) => {
    const path = `${directory}/${entry.name}`
    return entry.isDirectory() ? filesBelow(root, path) : [path]
  })
}
