import type { OperationRule } from '../src/diff/operation-rules.ts'
import type { SchemaRule } from '../src/diff/schema-rules.ts'
import { at, type Document, withOperation } from './diff-documents.ts'

type Rule = OperationRule | `${'request' | 'response'}-${SchemaRule}`

const text = { type: 'string' }
const closed = (properties: object) => ({ type: 'object', properties, additionalProperties: false })
const parameter = (more: object) =>
  withOperation({ parameters: [{ name: 'value', in: 'query', schema: { type: 'array', items: text }, ...more }] })
const takes = (type: string) => withOperation({ requestBody: { content: { [type]: { schema: text } } } })
const header = (required: boolean) =>
  withOperation({ responses: { 200: { description: '', headers: { 'X-Value': { schema: text, required } } } } })
const served = (...urls: string[]): Document => ({ ...withOperation({}), servers: urls.map((url) => ({ url })) })
const schemes = { key: { type: 'apiKey', name: 'key', in: 'header' }, other: { type: 'http', scheme: 'bearer' } }
const secured = (...security: object[]): Document => ({
  ...withOperation({ security }),
  components: { securitySchemes: schemes },
})
const growing = (...values: string[]) => ({ ...text, 'x-extensible-enum': values })
const formatted = (format?: string) => (format === undefined ? text : { ...text, format })
const multiple = (multipleOf: number) => ({ type: 'integer', multipleOf })
const templated = (name: string) =>
  withOperation({ parameters: [{ name, in: 'path', required: true, schema: text }] }, { path: `/things/{${name}}` })
const deprecated = { type: 'object', properties: { value: { ...text, deprecated: true } } }
const sunset = (day: string) => ({
  type: 'object',
  properties: { value: { ...text, deprecated: true, 'x-sunset': day } },
})

/** What plain OpenAPI can say and oasdiff has no check for. */
export const plainPairs: readonly (readonly [rule: Rule, old: Document, next: Document])[] = [
  ['server-added', served('https://a.test'), served('https://a.test', 'https://b.test')],
  ['server-removed', served('https://a.test', 'https://b.test'), served('https://a.test')],
  ['parameter-moved', parameter({}), parameter({ in: 'header' })],
  ['parameter-style-changed', parameter({ explode: true }), parameter({ explode: false })],
  ['request-media-type-widened', takes('text/plain'), takes('text/*')],
  ['request-media-type-narrowed', takes('*/*'), takes('text/plain')],
  ['header-became-required', header(false), header(true)],
  ['security-alternative-added', secured({ key: [] }), secured({ key: [] }, { other: [] })],
  ['security-alternative-removed', secured({ key: [] }), secured({ key: [], other: [] })],
  ['request-property-refused', at('request-body', closed({ value: text })), at('request-body', closed({}))],
  ['response-property-removed', at('response-body', closed({ value: text })), at('response-body', closed({}))],
  ['request-properties-closed', at('request-body', { type: 'object' }), at('request-body', closed({}))],
  ['response-properties-opened', at('response-body', closed({})), at('response-body', { type: 'object' })],
  ['response-open-enum-value-added', at('response-body', growing('a')), at('response-body', growing('a', 'b'))],
  ['request-enum-value-added', at('request-body', growing('a')), at('request-body', growing('a', 'b'))],
  [
    'request-property-removed-after-deprecation',
    at('request-body', deprecated),
    at('request-body', { type: 'object' }),
  ],
  [
    'response-property-removed-after-deprecation',
    at('response-body', deprecated),
    at('response-body', { type: 'object' }),
  ],
  ['response-sunset-earlier', at('response-body', sunset('2027-01-01')), at('response-body', sunset('2026-12-01'))],
  ['path-parameter-renamed', templated('id'), templated('thing_id')],
  ['response-format-added', at('response-body', formatted()), at('response-body', formatted('email'))],
  ['request-format-removed', at('request-body', formatted('email')), at('request-body', formatted())],
  ['request-format-changed', at('request-body', formatted('email')), at('request-body', formatted('uri'))],
  ['request-constraint-changed', at('request-body', multiple(2)), at('request-body', multiple(3))],
  ['request-format-added', at('request-body', formatted()), at('request-body', formatted('email'))],
  ['response-format-removed', at('response-body', formatted('email')), at('response-body', formatted())],
  ['response-format-changed', at('response-body', formatted('email')), at('response-body', formatted('uri'))],
  ['response-constraint-changed', at('response-body', multiple(2)), at('response-body', multiple(3))],
]
