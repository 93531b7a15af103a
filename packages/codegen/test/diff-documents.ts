import { type ApiComparison, compareApis } from '../src/diff/compare-apis.ts'
import { foreignOf } from './spec-folder.ts'

/** An OpenAPI document. */
export type Document = Readonly<Record<string, unknown>>

type Schema = Readonly<Record<string, unknown>>

/** Where a schema can stand. */
export type Place =
  | 'request-body'
  | 'request-property'
  | 'request-xml'
  | 'request-parameter'
  | 'request-parameter-property'
  | 'request-header'
  | 'request-header-property'
  | 'response-body'
  | 'response-property'
  | 'response-xml'
  | 'response-header'

const pet = (kind: string) => ({
  type: 'object',
  required: ['kind'],
  properties: { kind: { const: kind }, species: { type: 'string' }, b: { type: 'string' } },
})

const components = { schemas: { Cat: pet('cat'), Dog: pet('dog'), Bird: pet('bird') } }

export const operation = (more: Schema): Schema => ({ responses: { 200: { description: '' } }, ...more })

const document = (paths: Schema): Document => ({
  openapi: '3.1.0',
  info: { title: 'Things', version: '1.0.0' },
  paths,
  components,
})

/** A document with one operation, `POST /things` where nothing else is said; `shared` are the parameters of its path. */
export const withOperation = (
  more: Schema,
  { path = '/things', method = 'post', shared }: { path?: string; method?: string; shared?: readonly Schema[] } = {},
): Document => document({ [path]: { ...(shared && { parameters: shared }), [method]: operation(more) } })

/** A document with another operation only. */
export const withoutOperation: Document = document({ '/other': { get: operation({}) } })

/** A document with a schema at a place. */
export const at = (place: Place, schema: Schema): Document => {
  const nested = { type: 'object', properties: { value: schema } }
  const request = (type: string, content: Schema) =>
    withOperation({ requestBody: { content: { [type]: { schema: content } } } })
  const response = (type: string, content: Schema) =>
    withOperation({ responses: { 200: { description: '', content: { [type]: { schema: content } } } } })
  const parameter = (where: string, content: Schema) =>
    withOperation({ parameters: [{ name: 'X-Value', in: where, schema: content }] })
  switch (place) {
    case 'request-body':
      return request('application/json', schema)
    case 'request-property':
      return request('application/json', nested)
    case 'request-xml':
      return request('application/xml', schema)
    case 'request-parameter':
      return parameter('query', schema)
    case 'request-parameter-property':
      return parameter('query', nested)
    case 'request-header':
      return parameter('header', schema)
    case 'request-header-property':
      return parameter('header', nested)
    case 'response-body':
      return response('application/json', schema)
    case 'response-property':
      return response('application/json', nested)
    case 'response-xml':
      return response('application/xml', schema)
    case 'response-header':
      return withOperation({ responses: { 200: { description: '', headers: { 'X-Value': { schema } } } } })
  }
}

/** Two documents as a stranger's, compared on 21 November 2026. */
export const compareDocuments = (old: Document, next: Document): ApiComparison =>
  compareApis({ old: foreignOf(old), new: foreignOf(next) }, '2026-11-21')

/** The rules that tell two documents apart. */
export const rulesBetween = (old: Document, next: Document): string[] =>
  compareDocuments(old, next).changes.map(({ rule }) => rule)
