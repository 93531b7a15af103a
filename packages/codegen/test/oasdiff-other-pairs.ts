import type { OperationRule } from '../src/diff/operation-rules.ts'
import type { SchemaRule } from '../src/diff/schema-rules.ts'
import { at, type Document, operation, type Place, withOperation, withoutOperation } from './diff-documents.ts'

type Rule = OperationRule | `${'request' | 'response'}-${SchemaRule}`

/** Two documents and the rule that tells them apart. */
export type DocumentPair = readonly [old: Document, next: Document, rule: Rule]

type Schema = Readonly<Record<string, unknown>>

const text = { type: 'string' }
const object = (properties: Schema, more: Schema = {}) => ({ type: 'object', properties, ...more })
const both = (place: Place, old: Schema, next: Schema, rule: Rule): DocumentPair => [
  at(place, old),
  at(place, next),
  rule,
]
const calls = (old: Schema, next: Schema, rule: Rule): DocumentPair => [withOperation(old), withOperation(next), rule]
const query = (more: Schema = {}) => ({ parameters: [{ name: 'value', in: 'query', schema: text, ...more }] })
const body = (more: Schema = {}) => ({ requestBody: { content: { 'application/json': { schema: text } }, ...more } })
const answers = (...statuses: string[]) => ({
  responses: Object.fromEntries(statuses.map((status) => [status, { description: '' }])),
})
const typed = (...types: string[]) => ({
  responses: { 200: { description: '', content: Object.fromEntries(types.map((type) => [type, { schema: text }])) } },
})
const headers = (more: Schema) => ({ responses: { 200: { description: '', headers: more } } })
const header = (more: Schema = {}) => ({ 'X-Value': { schema: text, ...more } })
const bare = operation({})
const paths = (operations: Schema): Document => ({ ...withoutOperation, paths: operations })
const listed = (more: Schema = {}) => paths({ '/things': { get: bare, post: { ...bare, ...more } } })
const webhook = {
  thing: { post: { requestBody: { content: { 'application/json': { schema: text } } }, ...answers('204') } },
}
const hooked = (webhooks: Schema): Document => ({ ...withOperation({}), webhooks })
const deprecated = { deprecated: true }
const soon = { deprecated: true, 'x-sunset': '2099-01-01' }
const media = (place: 'request' | 'response', content: Schema) =>
  place === 'request'
    ? withOperation({ requestBody: { content: { 'application/json': content } } })
    : withOperation({ responses: { 200: { description: '', content: { 'application/json': content } } } })
/** A property as it was and as it is, at one place. */
const property = (place: Place, required: boolean, old: Schema, next: Schema, rule: Rule): DocumentPair =>
  both(
    place,
    object({ value: { ...text, ...old } }, required ? { required: ['value'] } : {}),
    object({ value: { ...text, ...next } }, required ? { required: ['value'] } : {}),
    rule,
  )
const reads = { readOnly: true }
const writes = { writeOnly: true }
const unrequired = object({ value: text })
const required = object({ value: text }, { required: ['value'] })

export const otherPairs: Readonly<Record<string, DocumentPair>> = {
  'endpoint-added': [withoutOperation, withOperation({}), 'operation-added'],
  'endpoint-deprecated': calls({}, deprecated, 'operation-deprecated'),
  'endpoint-deprecated-with-sunset': calls({}, soon, 'operation-deprecated'),
  'endpoint-reactivated': calls(deprecated, {}, 'operation-undeprecated'),
  'api-removed-without-deprecation': [listed(), withOperation({}, { method: 'get' }), 'operation-removed'],
  'api-removed-with-deprecation': [
    listed(deprecated),
    withOperation({}, { method: 'get' }),
    'operation-removed-after-deprecation',
  ],
  'api-removed-before-sunset': [listed(soon), withOperation({}, { method: 'get' }), 'operation-removed-before-sunset'],
  'api-path-removed-without-deprecation': [withOperation({}), withoutOperation, 'operation-removed'],
  'api-path-removed-with-deprecation': [
    withOperation(deprecated),
    withoutOperation,
    'operation-removed-after-deprecation',
  ],
  'api-path-removed-before-sunset': [withOperation(soon), withoutOperation, 'operation-removed-before-sunset'],
  'sunset-deleted': calls(soon, deprecated, 'operation-sunset-earlier'),
  'api-sunset-date-changed-too-small': calls(
    soon,
    { deprecated: true, 'x-sunset': '2098-01-01' },
    'operation-sunset-earlier',
  ),
  'api-operation-id-added': calls({}, { operationId: 'make' }, 'operation-id-changed'),
  'api-operation-id-removed': calls({ operationId: 'make' }, { operationId: 'create' }, 'operation-id-changed'),
  'api-tag-added': calls({}, { tags: ['a'] }, 'tags-changed'),
  'api-tag-removed': calls({ tags: ['a'] }, {}, 'tags-changed'),
  'webhook-added': [hooked({}), hooked(webhook), 'webhook-added'],
  'webhook-removed': [hooked(webhook), hooked({}), 'webhook-removed'],

  'new-required-request-parameter': calls({}, query({ required: true }), 'required-parameter-added'),
  'new-optional-request-parameter': calls({}, query(), 'optional-parameter-added'),
  'new-required-request-default-parameter-to-existing-path': [
    withOperation({}),
    withOperation({}, { shared: query({ required: true }).parameters }),
    'required-parameter-added',
  ],
  'new-optional-request-default-parameter-to-existing-path': [
    withOperation({}),
    withOperation({}, { shared: query().parameters }),
    'optional-parameter-added',
  ],
  'new-request-path-parameter': [
    withOperation({ operationId: 'make' }),
    withOperation(
      { operationId: 'make', parameters: [{ name: 'id', in: 'path', required: true, schema: text }] },
      { path: '/things/{id}' },
    ),
    'operation-moved',
  ],
  'request-parameter-removed': calls(query(), {}, 'parameter-removed'),
  'request-parameter-removed-with-deprecation': calls(query(deprecated), {}, 'parameter-removed-after-deprecation'),
  'request-parameter-removed-before-sunset': calls(query(soon), {}, 'parameter-removed'),
  'request-parameter-became-required': calls(query(), query({ required: true }), 'parameter-became-required'),
  'request-parameter-became-optional': calls(query({ required: true }), query(), 'parameter-became-optional'),
  'request-parameter-deprecated': calls(query(), query(deprecated), 'request-deprecated'),
  'request-parameter-reactivated': calls(query(deprecated), query(), 'request-undeprecated'),
  'request-parameter-sunset-deleted': calls(query(soon), query(deprecated), 'request-sunset-earlier'),
  'request-parameter-sunset-date-changed-too-small': calls(
    query(soon),
    query({ deprecated: true, 'x-sunset': '2098-01-01' }),
    'request-sunset-earlier',
  ),

  'request-body-added-required': calls({}, body({ required: true }), 'required-body-added'),
  'request-body-added-optional': calls({}, body(), 'optional-body-added'),
  'request-body-removed': calls(body(), {}, 'body-removed'),
  'request-body-became-required': calls(body(), body({ required: true }), 'body-became-required'),
  'request-body-became-optional': calls(body({ required: true }), body(), 'body-became-optional'),
  'request-body-media-type-added': calls(
    body(),
    { requestBody: { content: { ...body().requestBody.content, 'text/plain': {} } } },
    'request-media-type-added',
  ),
  'request-body-media-type-removed': calls(
    { requestBody: { content: { ...body().requestBody.content, 'text/plain': {} } } },
    body(),
    'request-media-type-removed',
  ),
  'request-body-media-type-schema-added': [
    media('request', {}),
    media('request', { schema: text }),
    'request-type-narrowed',
  ],
  'request-body-media-type-schema-removed': [
    media('request', { schema: text }),
    media('request', {}),
    'request-type-widened',
  ],
  'response-body-media-type-schema-added': [
    media('response', {}),
    media('response', { schema: text }),
    'response-type-narrowed',
  ],
  'response-body-media-type-schema-removed': [
    media('response', { schema: text }),
    media('response', {}),
    'response-type-widened',
  ],

  'new-required-request-property': both('request-body', object({}), required, 'request-required-property-added'),
  'new-required-request-property-with-default': both(
    'request-body',
    object({}),
    object({ value: { ...text, default: 'a' } }, { required: ['value'] }),
    'request-required-property-added',
  ),
  'new-required-request-header-property': both(
    'request-header',
    object({}),
    required,
    'request-required-property-added',
  ),
  'new-optional-request-property': both('request-body', object({}), unrequired, 'request-property-added'),
  'request-property-removed': both('request-body', unrequired, object({}), 'request-property-removed'),
  'request-property-became-required': both('request-body', unrequired, required, 'request-property-became-required'),
  'request-property-became-required-with-default': both(
    'request-body',
    object({ value: { ...text, default: 'a' } }),
    object({ value: { ...text, default: 'a' } }, { required: ['value'] }),
    'request-property-became-required',
  ),
  'request-property-became-optional': both('request-body', required, unrequired, 'request-property-became-optional'),
  'request-header-property-became-required': both(
    'request-header',
    unrequired,
    required,
    'request-property-became-required',
  ),
  'request-optional-property-became-read-only': property('request-body', false, {}, reads, 'request-property-removed'),
  'request-required-property-became-read-only': property(
    'request-body',
    true,
    {},
    reads,
    'request-required-property-removed',
  ),
  'request-optional-property-became-not-read-only': property(
    'request-body',
    false,
    reads,
    {},
    'request-property-added',
  ),
  'request-required-property-became-not-read-only': property(
    'request-body',
    true,
    reads,
    {},
    'request-required-property-added',
  ),

  'response-required-property-removed': both(
    'response-body',
    required,
    object({}),
    'response-required-property-removed',
  ),
  'response-optional-property-removed': both('response-body', unrequired, object({}), 'response-property-removed'),
  'response-required-property-added': both('response-body', object({}), required, 'response-required-property-added'),
  'response-optional-property-added': both('response-body', object({}), unrequired, 'response-property-added'),
  'response-property-became-required': both('response-body', unrequired, required, 'response-property-became-required'),
  'response-property-became-optional': both('response-body', required, unrequired, 'response-property-became-optional'),
  'response-optional-property-became-write-only': property(
    'response-body',
    false,
    {},
    writes,
    'response-property-removed',
  ),
  'response-required-property-became-write-only': property(
    'response-body',
    true,
    {},
    writes,
    'response-required-property-removed',
  ),
  'response-optional-property-became-not-write-only': property(
    'response-body',
    false,
    writes,
    {},
    'response-property-added',
  ),
  'response-required-property-became-not-write-only': property(
    'response-body',
    true,
    writes,
    {},
    'response-required-property-added',
  ),

  'response-success-status-added': calls(answers('200'), answers('200', '202'), 'success-status-added'),
  'response-success-status-removed': calls(answers('200', '202'), answers('200'), 'success-status-removed'),
  'response-non-success-status-added': calls(answers('200'), answers('200', '404'), 'error-status-added'),
  'response-non-success-status-removed': calls(answers('200', '404'), answers('200'), 'error-status-removed'),
  'response-media-type-added': calls(
    typed('text/plain'),
    typed('text/plain', 'text/html'),
    'response-media-type-added',
  ),
  'response-media-type-removed': calls(
    typed('text/plain', 'text/html'),
    typed('text/plain'),
    'response-media-type-removed',
  ),
  'response-media-type-name-changed': calls(typed('text/plain'), typed('text/html'), 'response-media-type-removed'),
  'response-media-type-name-generalized': calls(typed('text/plain'), typed('text/*'), 'response-media-type-widened'),
  'response-media-type-name-specialized': calls(typed('text/*'), typed('text/plain'), 'response-media-type-narrowed'),
  'response-mediatype-enum-value-removed': both(
    'response-body',
    { ...text, enum: ['a', 'b'] },
    { ...text, enum: ['a'] },
    'response-enum-value-removed',
  ),
  'response-header-added': calls(headers({}), headers(header()), 'header-added'),
  'required-response-header-removed': calls(
    headers(header({ required: true })),
    headers({}),
    'required-header-removed',
  ),
  'optional-response-header-removed': calls(headers(header()), headers({}), 'optional-header-removed'),
  'response-header-became-optional': calls(
    headers(header({ required: true })),
    headers(header()),
    'header-became-optional',
  ),
  'response-header-type-compatible': both('response-header', text, { type: 'integer' }, 'response-type-narrowed'),
  'request-body-type-compatible': both('request-xml', { type: 'integer' }, text, 'request-type-widened'),
  'request-property-type-compatible': both(
    'request-xml',
    object({ value: { type: 'integer' } }),
    object({ value: text }),
    'request-type-widened',
  ),
  'response-body-type-compatible': both('response-xml', text, { type: 'integer' }, 'response-type-narrowed'),
  'response-property-type-compatible': both(
    'response-xml',
    object({ value: text }),
    object({ value: { type: 'integer' } }),
    'response-type-narrowed',
  ),
}
