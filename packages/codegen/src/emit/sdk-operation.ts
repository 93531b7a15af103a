import type { ApiModel, ContentModel, JsonSchema, OperationModel, ParameterModel, ResponseModel } from '../model.ts'
import { camel, identifier, operationTypeName, problemTypeName, propertyKey, quote } from '../names.ts'
import { dereference } from '../references.ts'
import { isBinary, printType, typeReferences } from '../schema-type.ts'
import { exampleCall } from './sdk-docs.ts'

/** The values of `flag` in the SDK's http/operation.ts. */
const flag = { body: 1, query: 2, keyed: 4, open: 8, signsIn: 16, signsOut: 32, empty: 64 } as const

/** One operation as the SDK writes it. */
export interface SdkOperation {
  readonly id: string
  readonly verb: string
  readonly model: OperationModel
  readonly summary: string
  /** As they stand in the signature of the method. */
  readonly parameters: readonly string[]
  readonly parameterDocs: readonly { readonly name: string; readonly description: string }[]
  readonly returns: string
  /** The function that makes the plain function, and its arguments. */
  readonly maker: string
  readonly descriptor: readonly string[]
  readonly query?: { readonly name: string; readonly members: readonly QueryMember[] }
  readonly problems: readonly SdkProblem[]
  /** Whether it has a type of problems: a socket has none. */
  readonly raises: boolean
  /** Takes a refresh token for a new pair. */
  readonly refreshes: boolean
  readonly example: string
  /** Names to import from types.ts. */
  readonly types: ReadonlySet<string>
  /** Names to import from elsewhere, each with its module. */
  readonly typeImports: readonly (readonly [from: string, name: string])[]
  readonly valueImports: readonly (readonly [from: string, name: string])[]
}

interface QueryMember {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly description: string
}

/** The problems of one status. */
export interface SdkProblem {
  readonly status: string
  readonly codes: readonly string[]
  readonly body: string
}

/** Decides everything about an operation that the modules then only print. */
export const describeOperation = (model: OperationModel, api: ApiModel): SdkOperation => {
  const types = new Set<string>()
  const typeImports: [string, string][] = []
  const valueImports: [string, string][] = []
  const print = (schema: JsonSchema, direction: 'request' | 'response') => {
    for (const name of typeReferences(schema, api, direction)) types.add(name)
    return printType(schema, api, direction)
  }
  const problems = model.messages ? [] : problemsOf(model, (schema) => print(schema, 'response'))
  const parameters: string[] = []
  const parameterDocs: { name: string; description: string }[] = []
  const add = (name: string, type: string, required: boolean, description: string) => {
    parameters.push(`${name}${required ? '' : '?'}: ${type}`)
    if (description) parameterDocs.push({ name, description: description.replaceAll('\n', ' ') })
  }
  for (const parameter of pathParameters(model)) {
    const name = identifier(camel(parameter.name))
    add(name, print(parameter.schema, 'request'), true, parameter.description)
  }
  const query = queryOf(model, (schema) => print(schema, 'request'))
  const headers = requiredHeaders(model)
  const queryRequired = query?.members.some(({ required }) => required) ?? false
  let flags = 0
  const features: string[] = []
  const kind = kindOf(model, api, (schema) => print(schema, 'response'))
  if (kind.feature) features.push(kind.feature)
  const content = preferredContent(model)
  if (content && model.requestBody) {
    flags += flag.body
    const encoding = encodingOf(content.mediaType)
    if (encoding) {
      valueImports.push(['../../http/bodies.ts', encoding.import])
      features.push(encoding.code)
    }
    const type =
      isBinary(content.schema) || encoding?.import === 'binary' ? 'BodyInit' : print(content.schema, 'request')
    const { required } = model.requestBody
    const followed = queryRequired || headers.length > 0
    add('body', required || !followed ? type : `${type} | undefined`, required || followed, '')
  }
  if (query) {
    flags += flag.query
    const followed = headers.length > 0
    add('query', queryRequired || !followed ? query.name : `${query.name} | undefined`, queryRequired || followed, '')
    const styles = query.styles
    if (styles) {
      valueImports.push(['../../http/query-styles.ts', 'styled'])
      features.push(`{ query: styled(${styles}) }`)
    }
  }
  const success = successOf(model, (schema) => print(schema, 'response'))
  if (success.reader) {
    valueImports.push(['../../http/readers.ts', success.reader])
    features.push(success.reader)
  }
  if (success.empty) flags += flag.empty
  if (model.idempotent) flags += flag.keyed
  if (model.security.length === 0) flags += flag.open
  if (givesTokens(model, api)) flags += flag.signsIn
  if (/^(logout|logOut|signOut|signout)$/.test(model.verb)) flags += flag.signsOut
  const problem = problemTypeName(model.id)
  const socket = model.messages !== undefined
  const optionsType = headers.length
    ? `CallOptions & { readonly headers: { ${headers.map((name) => `readonly ${propertyKey(name)}: string`).join('; ')} } }`
    : socket
      ? 'SocketOptions'
      : 'CallOptions'
  add('options', optionsType, headers.length > 0, '')
  typeImports.push(socket ? ['../../realtime/socket.ts', 'SocketOptions'] : ['../../http/request.ts', 'CallOptions'])
  valueImports.push([kind.from, kind.maker])
  typeImports.push([kind.from, kind.type])
  const descriptor = [
    quote(model.id),
    ...(socket ? [] : [quote(model.method)]),
    quote(model.path),
    ...kind.extra(flags),
  ]
  if (features.length > 0) {
    if (flags === 0) descriptor.push('0')
    descriptor.push(features.length === 1 ? String(features[0]) : `{ ${features.map(spread).join(', ')} }`)
  }
  const returns = kind.returns(success.type, problem)
  return {
    id: model.id,
    verb: model.verb,
    model,
    summary: model.summary || model.id,
    parameters,
    parameterDocs,
    returns,
    maker: kind.maker,
    descriptor,
    ...(query ? { query } : {}),
    problems,
    raises: !socket,
    refreshes: givesTokens(model, api) && takesRefreshToken(content, api),
    example: exampleCall(model, api, `${camel(model.service)}.${model.verb}`, kind.example),
    types,
    typeImports,
    valueImports,
  }
}

const spread = (feature: string): string => (feature.startsWith('{') ? feature.slice(2, -2) : `...${feature}`)

/** How one problem's type is written. */
export const problemType = (id: string, { status, codes, body }: SdkProblem): string =>
  `ApiError<${quote(id)}, ${/^\d+$/.test(status) ? status : 'number'}, ${codes.length > 0 ? codes.map(quote).join(' | ') : 'string'}, ${body}>`

/** Path parameters in the order of the path, whatever the order in which they are declared. */
const pathParameters = (model: OperationModel): ParameterModel[] =>
  [...model.path.matchAll(/\{([^}]+)\}/g)].flatMap(([, name]) =>
    model.parameters.filter((parameter) => parameter.in === 'path' && parameter.name === name),
  )

/** Headers that a caller has to give; those that the pipeline sets itself are none of them. */
const requiredHeaders = (model: OperationModel): string[] =>
  model.parameters
    .filter(
      ({ in: place, name, required }) =>
        place === 'header' && required && !/^(authorization|idempotency-key)$/i.test(name),
    )
    .map(({ name }) => name)

const queryOf = (model: OperationModel, print: (schema: JsonSchema) => string) => {
  // A socket's token is put into its address by the session.
  const parameters = model.parameters.filter(
    (parameter) => parameter.in === 'query' && !(model.messages && parameter.name === 'token'),
  )
  if (parameters.length === 0) return undefined
  const unusual = parameters.filter(
    ({ style, explode, allowReserved, schema }) =>
      style !== 'form' || !explode || allowReserved || schema.type === 'object',
  )
  return {
    name: `${operationTypeName(model.id)}Query`,
    members: parameters.map(({ name, schema, required, description }) => ({
      name,
      type: print(schema),
      required,
      description,
    })),
    ...(unusual.length > 0
      ? {
          styles: `{ ${unusual
            .map(
              ({ name, style, explode, allowReserved }) =>
                `${propertyKey(name)}: { style: ${quote(style)}, explode: ${explode}${allowReserved ? ', allowReserved: true' : ''} }`,
            )
            .join(', ')} }`,
        }
      : {}),
  }
}

export const isJson = (mediaType: string): boolean => /^application\/([\w.-]+\+)?json\b/i.test(mediaType)

/** The one of several media types that is sent: JSON where it is taken. */
const preferredContent = (model: OperationModel): ContentModel | undefined => {
  const contents = model.requestBody?.contents ?? []
  return contents.find(({ mediaType }) => isJson(mediaType)) ?? contents[0]
}

const encodingOf = (mediaType: string): { import: string; code: string } | undefined => {
  if (isJson(mediaType)) return undefined
  if (mediaType === 'multipart/form-data') return { import: 'multipart', code: 'multipart' }
  if (mediaType === 'application/x-www-form-urlencoded') return { import: 'form', code: 'form' }
  return { import: 'binary', code: `binary(${quote(mediaType)})` }
}

const problemsOf = (model: OperationModel, print: (schema: JsonSchema) => string): SdkProblem[] =>
  model.responses
    .filter(({ status }) => /^[45]|^default$/.test(status))
    .map(({ status, codes, contents }) => {
      const schema = contents.find(({ mediaType }) => isJson(mediaType))?.schema
      return { status, codes: [...codes], body: schema ? print(schema) : 'unknown' }
    })

interface Success {
  readonly type: string
  /** What reads it, where it is not JSON. */
  readonly reader?: 'blob' | 'text' | 'location'
  /** Some success has no body, with another status than 204. */
  readonly empty: boolean
}

const successOf = (model: OperationModel, print: (schema: JsonSchema) => string): Success => {
  const successes = model.responses.filter(({ status }) => /^2/.test(status))
  const contents = successes.flatMap((response) => response.contents)
  if (successes.length === 0 && model.responses.some(({ status }) => /^3/.test(status)))
    return { type: 'string', reader: 'location', empty: false }
  const empty = successes.some((response) => response.contents.length === 0 && !/^20[45]$/.test(response.status))
  const bodiless = successes.some((response) => response.contents.length === 0)
  const json = contents.filter(({ mediaType }) => isJson(mediaType))
  const types = new Set(json.map(({ schema }) => print(schema)))
  if (json.length === 0 && contents.length > 0) {
    return contents.every(({ mediaType }) => mediaType.startsWith('text/'))
      ? { type: 'string', reader: 'text', empty }
      : { type: 'Blob', reader: 'blob', empty }
  }
  if (types.size === 0) return { type: 'void', empty }
  return { type: [...types, ...(bodiless ? ['undefined'] : [])].join(' | '), empty }
}

const propertiesOf = (schema: JsonSchema | undefined, api: ApiModel): Record<string, JsonSchema> =>
  (schema ? (dereference(schema, api).properties as Record<string, JsonSchema> | undefined) : undefined) ?? {}

/** Whether a success carries a pair of tokens. That, and no list of names, makes an operation a sign-in. */
const givesTokens = ({ responses }: OperationModel, api: ApiModel): boolean =>
  responses.some(
    ({ status, contents }: ResponseModel) =>
      status.startsWith('2') &&
      contents.some(({ schema }) => {
        const properties = propertiesOf(schema, api)
        return 'access_token' in properties && 'refresh_token' in properties
      }),
  )

const takesRefreshToken = (content: ContentModel | undefined, api: ApiModel): boolean => {
  const required = content && dereference(content.schema, api).required
  return Array.isArray(required) && required.length === 1 && required[0] === 'refresh_token'
}

/** What makes the function of an operation, and what that gives. */
interface Kind {
  readonly maker: string
  readonly from: string
  readonly type: string
  readonly extra: (flags: number) => string[]
  readonly feature?: string | undefined
  readonly example: 'await' | 'pages' | 'stream' | 'socket'
  readonly returns: (value: string, problem: string) => string
}

/** What a call of the operation gives: a value, pages, events or a socket. */
const kindOf = (model: OperationModel, api: ApiModel, print: (schema: JsonSchema) => string): Kind => {
  const withFlags = (flags: number) => (flags ? [String(flags)] : [])
  if (model.messages) {
    const union = (schemas: readonly JsonSchema[]) => schemas.map(print).join(' | ') || 'never'
    const server = union(model.messages.server)
    const client = union(model.messages.client)
    return {
      maker: 'socket',
      from: '../../realtime/socket.ts',
      type: 'Socket',
      extra: () => [],
      example: 'socket',
      returns: () => `Promise<Socket<${server}, ${client}>>`,
    }
  }
  if (model.stream) {
    const event = print(model.stream.events)
    const { format } = model.stream
    return {
      maker: format,
      from: `../../streams/${format}.ts`,
      type: 'EventStream',
      extra: withFlags,
      example: 'stream',
      returns: (_, problem) => `EventStream<${event}, ${problem}>`,
    }
  }
  const page = model.responses
    .find(({ status }) => status.startsWith('2'))
    ?.contents.find(({ mediaType }) => isJson(mediaType))
  const items = model.pagination?.style === 'page' ? propertiesOf(page?.schema, api)[model.pagination.items] : undefined
  if (model.pagination && items) {
    const { items: name } = model.pagination
    const element = dereference(items, api).items as JsonSchema | undefined
    const item = element ? print(element) : 'unknown'
    return {
      maker: 'paged',
      from: '../../pages/paged.ts',
      type: 'PagePromise',
      extra: withFlags,
      feature: name === 'items' ? undefined : `{ items: ${quote(name)} }`,
      example: 'pages',
      returns: (value, problem) => `PagePromise<${value}, ${item}, ${problem}>`,
    }
  }
  return {
    maker: 'operation',
    from: '../../http/execute.ts',
    type: 'ApiPromise',
    extra: withFlags,
    example: 'await',
    returns: (value, problem) => `ApiPromise<${value}, ${problem}>`,
  }
}
