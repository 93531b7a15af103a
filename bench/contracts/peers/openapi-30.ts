type Json = unknown
type JsonObject = Readonly<Record<string, Json>>

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What OpenAPI 3.0 does not know, or what only says more about what stands there anyway. */
const UNKNOWN =
  /^(x-|jsonSchemaDialect$|webhooks$|unevaluatedProperties$|prefixItems$|\$schema$|if$|then$|else$|contentMediaType$|identifier$)/

/**
 * A document of OpenAPI 3.1 in the words of 3.0, for tools that never learned 3.1.
 *
 * @param document with local references only
 * @param keeps which paths to keep
 */
export function openApi30Of(document: JsonObject, keeps: (path: string) => boolean): JsonObject {
  const { paths, ...rest } = document
  const kept = Object.fromEntries(Object.entries(isObject(paths) ? paths : {}).filter(([path]) => keeps(path)))
  const older = inWords30({ ...rest, paths: kept })
  return { ...(isObject(older) ? older : {}), openapi: '3.0.3' }
}

function inWords30(value: Json): Json {
  if (Array.isArray(value)) return value.map(inWords30)
  if (!isObject(value)) return value
  const older: Record<string, Json> = {}
  for (const [name, inner] of Object.entries(value)) {
    if (UNKNOWN.test(name)) continue
    if (name === 'type' && Array.isArray(inner)) {
      const types = inner.filter((type) => type !== 'null')
      if (types.length === 1) older.type = types[0]
      if (inner.includes('null')) older.nullable = true
    } else if ((name === 'oneOf' || name === 'anyOf') && Array.isArray(inner)) {
      const branches = inner.filter((branch) => !(isObject(branch) && branch.type === 'null'))
      older[name] = branches.map(inWords30)
      if (branches.length < inner.length) older.nullable = true
    } else if (name === 'const') older.enum = [inner]
    else if (name === 'exclusiveMinimum' || name === 'exclusiveMaximum') {
      older[name === 'exclusiveMinimum' ? 'minimum' : 'maximum'] = inner
      older[name] = true
    } else if (name === 'examples' && Array.isArray(inner)) {
      older.example = inner[0]
    } else older[name] = inWords30(inner)
  }
  return older
}
