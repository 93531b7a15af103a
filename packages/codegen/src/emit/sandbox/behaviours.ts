import type { ApiModel, JsonSchema, OperationModel, ParameterModel, ResponseModel, ServiceModel } from '../../model.ts'
import { behavioursTypeName, operationTypeName, propertyKey, quote } from '../../names.ts'
import { dereference } from '../../references.ts'
import { isBinary, printType, typeReferences } from '../../schema-type.ts'
import { isJson } from './operation.ts'

/** The types of a service's behaviours: what each operation is called with, and what it may answer. */
export function behavioursOf(
  api: ApiModel,
  service: ServiceModel,
): { readonly code: string; readonly imports: ReadonlySet<string> } {
  const imports = new Set<string>()
  const print = (schema: JsonSchema, direction: 'request' | 'response') => {
    for (const name of typeReferences(schema, api, direction)) imports.add(name)
    return printType(schema, api, direction)
  }
  const plain = service.operations.filter(({ messages }) => messages === undefined)
  const lines = plain.map((operation) => {
    const call = `Call<${requestType(api, operation, print)}, ${repliesType(operation, print)}>`
    return `  /** ${operation.summary || operation.id} */\n  readonly ${quote(operation.id)}?: (call: ${call}) => SandboxReply | Promise<SandboxReply>`
  })
  const messages = service.operations.flatMap((operation) => messageTypes(operation, print))
  const declaration = [
    `/** What the service ${service.name} does beyond CRUD. */`,
    `export type ${behavioursTypeName(service.name)} = {`,
    ...lines,
    '}',
  ]
  return { code: [...messages, declaration.join('\n')].join('\n\n'), imports }
}

type Print = (schema: JsonSchema, direction: 'request' | 'response') => string

function requestType(api: ApiModel, operation: OperationModel, print: Print): string {
  const place = (name: ParameterModel['in']) =>
    parametersType(
      api,
      operation.parameters.filter((parameter) => parameter.in === name),
      print,
    )
  return `{ path: ${place('path')}; query: ${place('query')}; headers: ${place('header')}; body: ${bodyType(operation, print)} }`
}

/** A parameter with a default is always there. */
function parametersType(api: ApiModel, parameters: readonly ParameterModel[], print: Print): string {
  if (parameters.length === 0) return 'object'
  const members = parameters.map(({ name, required, schema }) => {
    const always = required || 'default' in dereference(schema, api)
    return `${propertyKey(name)}${always ? '' : '?'}: ${print(schema, 'request')}`
  })
  return `{ ${members.join('; ')} }`
}

function bodyType({ requestBody }: OperationModel, print: Print): string {
  if (requestBody === undefined) return 'undefined'
  const types = requestBody.contents.map(({ mediaType, schema }) => {
    if (isJson(mediaType) || mediaType === 'application/x-www-form-urlencoded') return print(schema, 'request')
    return mediaType.startsWith('text/') ? 'string' : 'Uint8Array | string'
  })
  return [...new Set(requestBody.required ? types : [...types, 'undefined'])].join(' | ')
}

function repliesType({ responses }: OperationModel, print: Print): string {
  const members = responses.flatMap((response) =>
    /^\d+$/.test(response.status) && !isProblem(response) ? [`${response.status}: ${replyType(response, print)}`] : [],
  )
  return `{ ${members.join('; ')} }`
}

/** Those are thrown, by their code. */
const isProblem = ({ status, contents }: ResponseModel): boolean =>
  /^[45]/.test(status) && contents.every(({ mediaType }) => mediaType === 'application/problem+json')

function replyType({ contents }: ResponseModel, print: Print): string {
  if (contents.length === 0) return 'undefined'
  const types = contents.map(({ mediaType, schema }) => {
    if (isJson(mediaType) && !isBinary(schema)) return print(schema, 'response')
    return mediaType.startsWith('text/') && mediaType !== 'text/event-stream'
      ? 'string'
      : 'Uint8Array | AsyncIterable<Uint8Array | string>'
  })
  return [...new Set(types)].join(' | ')
}

function messageTypes({ id, messages }: OperationModel, print: Print): string[] {
  if (messages === undefined) return []
  const union = (schemas: readonly JsonSchema[], direction: 'request' | 'response') =>
    schemas.map((schema) => print(schema, direction)).join(' | ')
  const stem = operationTypeName(id)
  return [
    `/** What the server says on the socket of ${id}. */\nexport type ${stem}ServerMessage = ${union(messages.server, 'response')}`,
    `/** What a client says on the socket of ${id}. */\nexport type ${stem}ClientMessage = ${union(messages.client, 'request')}`,
  ]
}
