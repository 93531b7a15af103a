import { basename, dirname, join } from 'node:path'
import { loadApis, loadForeign, specFiles } from '../load/load-apis.ts'
import { serviceName } from '../load/service.ts'
import type { ParsedTexts } from '../load/source.ts'
import { SpecError } from '../load/spec-error.ts'
import type { ApiModel } from '../model.ts'
import type { Sides } from './change.ts'
import { InputError } from './input-error.ts'
import { type SpecPlace, specPlace } from './spec-place.ts'

/** Two versions, API by API. What only one side has stands beside an empty API. */
export interface SpecVersions {
  /** How the two are called. */
  readonly old: string
  readonly new: string
  readonly apis: readonly (Sides & { readonly name: string })[]
  /** Where only one service of a folder was asked for. */
  readonly service?: string
}

/**
 * Reads two versions: two files, two folders, each on the disk or in a commit. A folder whose operations are called `service.verb` is
 * read as ours, with providers and vocabulary; any other as a stranger's, every file by itself. What is the same in both is not read.
 *
 * @throws InputError when one of the two is not there, or they are no two of a kind
 * @throws SpecError when a spec cannot be read as it stands
 */
export function readVersions(oldGiven: string, newGiven: string | undefined, working = process.cwd()): SpecVersions {
  const old = specPlace(oldGiven, working)
  if (newGiven === undefined && !old.inCommit)
    throw new InputError(`${oldGiven} is one version; give a second one to compare it with.`)
  const next = specPlace(newGiven ?? old.path, working)
  if (old.isFolder !== next.isFolder) {
    const [folder, file] = old.isFolder ? [old, next] : [next, old]
    throw new InputError(`${folder.given} is a folder and ${file.given} a file; give two folders or two files.`)
  }
  const roots = [ownRoot(old), ownRoot(next)] as const
  const [oldRoot, newRoot] = roots
  const names = { old: old.given, new: newGiven ?? next.label(next.path) }
  if (oldRoot !== undefined && newRoot !== undefined) return { ...names, ...readOwn(old, next, oldRoot, newRoot) }
  return { ...names, apis: old.isFolder ? readFolders(old, next) : [readFiles(old, next)] }
}

const empty = (name: string, kind: ApiModel['kind']): ApiModel => ({
  ...{ name, kind, services: [], schemas: new Map(), providerStates: new Map(), gatewayProblems: [], document: {} },
})

function readOwn(old: SpecPlace, next: SpecPlace, oldRoot: string, newRoot: string): Omit<SpecVersions, 'old' | 'new'> {
  const before = facesOf(old, oldRoot)
  const after = facesOf(next, newRoot)
  const lone = next.isFolder ? undefined : faceOf(next.path)
  const names = [...new Set([...before.keys(), ...after.keys()])]
  const wanted = new Set(names.filter((name) => before.get(name) !== after.get(name) && (lone ?? name) === name))
  const parsed: ParsedTexts = new Map()
  const load = (place: SpecPlace, root: string, faces: ReadonlyMap<string, string>) =>
    [...wanted].some((name) => faces.has(name))
      ? loadApis(root, { files: place.files, label: place.label, parsed, faces: (name) => wanted.has(name) })
      : []
  const [left, right] = [load(old, oldRoot, before), load(next, newRoot, after)]
  const apis = [...wanted].map((name) => {
    const kind = name === 'platform' ? 'platform' : 'provider'
    const find = (loaded: readonly ApiModel[]) => loaded.find((api) => api.name === name) ?? empty(name, kind)
    return { name, old: find(left), new: find(right) }
  })
  return { apis, ...(lone === 'platform' && { service: serviceName(next.path) }) }
}

/** The platform or the provider that a file belongs to. */
const faceOf = (path: string): string => (basename(dirname(path)) === 'providers' ? serviceName(path) : 'platform')

/** The root of our layout that a folder is, or a file belongs to. */
function ownRoot(place: SpecPlace): string | undefined {
  const around = place.isFolder ? place.path : dirname(place.path)
  const root = !place.isFolder && ['ai', 'providers'].includes(basename(around)) ? dirname(around) : around
  const files = place.isFolder
    ? [root, join(root, 'providers')].flatMap((one) => specFiles(one, place.files))
    : [place.path]
  return files.some((file) => isOurs(file, textOf(place, file))) ? root : undefined
}

/** Every operation of ours is called after its file. */
const isOurs = (file: string, text: string): boolean =>
  new RegExp(`operationId["']?:\\s*["']?${serviceName(file)}\\.[a-z]`).test(text)

function textOf(place: SpecPlace, file: string): string {
  try {
    return place.files.read(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const location = { file: place.label(file), line: 1, column: 1, pointer: '' }
    throw new SpecError([{ location, message: `The file cannot be read (${code}).` }])
  }
}

/** Faces with everything that is written for them: same text, same API. */
function facesOf(place: SpecPlace, root: string): Map<string, string> {
  const texts = (files: readonly string[]) =>
    files.map((file) => `${basename(file)}\0${textOf(place, file)}`).join('\0')
  const platform = texts([root, join(root, 'ai')].flatMap((one) => specFiles(one, place.files)))
  const faces = new Map(platform === '' ? [] : [['platform', platform]])
  for (const file of specFiles(join(root, 'providers'), place.files)) {
    const own = texts([file])
    // What refers to another file changes with it.
    faces.set(serviceName(file), /\$ref["']?:\s*["']?[^#"'\s]/.test(own) ? `${own}\0${platform}` : own)
  }
  return faces
}

function readFiles(old: SpecPlace, next: SpecPlace): SpecVersions['apis'][number] {
  const parsed: ParsedTexts = new Map()
  const load = ({ path, files, label }: SpecPlace) => loadForeign([path], { files, label, parsed })
  return { name: basename(next.path), old: load(old), new: load(next) }
}

/** A stranger's folder: files of one name are two versions of one API. Files that are no OpenAPI documents are what others refer to. */
function readFolders(old: SpecPlace, next: SpecPlace): SpecVersions['apis'] {
  const documents = (place: SpecPlace) =>
    new Map(
      specFiles(place.path, place.files)
        .filter((file) => /^\s*["']?(openapi|swagger)["']?\s*:|\{\s*"openapi"/m.test(textOf(place, file)))
        .map((file) => [basename(file), file]),
    )
  const before = documents(old)
  const after = documents(next)
  for (const [place, found] of [
    [old, before],
    [next, after],
  ] as const)
    if (found.size === 0) throw new InputError(`${place.given} has no OpenAPI document (.yaml, .yml or .json) in it.`)
  const parsed: ParsedTexts = new Map()
  const load = ({ files, label }: SpecPlace, path: string | undefined) =>
    path === undefined ? undefined : loadForeign([path], { files, label, parsed })
  return [...new Set([...before.keys(), ...after.keys()])].sort().map((name) => ({
    name,
    old: load(old, before.get(name)) ?? empty(name, 'foreign'),
    new: load(next, after.get(name)) ?? empty(name, 'foreign'),
  }))
}
