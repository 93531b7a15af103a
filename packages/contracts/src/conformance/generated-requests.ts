import * as fc from 'fast-check'
import type { BackendRequest } from '../backend/backend.ts'
import { bodyText, filled, requestOf, type StateValues } from '../service/request-of.ts'
import type {
  DirectedSchema,
  InteractionContract,
  OperationContract,
  RequestRecipe,
} from '../service/service-contract.ts'
import { brokenBodies, invalidValues } from './invalid-values.ts'
import { type Definitions, validValues } from './valid-values.ts'

/** A request of which one place is wrong, and what is wrong there. */
export interface BrokenRequest {
  readonly recipe: RequestRecipe
  /** The body as it travels, where that is no value at all. */
  readonly rawBody?: { readonly mediaType: string; readonly text: string }
  /** `$.title of the body is null`. */
  readonly fault: string
}

/** True for what a provider state gives: an id, a token. Another value in its place would be another interaction. */
const isPlace = (value: unknown): boolean => typeof value === 'string' && /^\$\{\w+\}$/.test(value)

/**
 * Requests like that of an interaction, with other values wherever the spec allows some; `undefined` when it allows none.
 */
export function validRequests(
  { parameters, body }: OperationContract,
  { request }: InteractionContract,
  definitions: Definitions,
): fc.Arbitrary<RequestRecipe> | undefined {
  const query = parameters.filter((parameter) => parameter.in === 'query')
  const content = jsonContent(body)
  if (query.length === 0 && (content === undefined || request.body === undefined)) return undefined
  const queries = fc.record(
    Object.fromEntries(
      query.map(({ name, schema }) => [
        name,
        isPlace(request.query[name]) ? fc.constant(request.query[name]) : validValues(schema, definitions),
      ]),
    ),
    { requiredKeys: query.filter(({ required }) => required).map(({ name }) => name) },
  )
  const bodies =
    content === undefined || request.body === undefined
      ? fc.constant(request.body)
      : validValues(content.schema, definitions).map((value) => ({
          mediaType: content.mediaType,
          value: withPlaces(value, request.body?.value),
        }))
  return fc.tuple(queries, bodies).map(([chosen, sent]) => ({
    path: request.path,
    query: chosen,
    headers: request.headers,
    ...(sent !== undefined && { body: sent }),
  }))
}

/** A generated value in which everything that a provider state gives is as the state gives it. */
function withPlaces(value: unknown, written: unknown): unknown {
  if (!isObject(value) || !isObject(written)) return value
  const kept = Object.entries(written).filter(([, one]) => isPlace(one) || isObject(one))
  return {
    ...value,
    ...Object.fromEntries(
      kept.flatMap(([name, one]) =>
        isPlace(one) ? [[name, one]] : name in value ? [[name, withPlaces(value[name], one)]] : [],
      ),
    ),
  }
}

/** Every request like that of an interaction in which one place is wrong. */
export function brokenRequests(
  { parameters, body }: OperationContract,
  { request }: InteractionContract,
  definitions: Definitions,
): readonly BrokenRequest[] {
  const found: BrokenRequest[] = []
  for (const { name, in: place, schema, required } of parameters) {
    if (place === 'cookie') continue
    const part = place === 'header' ? 'headers' : place
    for (const { value, because } of invalidValues(schema, definitions, true)) {
      // Without anything in its place it would be another path.
      if (place === 'path' && value === '') continue
      const recipe = { ...request, [part]: { ...request[part], [name]: value } }
      found.push({ recipe, fault: `the ${place} parameter ${name} ${because}` })
    }
    if (!required || place === 'path' || !(name in request[part])) continue
    const { [name]: _gone, ...rest } = request[part]
    found.push({ recipe: { ...request, [part]: rest }, fault: `the ${place} parameter ${name} is missing` })
  }
  const content = jsonContent(body)
  if (content === undefined || request.body === undefined || body === undefined) return found
  const { mediaType } = request.body
  for (const { value, because, place } of brokenBodies(content.schema, definitions, request.body.value)) {
    found.push({ recipe: { ...request, body: { mediaType, value } }, fault: `${place} of the body ${because}` })
  }
  const { body: _body, ...bodiless } = request
  found.push({ recipe: bodiless, rawBody: { mediaType, text: '{"title": ' }, fault: 'the body is no JSON' })
  if (body.required) found.push({ recipe: bodiless, rawBody: { mediaType, text: '' }, fault: 'there is no body' })
  return found
}

/** A broken request as it is sent. */
export function brokenRequestOf(
  operation: OperationContract,
  { recipe, rawBody }: BrokenRequest,
  values: StateValues,
): BackendRequest {
  const request = requestOf(operation, recipe, values)
  if (rawBody === undefined) return request
  return { ...request, headers: { ...request.headers, 'Content-Type': rawBody.mediaType }, body: rawBody.text }
}

/** What was generated, for a report: the parts that are not those of the interaction. */
export function tellRecipe({ query, body }: RequestRecipe, values: StateValues): string {
  const asked = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, String(filled(value, values))]),
  ).toString()
  const sent = body === undefined ? '' : bodyText(body.mediaType, filled(body.value, values))
  return [asked === '' ? '' : `?${asked}`, sent].filter((part) => part !== '').join(' ')
}

function jsonContent(body: OperationContract['body']): { mediaType: string; schema: DirectedSchema } | undefined {
  return body?.contents.find(({ mediaType }) => mediaType.endsWith('json'))
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
