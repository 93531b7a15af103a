import { dirname, join, relative, resolve } from 'node:path'
import type { ApiModel } from '../model.ts'
import type { LoadContext } from './context.ts'
import { mergeFace } from './face.ts'
import { Resolver } from './resolver.ts'
import { type LoadedService, loadService, serviceName } from './service.ts'
import { type ParsedTexts, Sources } from './source.ts'
import { ProblemList, SpecError } from './spec-error.ts'
import { disk, type SpecFiles } from './spec-files.ts'

/** What a caller may know better than the loader; a command that reads one set of specs needs none of it. */
export interface LoadOptions {
  /** Where the files are read from, in place of the disk. */
  readonly files?: SpecFiles
  /** Texts that another load has parsed already. */
  readonly parsed?: ParsedTexts
  /** How messages and places call a file. */
  readonly label?: (absolutePath: string) => string
  /** Which faces are wanted: `platform`, or a provider's name. */
  readonly faces?: (name: string) => boolean
}

/**
 * Reads the specs of a workspace: the platform (`specs/*.yaml` and `specs/ai/*.yaml` together) and every provider
 * (`specs/providers/*.yaml`, each alone).
 *
 * @param specsDirectory - where the specs stand; messages and headers call files relative to its parent
 * @returns the platform first, then the providers by name
 * @throws SpecError with everything that is wrong
 * @example
 * const [platform, ...providers] = loadApis('specs')
 */
export const loadApis = (specsDirectory: string, options: LoadOptions = {}): ApiModel[] => {
  const root = resolve(specsDirectory)
  const problems = new ProblemList()
  const { files = disk, faces = () => true } = options
  const label = options.label ?? ((path: string) => relative(dirname(root), path).replaceAll('\\', '/'))
  const platform = [root, join(root, 'ai')].flatMap((directory) => specFiles(directory, files))
  const providers = specFiles(join(root, 'providers'), files)
  if (platform.length + providers.length === 0) {
    problems.add({ file: label(root), line: 1, column: 1, pointer: '' }, 'There is no spec in this directory.')
    problems.throwIfAny()
  }
  const sources = new Sources(label, problems, files, options.parsed)
  const apis = [
    ...(platform.length > 0 && faces('platform')
      ? [loadFace('platform', 'platform', platform, sources, problems)]
      : []),
    ...providers
      .filter((file) => faces(serviceName(file)))
      .map((file) => loadFace('provider', serviceName(file), [file], sources, problems)),
  ]
  problems.throwIfAny()
  return apis
}

/**
 * Reads a stranger's OpenAPI 3.0 or 3.1 document, in one file or several: no vocabulary of ours is expected, and missing
 * operationIds are made up from method and path.
 *
 * @throws SpecError with everything that is wrong
 * @example
 * const petstore = loadForeign(['petstore.json'])
 */
export const loadForeign = (files: readonly string[], options: LoadOptions = {}): ApiModel => {
  const problems = new ProblemList()
  const working = process.cwd()
  const shortened = (path: string) => {
    const short = relative(working, path).replaceAll('\\', '/')
    return short.startsWith('../') ? path : short
  }
  const paths = files.map((file) => resolve(file)).sort()
  const [first] = paths
  if (first === undefined) throw new RangeError('loadForeign needs at least one file.')
  const sources = new Sources(options.label ?? shortened, problems, options.files, options.parsed)
  const api = loadFace('foreign', serviceName(first), paths, sources, problems)
  problems.throwIfAny()
  return api
}

const loadFace = (
  kind: ApiModel['kind'],
  name: string,
  files: readonly string[],
  sources: Sources,
  problems: ProblemList,
): ApiModel => {
  const context: LoadContext = { kind, problems, resolver: new Resolver(sources, problems) }
  const loaded = files.flatMap((file): LoadedService[] => {
    try {
      const service = loadService(context, sources.read(file))
      return service === undefined ? [] : [service]
    } catch (error) {
      if (!(error instanceof SpecError)) throw error
      for (const problem of error.problems) problems.add(problem.location, problem.message)
      return []
    }
  })
  const names = new Map<string, string>()
  for (const { model, source } of loaded) {
    const other = names.get(model.name)
    if (other !== undefined)
      problems.add(source.locate(''), `Two files make the service ${model.name}: this one and ${other}.`)
    names.set(model.name, source.label)
  }
  return mergeFace(context, name, loaded)
}

/** The linter's own configuration lives beside the specs. */
const notSpecs: ReadonlySet<string> = new Set(['redocly.yaml', '.redocly.yaml'])

/** The specs of one folder, sorted, the folders below it left out. */
export const specFiles = (directory: string, files: SpecFiles = disk): string[] =>
  files
    .list(directory)
    .filter((file) => /\.(ya?ml|json)$/.test(file) && !notSpecs.has(file))
    .sort()
    .map((file) => join(directory, file))
