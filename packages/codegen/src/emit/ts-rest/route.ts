import { type Direction, typeNameOf } from '../../direction.ts'
import type { ProblemList } from '../../load/spec-error.ts'
import type { ApiModel, JsonSchema, OperationModel, ParameterModel, ResponseModel } from '../../model.ts'
import { propertyKey, quote, schemaConstantName } from '../../names.ts'
import { dereference, referencesOf } from '../../references.ts'
import { isBinary } from '../../schema-type.ts'
import type { ImportList } from '../import-list.ts'
import { zodExpression } from '../schemas/zod-expression.ts'
import { preferredContent } from '../sdk/parameters.ts'
import { isJson } from '../sdk/parts.ts'

/** What the routes of one module share. */
export interface RouteScope {
  readonly api: ApiModel
  readonly imports: ImportList
  readonly problems: ProblemList
}

/** An operation as a property of its service's contract. */
export const printRoute = (operation: OperationModel, scope: RouteScope): string => {
  const route = new Route(operation, scope)
  const { method, path, summary, deprecated } = operation
  const lines = [
    `method: ${quote(method)}`,
    `path: ${quote(path.replace(/\{([^}]+)\}/g, ':$1'))}`,
    ...(summary ? [`summary: ${quote(summary)}`] : []),
    ...(deprecated ? ['deprecated: true'] : []),
    ...route.parameters(),
    ...route.body(),
    `responses: {\n${indent(operation.responses.map((response) => route.response(response)).join('\n'))}\n}`,
    'strictStatusCodes: true',
    `metadata: { ${metadataOf(operation).join(', ')} }`,
  ]
  return indent(`${propertyKey(operation.verb)}: {\n${indent(lines.map((line) => `${line},`).join('\n'))}\n},`)
}

/** What ts-rest has no property for and a backend decides by. */
const metadataOf = ({ id, security, access, idempotent, rateLimit }: OperationModel): string[] => [
  `operationId: ${quote(id)}`,
  `security: [${security.map(quote).join(', ')}]`,
  ...(access ? [`access: ${quote(access)}`] : []),
  ...(idempotent ? ['idempotent: true'] : []),
  ...(rateLimit
    ? [`rateLimit: { limit: ${rateLimit.limit}, seconds: ${rateLimit.seconds}, by: ${quote(rateLimit.by)} }`]
    : []),
]

const parts = '../../ts-rest/route-parts.ts'

class Route {
  readonly #operation: OperationModel
  readonly #scope: RouteScope

  constructor(operation: OperationModel, scope: RouteScope) {
    this.#operation = operation
    this.#scope = scope
  }

  parameters(): string[] {
    const places = [
      ['pathParams', 'path'],
      ['query', 'query'],
      ['headers', 'header'],
    ] as const
    return places.flatMap(([property, place]) => {
      const parameters = this.#operation.parameters.filter((parameter) => parameter.in === place)
      if (parameters.length === 0) return []
      const members = parameters.map((parameter) => `  ${this.#member(parameter)},`)
      return [`${property}: z.object({\n${members.join('\n')}\n})`]
    })
  }

  body(): string[] {
    if (this.#operation.method === 'GET') return []
    const content = preferredContent(this.#operation)
    if (content === undefined) return [`body: ${this.#part('noBody')}`]
    const { mediaType, schema } = content
    const type = ['multipart/form-data', 'application/x-www-form-urlencoded'].includes(mediaType)
      ? [`contentType: ${quote(mediaType)}`]
      : []
    if (isBinary(schema)) return [`body: ${this.#part('bytes')}`]
    const optional = this.#operation.requestBody?.required ? '' : '.optional()'
    return [...type, `body: ${this.#schema(schema, 'request')}${optional}`]
  }

  response({ status, contents, codes }: ResponseModel): string {
    if (!/^\d+$/.test(status)) this.#refuse(`the status ${status} is no number`)
    const [content, ...others] = contents
    if (content === undefined) return `${status}: ${this.#part('noBody')},`
    const { mediaType, schema } = content
    if (others.length > 0) {
      const types = contents.map((one) => one.mediaType).join(', ')
      return `// The handler says which content type it gives: ${types}.\n${status}: ${this.#part('bytes')},`
    }
    if (mediaType === 'application/json') return `${status}: ${this.#schema(schema, 'response')},`
    if (mediaType === 'application/problem+json' && codes.length > 0) {
      return `${status}: ${this.#part('problem')}(${this.#schema(schema, 'response')}, ${codes.map(quote).join(', ')}),`
    }
    const readable = isJson(mediaType) || (mediaType.startsWith('text/') && !this.#operation.stream)
    const body = readable ? this.#schema(schema, 'response') : this.#part('bytes')
    return `${status}: ${this.#part('content')}(${quote(mediaType)}, ${body}),`
  }

  /** Everything but a body arrives as text, and headers with names in lower case. */
  #member(parameter: ParameterModel): string {
    const { schema, required, in: place } = parameter
    const name = place === 'header' ? parameter.name.toLowerCase() : parameter.name
    const type = dereference(schema, this.#scope.api).type
    if (type === 'array' || type === 'object') this.#refuse(`the parameter ${name} is more than one value`)
    const code = this.#schema(schema, 'request')
    const read = ['integer', 'number', 'boolean'].includes(String(type)) ? `${this.#part('fromText')}(${code})` : code
    // A server is told the default that the spec promises its caller.
    const absent = 'default' in schema ? `.default(${JSON.stringify(schema.default)})` : '.exactOptional()'
    return `${propertyKey(name)}: ${read}${required ? '' : absent}`
  }

  #schema(schema: JsonSchema, direction: Direction): string {
    const { api, imports } = this.#scope
    for (const name of referencesOf(schema))
      imports.value('@concord/sdk/schemas', schemaConstantName(typeNameOf(api, name, direction)))
    const refuse = (message: string) => this.#refuse(message)
    return zodExpression(schema, { api, direction, refuse, isAbove: () => true })
  }

  #part(name: string): string {
    this.#scope.imports.value(parts, name)
    return name
  }

  #refuse(message: string): void {
    const { id, location } = this.#operation
    this.#scope.problems.add(location, `In the ts-rest route of ${id} ${message}, which ts-rest has no words for.`)
  }
}

const indent = (code: string): string => code.replace(/^(?=.)/gm, '  ')
