import type { BackendRequest } from '../backend/backend.ts'
import type { OperationContract, RequestRecipe } from './service-contract.ts'

/** By name, what provider states returned. */
export type StateValues = Readonly<Record<string, unknown>>

/**
 * The request that a recipe asks for, with the values of the provider states in their places.
 *
 * @example
 * await backend.send(requestOf(operation, interaction.request, await states.setUp(interaction.states)))
 */
export function requestOf(
  { method, path }: Pick<OperationContract, 'method' | 'path'>,
  recipe: RequestRecipe,
  values: StateValues,
): BackendRequest {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(recipe.headers)) headers[name] = String(filled(value, values))
  const { body } = recipe
  if (body !== undefined) headers['Content-Type'] = body.mediaType
  return {
    method,
    path: path.replace(/\{([^}]+)\}/g, (_, name: string) =>
      encodeURIComponent(String(filled(recipe.path[name], values))),
    ),
    query: Object.entries(recipe.query).flatMap(([name, value]) =>
      listOf(filled(value, values)).map((one) => [name, String(one)] as const),
    ),
    headers,
    ...(body !== undefined && { body: bodyText(body.mediaType, filled(body.value, values)) }),
  }
}

/**
 * A text or structure with the values in their places; a text that is nothing but a place becomes the value itself.
 *
 * @param inText how a value is written inside of a longer text
 *
 * @example
 * filled({ id: '${document_id}' }, { document_id: 42 }) // { id: 42 }
 */
export function filled(written: unknown, values: StateValues, inText: (value: unknown) => string = String): unknown {
  if (Array.isArray(written)) return written.map((item) => filled(item, values, inText))
  if (typeof written === 'object' && written !== null) {
    return Object.fromEntries(Object.entries(written).map(([name, value]) => [name, filled(value, values, inText)]))
  }
  if (typeof written !== 'string') return written
  const whole = /^\$\{(\w+)\}$/.exec(written)?.[1]
  if (whole !== undefined) return values[whole]
  return written.replace(/\$\{(\w+)\}/g, (_, name: string) => inText(values[name]))
}

/** A body in the notation of its media type. */
export function bodyText(mediaType: string, value: unknown): string {
  if (mediaType === 'application/x-www-form-urlencoded' && typeof value === 'object' && value !== null) {
    return new URLSearchParams(Object.entries(value).map(([name, one]) => [name, String(one)])).toString()
  }
  return typeof value === 'string' && !mediaType.endsWith('json') ? value : JSON.stringify(value)
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])
