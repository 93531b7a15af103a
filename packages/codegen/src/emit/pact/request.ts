import type { ApiModel } from '../../model.ts'
import type { Interaction } from './interactions.ts'
import { member } from './matchers.ts'
import { isRecord, snakeCase } from './schema.ts'

interface Generator {
  readonly type: 'ProviderState'
  readonly expression: string
}

/** The request of an interaction in Pact's terms, with a generator wherever a provider state gives the value. */
export function pactRequest(interaction: Interaction, api: ApiModel): Record<string, unknown> {
  const { operation, request, states } = interaction
  const returned = new Set(states.flatMap(({ name }) => Object.keys(api.providerStates.get(name)?.returns ?? {})))
  const injected = (place: string, name: string): boolean =>
    returned.has(name) && !request.written.has(`${place}.${name}`)

  const generators: Record<string, unknown> = {}
  const path = fillPath(operation.path, (name) => encodeURIComponent(String(request.path[name])))
  const expression = fillPath(operation.path, (name) =>
    injected('path', name) ? `\${${name}}` : encodeURIComponent(String(request.path[name])),
  )
  if (expression !== path) generators.path = fromState(expression)

  const query: Record<string, string[]> = {}
  const queryGenerators: Record<string, Generator> = {}
  for (const [name, value] of sorted(request.query)) {
    query[name] = (Array.isArray(value) ? value : [value]).map(String)
    if (injected('query', name)) queryGenerators[name] = fromState(`\${${name}}`)
  }

  const headers: Record<string, string[]> = {}
  const headerGenerators: Record<string, Generator> = {}
  for (const [name, value] of sorted(request.headers)) {
    headers[name] = [value]
    if (request.written.has(`headers.${name}`)) continue
    if (name === 'Authorization' && returned.has('access_token'))
      headerGenerators[name] = fromState(`Bearer \${access_token}`)
    else if (returned.has(snakeCase(name))) headerGenerators[name] = fromState(`\${${snakeCase(name)}}`)
  }
  if (request.body) headers['Content-Type'] = [request.body.mediaType]

  const bodyGenerators: Record<string, Generator> = {}
  if (request.body) collectBody(request.body.value, '$', (name) => injected('body', name), bodyGenerators)
  for (const [part, found] of Object.entries({
    query: queryGenerators,
    header: headerGenerators,
    body: bodyGenerators,
  })) {
    if (Object.keys(found).length > 0) generators[part] = Object.fromEntries(sorted(found))
  }
  return {
    method: operation.method,
    path,
    ...(Object.keys(query).length > 0 && { query }),
    ...(Object.keys(headers).length > 0 && { headers: Object.fromEntries(sorted(headers)) }),
    ...(request.body && { body: pactBody(request.body) }),
    ...(Object.keys(generators).length > 0 && { generators: Object.fromEntries(sorted(generators)) }),
  }
}

function collectBody(
  value: unknown,
  path: string,
  injected: (name: string) => boolean,
  found: Record<string, Generator>,
): void {
  if (!isRecord(value)) return
  for (const [name, inner] of Object.entries(value)) {
    if (injected(name)) found[member(path, name)] = fromState(`\${${name}}`)
    else collectBody(inner, member(path, name), injected, found)
  }
}

function pactBody(body: { readonly mediaType: string; readonly value: unknown }): Record<string, unknown> {
  const content =
    body.mediaType === 'application/x-www-form-urlencoded' && isRecord(body.value)
      ? new URLSearchParams(Object.entries(body.value).map(([name, value]) => [name, String(value)])).toString()
      : body.value
  return { content, contentType: body.mediaType, encoded: false }
}

function fillPath(path: string, value: (name: string) => string): string {
  return path.replace(/\{([^}]+)\}/g, (_, name: string) => value(name))
}

function fromState(expression: string): Generator {
  return { type: 'ProviderState', expression }
}

/** Entries by name, in code-point order. */
export function sorted<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}
