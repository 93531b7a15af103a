import type { ApiModel, Emitter, JsonSchema, OperationModel, ResponseModel, ServiceModel } from '../../model.ts'
import { writeJson } from '../json-text.ts'
import { type Interaction, interactionsOf } from '../pact/interactions.ts'
import { messagesOf } from '../pact/messages.ts'
import { sorted } from '../pact/request.ts'
import { isRecord, snakeCase } from '../pact/schema.ts'
import { directedSchema, type Strictness } from '../sandbox/directed-schema.ts'

const FOLDER = 'packages/contracts/services'

/**
 * What the verifier knows of a service beside its pact, as data: operations, closed schemas of their answers, who may call them, and for
 * each interaction the request that leads to it. `${name}` stands in a request for a value that a provider state returns.
 *
 * @throws SpecError when a documented outcome can be reached by no rule (docs/specs.md, "Default interactions")
 *
 * @example
 * const files = await emitServiceContracts(await loadApis('specs')) // packages/contracts/services/documents.json, …
 */
export const emitServiceContracts: Emitter = (apis) =>
  apis
    .filter(({ kind }) => kind === 'platform')
    .flatMap((api) =>
      api.services
        .filter(({ operations }) => operations.length > 0)
        .map((service) => ({
          path: `${FOLDER}/${service.name}.json`,
          content: writeJson(serviceContract(service, api)),
        })),
    )

function serviceContract(service: ServiceModel, api: ApiModel): unknown {
  const operations = [...service.operations]
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .map((operation) => operationContract(operation, api))
  const messages = messagesOf(service, api)
    .filter(({ type }) => type === 'frame')
    .map(({ operation, value, states, socket }) => ({
      operation,
      type: isRecord(value) ? value.type : undefined,
      states,
      socket,
    }))
  return {
    service: service.name,
    source: service.file,
    operations,
    ...(messages.length > 0 && { messages }),
    gateway: api.gatewayProblems.map(({ name, value }) => ({
      status: isRecord(value) ? value.status : undefined,
      code: name,
    })),
    schemas: schemasFor(operations, api),
    states: Object.fromEntries(
      sorted(Object.fromEntries(api.providerStates)).map(([name, { params, returns }]) => [
        name,
        { params: Object.keys(params).sort(), returns: Object.keys(returns).sort() },
      ]),
    ),
  }
}

function operationContract(operation: OperationModel, api: ApiModel): unknown {
  const directed = (schema: JsonSchema, strictness: Strictness) => directedSchema(schema, strictness, api)
  const { id, method, path, location, access, idempotent, pagination, rateLimit, requestBody, messages } = operation
  return {
    id,
    method,
    path,
    line: location.line,
    secured: operation.security.length > 0,
    ...(access && { access }),
    ...(idempotent && { idempotent }),
    ...(pagination && { pagination }),
    ...(rateLimit && { rateLimit }),
    parameters: operation.parameters.map(({ name, in: place, required, style, explode, schema }) => ({
      name,
      in: place,
      required,
      style,
      explode,
      schema: directed(schema, 'request'),
    })),
    ...(requestBody && {
      body: {
        required: requestBody.required,
        contents: requestBody.contents.map(({ mediaType, schema }) => ({
          mediaType,
          schema: directed(schema, 'request'),
        })),
      },
    }),
    responses: operation.responses.map((response) => responseContract(response, api)),
    ...(messages && {
      socket: {
        server: messages.server.map((schema) => directed(schema, 'reply')),
        client: messages.client.map((schema) => directed(schema, 'request')),
        close: Object.fromEntries(messages.close),
      },
    }),
    interactions: interactionsOf(operation, api).map((interaction) => interactionContract(interaction, api)),
  }
}

function responseContract({ status, headers, contents, codes }: ResponseModel, api: ApiModel): unknown {
  return {
    status,
    headers: headers.map(({ name, required, schema }) => ({
      name,
      required,
      schema: directedSchema(schema, 'request', api),
    })),
    contents: contents.map(({ mediaType, schema }) => ({ mediaType, schema: directedSchema(schema, 'reply', api) })),
    codes,
  }
}

function interactionContract(interaction: Interaction, api: ApiModel): unknown {
  const { name, status, or, problem, states, request, operation } = interaction
  const returned = new Set(states.flatMap((state) => Object.keys(api.providerStates.get(state.name)?.returns ?? {})))
  const place = (part: string, field: string, key: string, value: unknown): unknown => {
    if (request.written.has(`${part}.${field}`) || !returned.has(key)) return withoutPlaces(value, operation)
    return key === 'access_token' && part === 'headers' ? `Bearer \${access_token}` : `\${${key}}`
  }
  const filled = (part: string, values: Readonly<Record<string, unknown>>, key = (field: string) => field) =>
    Object.fromEntries(sorted(values).map(([field, value]) => [field, place(part, field, key(field), value)]))
  const body = request.body && {
    mediaType: request.body.mediaType,
    value: placesInside(request.body.value, (field, value) => place('body', field, field, value)),
  }
  return {
    name,
    status,
    ...(or.length > 0 && { or }),
    ...(problem && { problem }),
    states,
    request: {
      path: filled('path', request.path),
      query: filled('query', request.query),
      headers: filled('headers', request.headers, (field) =>
        field === 'Authorization' ? 'access_token' : snakeCase(field),
      ),
      ...(body && { body }),
    },
  }
}

function placesInside(value: unknown, place: (field: string, value: unknown) => unknown): unknown {
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [
      field,
      isRecord(inner) ? placesInside(inner, place) : place(field, inner),
    ]),
  )
}

/** Only what a state returns may be written as a place. */
function withoutPlaces(value: unknown, { id }: OperationModel): unknown {
  if (typeof value === 'string' && /\$\{\w+\}/.test(value)) {
    throw new Error(`An example of ${id} holds "${value}", which reads like a value that a provider state returns.`)
  }
  return value
}

/** The schemas to which the operations refer, directly or not, in the direction in which they do. */
function schemasFor(operations: readonly unknown[], api: ApiModel): unknown {
  const found: Record<Strictness, Record<string, unknown>> = { request: {}, reply: {} }
  const visit = (value: unknown, strictness: Strictness): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, strictness)
    if (!isRecord(value)) return
    const { $ref: key } = value
    if (typeof key === 'string' && found[strictness][key] === undefined) {
      const name = decodeURIComponent(key.replace(/^schema:/, '').replace(/\+part$/, ''))
      const model = api.schemas.get(name)
      if (model === undefined) throw new Error(`No schema is called ${name}.`)
      const directed = directedSchema(model.schema, strictness, api, key.endsWith('+part') ? 'part' : 'value')
      found[strictness][key] = directed
      visit(directed, strictness)
    }
    for (const inner of Object.values(value)) visit(inner, strictness)
  }
  for (const operation of operations) {
    if (!isRecord(operation)) continue
    const { parameters, body, responses, socket } = operation
    visit([parameters, body, isRecord(socket) ? socket.client : undefined], 'request')
    for (const response of Array.isArray(responses) ? responses : []) {
      if (!isRecord(response)) continue
      visit(response.headers, 'request')
      visit(response.contents, 'reply')
    }
    if (isRecord(socket)) visit(socket.server, 'reply')
  }
  return {
    request: Object.fromEntries(sorted(found.request)),
    reply: Object.fromEntries(sorted(found.reply)),
  }
}
