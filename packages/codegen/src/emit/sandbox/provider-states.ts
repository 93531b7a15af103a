import { headerOf, sourceOf } from '../../header.ts'
import type { ApiModel, Emitter, JsonSchema } from '../../model.ts'

/**
 * The catalogue of provider states as the sandbox serves and checks it: every schema written out, so that it can be
 * read without the specs.
 */
export const emitProviderStates: Emitter = (apis) => {
  const platform = apis.find(({ kind }) => kind === 'platform')
  if (platform === undefined) return []
  const entries = [...platform.providerStates.values()]
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, description, params, returns }) => ({
      name,
      description,
      params: writtenOut(platform, params),
      returns: writtenOut(platform, returns),
    }))
  const content = `${headerOf(sourceOf(platform))}

export interface ProviderStateEntry {
  readonly name: string
  readonly description: string
  /** JSON Schemas by name. */
  readonly params: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly returns: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export const providerStates: readonly ProviderStateEntry[] = ${JSON.stringify(entries, null, 2)}
`
  return [{ path: 'packages/mocks/src/generated/provider-states.ts', content }]
}

function writtenOut(api: ApiModel, schemas: Readonly<Record<string, JsonSchema>>): Record<string, unknown> {
  const names = Object.keys(schemas).toSorted()
  return Object.fromEntries(names.map((name) => [name, resolved(api, schemas[name], [])]))
}

function resolved(api: ApiModel, value: unknown, inside: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(api, item, inside))
  if (typeof value !== 'object' || value === null) return value
  const { $ref, ...rest } = value as { readonly $ref?: unknown; readonly [keyword: string]: unknown }
  const own = Object.fromEntries(Object.entries(rest).map(([keyword, part]) => [keyword, resolved(api, part, inside)]))
  if (typeof $ref !== 'string') return own
  const name = $ref.slice('#/components/schemas/'.length)
  const schema = api.schemas.get(name)?.schema
  if (schema === undefined || inside.includes(name)) {
    throw new Error(
      `A provider state refers to ${$ref}, which cannot be written out: it is ${schema ? 'recursive' : 'unknown'}.`,
    )
  }
  return { ...(resolved(api, schema, [...inside, name]) as object), ...own }
}
