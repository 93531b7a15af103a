import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'
import { isProvider } from './operation.ts'
import { isObject, type JsonObject, objectAt } from './redocly.ts'

export interface ProviderState {
  readonly file: string
  readonly params: JsonObject
  readonly returns: JsonObject
}

/** All specs that stand beside a file: what no rule can see that is shown one document at a time. */
export interface Catalogue {
  /** Provider states of the platform by name; more than one entry is a mistake. */
  readonly states: ReadonlyMap<string, readonly ProviderState[]>
  /** Files of the platform that declare a schema of this name. */
  readonly schemas: ReadonlyMap<string, readonly string[]>
  /** Files that have an operation of this id. */
  readonly operations: ReadonlyMap<string, readonly string[]>
  /** Where the references of all files lead, extensions included. */
  readonly references: ReadonlySet<string>
  /** How `references` calls the place of a JSON pointer. */
  place(file: string, pointer: string): string
  /** Whether a reference, written in `file`, leads anywhere. */
  resolves(file: string, reference: string): boolean
  /** Why a value does not satisfy the schema that stands at a JSON pointer of a file; nothing when it does. */
  complaint(file: string, pointer: string, value: unknown): string | undefined
}

const catalogues = new Map<string, Catalogue>()

/** The catalogue of the folder that holds `common.yaml`, seen from any spec below it. */
export const catalogueOf = (file: string): Catalogue => {
  let folder = dirname(file)
  while (!existsSync(join(folder, 'common.yaml')) && dirname(folder) !== folder) folder = dirname(folder)
  if (dirname(folder) === folder) folder = dirname(file)
  const known = catalogues.get(folder) ?? load(folder)
  catalogues.set(folder, known)
  return known
}

const load = (folder: string): Catalogue => {
  const documents = new Map<string, JsonObject>()
  for (const name of globSync('**/*.yaml', { cwd: folder, exclude: ['**/node_modules'] }).sort()) {
    if (basename(name) === 'redocly.yaml') continue
    const path = join(folder, name)
    // Redocly says what is wrong with a file that does not parse
    const document = attempt(() => parse(readFileSync(path, 'utf8'), { merge: true, maxAliasCount: -1 }))
    if (isObject(document)) documents.set(path, document)
  }
  const ajv = new Ajv2020({ strict: false, allErrors: false })
  addFormats.default(ajv)
  for (const [path, document] of documents) ajv.addSchema(document, pathToFileURL(path).href)

  const states = new Map<string, ProviderState[]>()
  const schemas = new Map<string, string[]>()
  const operations = new Map<string, string[]>()
  for (const [file, document] of documents) {
    for (const item of Object.values(objectAt(document, 'paths'))) {
      for (const operation of Object.values(isObject(item) ? item : {})) {
        if (isObject(operation) && typeof operation.operationId === 'string')
          push(operations, operation.operationId, file)
      }
    }
    if (isProvider(file)) continue
    for (const name of Object.keys(objectAt(objectAt(document, 'components'), 'schemas'))) push(schemas, name, file)
    for (const [name, state] of Object.entries(objectAt(document, 'x-provider-states'))) {
      push(states, name, { file, params: objectAt(state, 'params'), returns: objectAt(state, 'returns') })
    }
  }
  const references = new Set<string>()
  for (const [file, document] of documents) collectReferences(document, file, references)
  const place = (file: string, pointer: string): string => new URL(pointer, pathToFileURL(file)).href
  const compiled = new Map<string, ValidateFunction>()
  return {
    states,
    schemas,
    operations,
    references,
    place,
    resolves: (file, reference) => {
      const url = new URL(reference, pathToFileURL(file))
      const document = [...documents].find(([path]) => pathToFileURL(path).pathname === url.pathname)?.[1]
      return document !== undefined && at(document, decodeURIComponent(url.hash)) !== undefined
    },
    complaint: (file, pointer, value) => {
      const reference = place(file, pointer)
      const validate = compiled.get(reference) ?? attempt(() => ajv.compile({ $ref: reference }))
      // what cannot be compiled has an unresolved reference, which Redocly reports where it stands
      if (!validate) return undefined
      compiled.set(reference, validate)
      if (validate(value)) return undefined
      const error = validate.errors?.[0]
      return `${error?.instancePath.slice(1).replaceAll('/', '.') || 'the value'} ${error?.message ?? 'is not valid'}`
    },
  }
}

const collectReferences = (node: unknown, file: string, found: Set<string>): void => {
  if (Array.isArray(node)) for (const item of node) collectReferences(item, file, found)
  if (!isObject(node)) return
  if (typeof node.$ref === 'string') found.add(new URL(node.$ref, pathToFileURL(file)).href)
  for (const value of Object.values(node)) collectReferences(value, file, found)
}

const attempt = <T>(make: () => T): T | undefined => {
  try {
    return make()
  } catch {
    return undefined
  }
}

const push = <V>(map: Map<string, V[]>, key: string, value: V): void => {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

const at = (document: JsonObject, pointer: string): unknown => {
  let node: unknown = document
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    if (Array.isArray(node)) node = node[Number(key)]
    else node = isObject(node) ? node[key] : undefined
  }
  return node
}
