import type { ContentModel, OperationModel, ParameterModel } from '../../model.ts'
import { camel, identifier, operationTypeName, propertyKey, quote } from '../../names.ts'
import { isBinary } from '../../schema-type.ts'
import { flag, type Import, isJson, type Traits, type TypeWriter } from './parts.ts'

/** What a call takes. */
export interface SdkParameters extends Traits {
  /** As they stand in the signature. */
  readonly parameters: readonly string[]
  readonly docs: readonly { readonly name: string; readonly description: string }[]
  readonly query?: SdkQuery | undefined
  readonly typeImports: readonly Import[]
}

/** The type of a query. */
export interface SdkQuery {
  readonly name: string
  readonly members: readonly {
    readonly name: string
    readonly type: string
    readonly required: boolean
    readonly description: string
  }[]
}

/**
 * The parameters of a call: the values of the path in its order, the body, the query, the options. One that may be left out stands as
 * `X | undefined` where something that may not follows it.
 */
export const parametersOf = (model: OperationModel, writer: TypeWriter): SdkParameters => {
  const query = queryOf(model, writer)
  const content = preferredContent(model)
  const headers = requiredHeaders(model)
  const options = optionsOf(model, headers)
  const body = content && { ...bodyOf(content, writer), required: model.requestBody?.required ?? false }
  const queryRequired = query?.members.some(({ required }) => required) ?? false
  const path = pathParameters(model).map(({ name, schema, description }) => ({
    name: identifier(camel(name)),
    type: writer.write(schema, 'request'),
    required: true,
    description,
  }))
  const wanted = [
    ...path,
    ...(body ? [{ name: 'body', type: body.type, required: body.required, description: '' }] : []),
    ...(query ? [{ name: 'query', type: query.name, required: queryRequired, description: '' }] : []),
    { name: 'options', type: options.type, required: headers.length > 0, description: '' },
  ]
  const lastRequired = wanted.findLastIndex(({ required }) => required)
  const styles = stylesOf(model)
  return {
    parameters: wanted.map(({ name, type, required }, index) => {
      if (required) return `${name}: ${type}`
      return index < lastRequired ? `${name}: ${type} | undefined` : `${name}?: ${type}`
    }),
    docs: wanted.flatMap(({ name, description }) =>
      description ? [{ name, description: description.replaceAll('\n', ' ') }] : [],
    ),
    query,
    flags: (body ? flag.body : 0) + (query ? flag.query : 0),
    features: [...(body?.feature ? [body.feature] : []), ...(styles ? [`{ query: styled(${styles}) }`] : [])],
    imports: [
      ...(body?.encoder ? [['../../http/bodies.ts', body.encoder] as const] : []),
      ...(styles ? [['../../http/query-styles.ts', 'styled'] as const] : []),
    ],
    typeImports: [[options.from, options.name]],
  }
}

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

const optionsOf = (model: OperationModel, headers: readonly string[]): { from: string; name: string; type: string } => {
  if (model.messages) return { from: '../../realtime/socket.ts', name: 'SocketOptions', type: 'SocketOptions' }
  const members = headers.map((name) => `readonly ${propertyKey(name)}: string`).join('; ')
  const type = headers.length > 0 ? `CallOptions & { readonly headers: { ${members} } }` : 'CallOptions'
  return { from: '../../http/request.ts', name: 'CallOptions', type }
}

/** A socket's token is put into its address by the session. */
const queryParameters = (model: OperationModel): ParameterModel[] =>
  model.parameters.filter((parameter) => parameter.in === 'query' && !(model.messages && parameter.name === 'token'))

const queryOf = (model: OperationModel, writer: TypeWriter): SdkQuery | undefined => {
  const members = queryParameters(model).map(({ name, schema, required, description }) => ({
    name,
    type: writer.write(schema, 'request'),
    required,
    description,
  }))
  return members.length > 0 ? { name: `${operationTypeName(model.id)}Query`, members } : undefined
}

/** The styles of those parameters of a query that are not written as usual. */
const stylesOf = (model: OperationModel): string | undefined => {
  const unusual = queryParameters(model).filter(
    ({ style, explode, allowReserved, schema }) =>
      style !== 'form' || !explode || allowReserved || schema.type === 'object',
  )
  const styles = unusual.map(
    ({ name, style, explode, allowReserved }) =>
      `${propertyKey(name)}: { style: ${quote(style)}, explode: ${explode}${allowReserved ? ', allowReserved: true' : ''} }`,
  )
  return styles.length > 0 ? `{ ${styles.join(', ')} }` : undefined
}

/** The one of several media types that is sent: JSON where it is taken. */
export const preferredContent = (model: OperationModel): ContentModel | undefined => {
  const contents = model.requestBody?.contents ?? []
  return contents.find(({ mediaType }) => isJson(mediaType)) ?? contents[0]
}

interface Body {
  readonly type: string
  /** What writes it, where it is not JSON. */
  readonly encoder?: 'multipart' | 'form' | 'binary'
  readonly feature?: string
}

const bodyOf = ({ mediaType, schema }: ContentModel, writer: TypeWriter): Body => {
  const type = () => (isBinary(schema) ? 'BodyInit' : writer.write(schema, 'request'))
  if (isJson(mediaType)) return { type: type() }
  if (mediaType === 'multipart/form-data') return { type: type(), encoder: 'multipart', feature: 'multipart' }
  if (mediaType === 'application/x-www-form-urlencoded') return { type: type(), encoder: 'form', feature: 'form' }
  return { type: 'BodyInit', encoder: 'binary', feature: `binary(${quote(mediaType)})` }
}
