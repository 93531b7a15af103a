import { alternatives, belongs, isRecord, resolve, type Schemas, sample, typesOf } from '../emit/pact/schema.ts'
import type { JsonSchema } from '../model.ts'

/**
 * What a pact checks of a body, as a schema: the required properties that its example holds, in the branches that the example takes.
 * Bounds are not part of it: Pact has no matcher for them.
 *
 * @param exact JSON paths whose value is part of the promise, as in `matchValue`
 */
export function pactView(schema: unknown, example: unknown, schemas: Schemas, exact: ReadonlySet<string>): JsonSchema {
  const view = (declared: unknown, given: unknown, path: string): JsonSchema => {
    if (exact.has(path)) return { const: given }
    const { branches, nullable } = alternatives(resolve(declared, schemas), schemas)
    const value = given ?? branches.map((branch) => sample(branch, schemas)).find((made) => made !== undefined)
    const fitting = branches.filter((branch) => value !== undefined && belongs(value, branch, schemas))
    const chosen = fitting[0] ?? branches[0] ?? {}
    if (Array.isArray(value)) return orNull(viewArray(chosen, value, path), nullable)
    if (isRecord(value)) return orNull(viewObject(chosen, value, path), nullable)
    const scalars = branches.filter((branch) => typesOf(branch).every((type) => type !== 'object' && type !== 'array'))
    const said = scalars.length > 1 ? { anyOf: scalars.map(checked) } : checked(chosen)
    return orNull(said, nullable)
  }

  const viewObject = (branch: JsonSchema, value: Record<string, unknown>, path: string): JsonSchema => {
    const properties = isRecord(branch.properties) ? branch.properties : {}
    const required = (Array.isArray(branch.required) ? branch.required : []).filter((name) => name in value)
    return {
      type: typesOf(branch)[0] ?? 'object',
      properties: Object.fromEntries(
        required.map((name) => [name, view(properties[name], value[name], `${path}.${name}`)]),
      ),
      required,
    }
  }

  const viewArray = (branch: JsonSchema, value: readonly unknown[], path: string): JsonSchema => {
    const item = value[0] ?? sample(branch.items ?? {}, schemas)
    const least = typeof branch.minItems === 'number' ? { minItems: branch.minItems } : {}
    const items = item === undefined ? {} : { items: view(branch.items ?? {}, item, `${path}[*]`) }
    return { type: typesOf(branch)[0] ?? 'array', ...least, ...items }
  }

  return view(schema, example, '$')
}

const matched = ['type', 'const', 'enum', 'pattern', 'format']

const checked = (branch: JsonSchema): JsonSchema =>
  Object.fromEntries(Object.entries(branch).filter(([keyword]) => matched.includes(keyword)))

const orNull = (schema: JsonSchema, nullable: boolean): JsonSchema =>
  nullable ? { anyOf: [schema, { type: 'null' }] } : schema
