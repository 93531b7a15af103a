import { type Direction, directedSchemas, typeNameOf } from '../../direction.ts'
import { headerOf, sourceOf } from '../../header.ts'
import { ProblemList } from '../../load/spec-error.ts'
import type { ApiModel, Emitter, SchemaModel } from '../../model.ts'
import { schemaConstantName } from '../../names.ts'
import { referencesOf } from '../../references.ts'
import { zodExpression } from './zod-expression.ts'

/**
 * A Zod schema for each named schema of the platform. They accept what the spec accepts, no more and no less, and change nothing:
 * a default of the spec is not filled in, because on an answer it would hide what the server left out.
 *
 * @throws SpecError where a schema says what Zod cannot
 */
export const emitSchemas: Emitter = (apis) =>
  apis
    .filter(({ kind }) => kind === 'platform')
    .map((api) => ({ path: 'packages/sdk/src/generated/schemas.ts', content: printSchemas(api) }))

interface Entry {
  readonly model: SchemaModel
  readonly direction: Direction
  readonly typeName: string
}

/** The module of one API's Zod schemas; types come from `./types.ts` beside it. */
export const printSchemas = (api: ApiModel): string => {
  const problems = new ProblemList()
  const entries = new Map<string, Entry>()
  const add = (model: SchemaModel, direction: Direction) => {
    const typeName = typeNameOf(api, model.name, direction)
    entries.set(typeName, { model, direction, typeName })
  }
  for (const model of api.schemas.values()) add(model, 'response')
  for (const name of directedSchemas(api)) {
    const model = api.schemas.get(name)
    if (model !== undefined) add(model, 'request')
  }
  const above = new Set<string>()
  const declarations = inOrder(api, entries).map(({ model, direction, typeName }) => {
    const refuse = (message: string) => problems.add(model.location, `In the schema ${model.name} ${message}.`)
    const scope = { api, direction, refuse, isAbove: (name: string) => above.has(name) }
    const code = zodExpression(model.schema, scope)
    above.add(typeName)
    return `export const ${schemaConstantName(typeName)} = ${code} satisfies z.ZodType<${typeName}>`
  })
  problems.throwIfAny()
  const imports = [...entries.keys()].sort().map((name) => `  ${name},\n`)
  return [
    headerOf(sourceOf(api)),
    `import * as z from 'zod'\nimport type {\n${imports.join('')}} from './types.ts'`,
    ...declarations,
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
}

/** What a schema refers to comes first; of a circle, whichever is met first comes last. */
const inOrder = (api: ApiModel, entries: ReadonlyMap<string, Entry>): Entry[] => {
  const order: Entry[] = []
  const met = new Set<string>()
  const visit = (typeName: string): void => {
    const entry = entries.get(typeName)
    if (entry === undefined || met.has(typeName)) return
    met.add(typeName)
    const targets = [...referencesOf(entry.model.schema)].map((name) => typeNameOf(api, name, entry.direction))
    for (const target of targets.sort()) visit(target)
    order.push(entry)
  }
  for (const typeName of [...entries.keys()].sort()) visit(typeName)
  return order
}
