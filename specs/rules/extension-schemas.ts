/** Where an extension of the vocabulary may stand, and the JSON Schema of its value. docs/specs.md says what each means. */
export interface Extension {
  /** Redocly's names of the nodes. */
  readonly on: readonly string[]
  readonly schema: object
  /** What to write, for the message. */
  readonly example: string
}

const reference = {
  type: 'object',
  required: ['$ref'],
  properties: { $ref: { type: 'string', minLength: 1 } },
  additionalProperties: false,
}
const name = { type: 'string', pattern: '^\\S.*\\S$' }
const schemas = { type: 'object', additionalProperties: { type: ['object', 'boolean'] } }

export const extensions: Readonly<Record<string, Extension>> = {
  'x-access': {
    on: ['Operation'],
    schema: { enum: ['self', 'owner', 'admin'] },
    example: 'x-access: owner',
  },
  'x-idempotency': { on: ['Operation'], schema: { const: true }, example: 'x-idempotency: true' },
  'x-pagination': {
    on: ['Operation'],
    schema: {
      type: 'object',
      required: ['style', 'items'],
      properties: { style: { enum: ['page', 'cursor'] }, items: { type: 'string', minLength: 1 } },
      additionalProperties: false,
    },
    example: 'x-pagination: { style: page, items: items }',
  },
  'x-stream': {
    on: ['Operation'],
    schema: {
      type: 'object',
      required: ['events', 'format'],
      properties: { events: reference, format: { enum: ['sse', 'ndjson'] } },
      additionalProperties: false,
    },
    example: "x-stream: { events: { $ref: '#/components/schemas/Event' }, format: sse }",
  },
  'x-rate-limit': {
    on: ['Root', 'Operation'],
    schema: {
      type: 'object',
      required: ['limit', 'seconds', 'by'],
      properties: {
        limit: { type: 'integer', minimum: 1 },
        seconds: { type: 'integer', minimum: 1 },
        by: { enum: ['caller', 'address'] },
      },
      additionalProperties: false,
    },
    example: 'x-rate-limit: { limit: 60, seconds: 60, by: caller }',
  },
  'x-messages': {
    on: ['Operation'],
    schema: {
      type: 'object',
      required: ['server', 'client', 'close'],
      properties: {
        server: { type: 'array', minItems: 1, items: reference },
        client: { type: 'array', items: reference },
        close: {
          type: 'object',
          minProperties: 1,
          propertyNames: { pattern: '^(1000|1001|1008|1011|1012|1013|3\\d{3}|4\\d{3})$' },
          additionalProperties: { type: 'string', minLength: 1 },
        },
      },
      additionalProperties: false,
    },
    example: "x-messages: { server: [{ $ref: … }], client: [], close: { '1000': the last job ended } }",
  },
  'x-interactions': {
    on: ['Operation'],
    schema: {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: '^[a-z][a-z0-9_]*$' },
      additionalProperties: {
        type: 'object',
        properties: {
          states: {
            type: 'array',
            minItems: 1,
            items: {
              type: 'object',
              required: ['name'],
              properties: { name, params: { type: 'object' } },
              additionalProperties: false,
            },
          },
          path: { type: 'object', minProperties: 1 },
          query: { type: 'object', minProperties: 1 },
          headers: { type: 'object', minProperties: 1, additionalProperties: { type: 'string' } },
          body: {},
          or: { type: 'array', minItems: 1, uniqueItems: true, items: name },
        },
        additionalProperties: false,
      },
    },
    example: 'x-interactions: { draft: { states: [{ name: a document }] } }',
  },
  'x-provider-states': {
    on: ['Root'],
    schema: {
      type: 'object',
      minProperties: 1,
      propertyNames: name,
      additionalProperties: {
        type: 'object',
        required: ['description', 'params', 'returns'],
        properties: { description: { type: 'string', minLength: 1 }, params: schemas, returns: schemas },
        additionalProperties: false,
      },
    },
    example:
      'x-provider-states: { a document: { description: …, params: {}, returns: { document_id: { type: integer } } } }',
  },
  'x-headers': {
    on: ['Root'],
    schema: { type: 'object' },
    example: 'x-headers: &headers { X-Request-ID: { $ref: … } }',
  },
  'x-gateway': { on: ['Response'], schema: { const: true }, example: 'x-gateway: true' },
}
