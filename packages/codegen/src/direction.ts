import type { ApiModel, JsonSchema } from './model.ts'
import { typeNames } from './names.ts'
import { referencesOf, subschemas } from './references.ts'

/** Which way a value travels: what a server only gives (`readOnly`) is no part of what a client sends, and the reverse. */
export type Direction = 'request' | 'response'

interface DirectedNames {
  readonly response: ReadonlyMap<string, string>
  readonly request: ReadonlyMap<string, string>
}

const namesByApi = new WeakMap<ApiModel, DirectedNames>()

/**
 * What the type of a named schema is called. There are two types, `User` and `UserInput`, only where the two directions
 * differ, in the schema or in anything that it refers to.
 *
 * @example
 * typeNameOf(api, 'User') // 'User'
 * typeNameOf(api, 'User', 'request') // 'User', or 'UserInput' where a property is readOnly or writeOnly
 */
export const typeNameOf = (api: ApiModel, schemaName: string, direction: Direction = 'response'): string =>
  directedNames(api)[direction].get(schemaName) ?? schemaName

/** Names of the schemas whose two directions differ. */
export const directedSchemas = (api: Pick<ApiModel, 'schemas'>): Set<string> => {
  const directed = new Set<string>()
  for (const [name, { schema }] of api.schemas) if (saysDirection(schema)) directed.add(name)
  const references = new Map([...api.schemas].map(([name, { schema }]) => [name, referencesOf(schema)]))
  for (let size = -1; size !== directed.size; ) {
    size = directed.size
    for (const [name, targets] of references)
      if ([...targets].some((target) => directed.has(target))) directed.add(name)
  }
  return directed
}

/** Whether a property may be present in this direction. */
export const travels = (schema: unknown, direction: Direction): boolean =>
  typeof schema !== 'object' ||
  schema === null ||
  !(direction === 'request'
    ? 'readOnly' in schema && schema.readOnly === true
    : 'writeOnly' in schema && schema.writeOnly === true)

const saysDirection = (schema: JsonSchema): boolean => {
  for (const part of subschemas(schema)) if (part.readOnly === true || part.writeOnly === true) return true
  return false
}

const directedNames = (api: ApiModel): DirectedNames => {
  const known = namesByApi.get(api)
  if (known !== undefined) return known
  const response = typeNames(api.schemas.keys())
  const taken = new Set([...response.values()].map((name) => name.toLowerCase()))
  const request = new Map(response)
  for (const schemaName of [...directedSchemas(api)].sort()) {
    const stem = `${response.get(schemaName)}Input`
    let name = stem
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${stem}${count}`
    taken.add(name.toLowerCase())
    request.set(schemaName, name)
  }
  const names = { response, request }
  namesByApi.set(api, names)
  return names
}
