import { SpecError } from '../../load/spec-error.ts'
import type { ApiModel, InteractionModel, OperationModel, ParameterModel, RequestBodyModel } from '../../model.ts'
import { isRecord, type Schemas, sample, snakeCase } from './schema.ts'

/** What a consumer sends, before it is in Pact's terms. */
export interface InteractionRequest {
  readonly path: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>
  readonly body?: { readonly mediaType: string; readonly value: unknown }
  /** `path.document_id`, `body.token`: what is sent as written, whatever a state returns. */
  readonly written: ReadonlySet<string>
}

/** What differs from the success request by the code alone. */
export interface DefaultRule {
  readonly token?: 'none' | 'invalid' | 'expired'
  readonly states?: InteractionModel['states']
  readonly headers?: Readonly<Record<string, string>>
}

interface RequestParts {
  /** The name of the success example whose request this is. */
  readonly example: string
  /** Entries of x-interactions; a later one wins. */
  readonly entries: readonly (InteractionModel | undefined)[]
  readonly rule: DefaultRule | undefined
  readonly states: InteractionModel['states']
}

/** The request of an outcome: the examples of the operation, then what its rule and the entries of x-interactions say. */
export function requestFor(
  operation: OperationModel,
  api: ApiModel,
  { example, entries, rule, states }: RequestParts,
): InteractionRequest {
  const written = new Set<string>()
  const overlay = (place: 'path' | 'query', base: Record<string, unknown>): Record<string, unknown> => {
    for (const entry of entries) {
      for (const [name, value] of Object.entries(entry?.[place] ?? {})) {
        base[name] = value
        written.add(`${place}.${name}`)
      }
    }
    return base
  }
  const headers: Record<string, string> = { ...parameterTexts(operation, api, states), ...rule?.headers }
  if (operation.security.length > 0 && rule?.token !== 'none') headers.Authorization = 'Bearer an.access.token'
  if (rule?.token === 'invalid') {
    headers.Authorization = 'Bearer not-a-token'
    written.add('headers.Authorization')
  }
  for (const entry of entries) {
    for (const [name, value] of Object.entries(entry?.headers ?? {})) {
      headers[name] = value
      written.add(`headers.${name}`)
    }
  }
  const body = bodyFor(operation.requestBody, example, entries, written)
  return {
    path: overlay('path', parameterValues(operation, 'path', api.schemas)),
    query: overlay('query', parameterValues(operation, 'query', api.schemas)),
    headers,
    ...(body && { body }),
    written,
  }
}

function bodyFor(
  requestBody: RequestBodyModel | undefined,
  example: string,
  entries: readonly (InteractionModel | undefined)[],
  written: Set<string>,
): InteractionRequest['body'] {
  if (requestBody === undefined) return undefined
  const content =
    requestBody.contents.find(({ examples }) => examples.some(({ name }) => name === example)) ??
    requestBody.contents.find(({ examples }) => examples.length > 0)
  if (content === undefined) return undefined
  let value = (content.examples.find(({ name }) => name === example) ?? content.examples[0])?.value
  for (const entry of entries) {
    if (entry?.body === undefined) continue
    value = isRecord(value) && isRecord(entry.body) ? { ...value, ...entry.body } : entry.body
    if (isRecord(entry.body)) for (const name of Object.keys(entry.body)) written.add(`body.${name}`)
  }
  return { mediaType: content.mediaType, value }
}

function parameterValues(
  operation: OperationModel,
  place: 'path' | 'query',
  schemas: Schemas,
): Record<string, unknown> {
  return Object.fromEntries(
    operation.parameters
      .filter((parameter) => parameter.in === place && isSent(parameter))
      .map((parameter) => [parameter.name, exampleOf(operation, parameter, schemas)]),
  )
}

/** Required header parameters, and those that a state gives a value; the others are a matter of single interactions. */
function parameterTexts(
  operation: OperationModel,
  api: ApiModel,
  states: InteractionModel['states'],
): Record<string, string> {
  const returned = new Set(states.flatMap(({ name }) => Object.keys(api.providerStates.get(name)?.returns ?? {})))
  return Object.fromEntries(
    operation.parameters
      .filter(
        (parameter) => parameter.in === 'header' && (parameter.required || returned.has(snakeCase(parameter.name))),
      )
      .map((parameter) => [parameter.name, String(exampleOf(operation, parameter, api.schemas))]),
  )
}

function isSent(parameter: ParameterModel): boolean {
  return parameter.required || parameter.example !== undefined
}

function exampleOf(operation: OperationModel, parameter: ParameterModel, schemas: Schemas): unknown {
  const value = parameter.example ?? sample(parameter.schema, schemas)
  if (value !== undefined) return value
  throw wrong(
    operation,
    `The required parameter ${parameter.name} of ${operation.id} has no example, so no request can be written.`,
  )
}

/** A fault of the spec, told where the operation stands. */
export function wrong(operation: OperationModel, message: string): SpecError {
  return new SpecError([{ location: operation.location, message }])
}
