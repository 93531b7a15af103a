/**
 * Where things stand in an OpenAPI document. The table says which members hold what, so that a member named `default` is
 * a response in one place, a schema's literal in another, and nothing inside an example is ever taken for a reference.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#schema
 */
export type Kind =
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'mediaType'
  | 'encoding'
  | 'response'
  | 'header'
  | 'example'
  | 'link'
  | 'callback'
  | 'securityScheme'
  | 'schema'
  | 'providerState'
  | 'stream'
  | 'messages'

export interface Member {
  readonly kind: Kind
  readonly holds: 'one' | 'list' | 'map'
}

const one = (kind: Kind): Member => ({ kind, holds: 'one' })
const list = (kind: Kind): Member => ({ kind, holds: 'list' })
const map = (kind: Kind): Member => ({ kind, holds: 'map' })

const content = { schema: one('schema'), examples: map('example') }

/** Members of each kind that hold other kinds; every member that is not named here is copied as it stands. */
export const members: Readonly<Record<Kind, Readonly<Record<string, Member>>>> = {
  pathItem: {
    parameters: list('parameter'),
    get: one('operation'),
    put: one('operation'),
    post: one('operation'),
    delete: one('operation'),
    options: one('operation'),
    head: one('operation'),
    patch: one('operation'),
    trace: one('operation'),
  },
  operation: {
    parameters: list('parameter'),
    requestBody: one('requestBody'),
    responses: map('response'),
    callbacks: map('callback'),
    'x-stream': one('stream'),
    'x-messages': one('messages'),
  },
  parameter: { ...content, content: map('mediaType') },
  header: { ...content, content: map('mediaType') },
  requestBody: { content: map('mediaType') },
  response: { headers: map('header'), content: map('mediaType'), links: map('link') },
  mediaType: { ...content, encoding: map('encoding') },
  encoding: { headers: map('header') },
  example: {},
  link: {},
  // Every member of a callback is a path item, whatever its name; the walker knows.
  callback: {},
  securityScheme: {},
  providerState: { params: map('schema'), returns: map('schema') },
  stream: { events: one('schema') },
  messages: { server: list('schema'), client: list('schema') },
  schema: {
    properties: map('schema'),
    patternProperties: map('schema'),
    $defs: map('schema'),
    dependentSchemas: map('schema'),
    allOf: list('schema'),
    anyOf: list('schema'),
    oneOf: list('schema'),
    prefixItems: list('schema'),
    not: one('schema'),
    if: one('schema'),
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: one('schema'),
    else: one('schema'),
    items: one('schema'),
    contains: one('schema'),
    additionalProperties: one('schema'),
    unevaluatedProperties: one('schema'),
    unevaluatedItems: one('schema'),
    propertyNames: one('schema'),
    contentSchema: one('schema'),
  },
}

export const kindNames: Readonly<Record<Kind, string>> = {
  pathItem: 'a path',
  operation: 'an operation',
  parameter: 'a parameter',
  requestBody: 'a request body',
  mediaType: 'a media type',
  encoding: 'an encoding',
  response: 'a response',
  header: 'a header',
  example: 'an example',
  link: 'a link',
  callback: 'a callback',
  securityScheme: 'a security scheme',
  schema: 'a schema',
  providerState: 'a provider state',
  stream: 'x-stream',
  messages: 'x-messages',
}
