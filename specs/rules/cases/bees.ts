// biome-ignore lint/suspicious/noExplicitAny: a spec that tests take apart; what is wrong with it is the rules' business
export type Draft = any

const headers = () => ({
  'X-Request-ID': { $ref: 'common.yaml#/components/headers/RequestId' },
  'RateLimit-Limit': { $ref: 'common.yaml#/components/headers/RateLimitLimit' },
  'RateLimit-Remaining': { $ref: 'common.yaml#/components/headers/RateLimitRemaining' },
  'RateLimit-Reset': { $ref: 'common.yaml#/components/headers/RateLimitReset' },
})
const shared = (name: string) => ({ $ref: `common.yaml#/components/responses/${name}` })
const maja = () => ({ id: 1, name: 'Maja', stripes: 5, created_at: '2025-12-01T15:30:00Z' })
const notFound = () => ({
  description: 'No such bee.',
  headers: headers(),
  content: {
    'application/problem+json': {
      schema: { $ref: 'common.yaml#/components/schemas/Problem' },
      examples: {
        bee_not_found: {
          value: {
            type: '/problems/bee_not_found',
            title: 'Bee not found',
            status: 404,
            detail: 'There is no bee with this id.',
            code: 'bee_not_found',
            request_id: 'req_1',
          },
        },
      },
    },
  },
})
const interactions = () => ({
  not_authorized: { states: [{ name: 'a bee of another user' }] },
  bee_not_found: { path: { bee_id: 999 } },
})

/** A small service against which no rule has anything, for tests to break. */
export const bees = (): Draft => ({
  openapi: '3.1.0',
  info: { title: 'Bees', version: '1.0.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
  servers: [{ url: 'http://localhost:8000' }],
  tags: [{ name: 'bees', description: 'Insects.' }],
  security: [{ bearer: [] }],
  'x-rate-limit': { limit: 60, seconds: 60, by: 'caller' },
  'x-provider-states': {
    'a bee': {
      description: 'A bee of the signed-in user.',
      params: { stripes: { type: 'integer', minimum: 0 } },
      returns: { bee_id: { type: 'integer', format: 'int64' } },
    },
    'a bee of another user': {
      description: 'A bee that belongs to somebody else.',
      params: {},
      returns: { bee_id: { type: 'integer', format: 'int64' } },
    },
  },
  paths: {
    '/api/v1/bees': {
      get: {
        operationId: 'bees.list',
        tags: ['bees'],
        summary: 'List bees',
        'x-pagination': { style: 'page', items: 'items' },
        parameters: [
          { $ref: 'common.yaml#/components/parameters/Page' },
          { $ref: 'common.yaml#/components/parameters/PerPage' },
        ],
        responses: {
          '200': {
            description: 'A page.',
            headers: headers(),
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/BeePage' },
                examples: { hive: { value: { items: [maja()], total: 1, page: 1, per_page: 20 } } },
              },
            },
          },
          '401': shared('Unauthorized'),
          '422': shared('ValidationFailed'),
          '429': shared('RateLimited'),
        },
      },
      post: {
        operationId: 'bees.create',
        tags: ['bees'],
        summary: 'Hatch a bee',
        'x-idempotency': true,
        parameters: [{ $ref: 'common.yaml#/components/parameters/IdempotencyKey' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/BeeCreate' },
              examples: { maja: { value: { name: 'Maja' } } },
            },
          },
        },
        responses: {
          '201': {
            description: 'A bee.',
            headers: {
              ...headers(),
              'Idempotent-Replayed': { $ref: 'common.yaml#/components/headers/IdempotentReplayed' },
            },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Bee' },
                examples: { maja: { value: maja() } },
              },
            },
          },
          '401': shared('Unauthorized'),
          '409': shared('IdempotencyConflict'),
          '422': shared('ValidationFailed'),
          '429': shared('RateLimited'),
        },
      },
    },
    '/api/v1/bees/{bee_id}': {
      parameters: [{ $ref: '#/components/parameters/BeeId' }],
      get: {
        operationId: 'bees.get',
        tags: ['bees'],
        summary: 'Read a bee',
        'x-access': 'owner',
        'x-interactions': { maja: { states: [{ name: 'a bee' }] }, ...interactions() },
        responses: {
          '200': {
            description: 'A bee.',
            headers: headers(),
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Bee' },
                examples: { maja: { value: maja() } },
              },
            },
          },
          '401': shared('Unauthorized'),
          '403': shared('Forbidden'),
          '404': notFound(),
          '422': shared('ValidationFailed'),
          '429': shared('RateLimited'),
        },
      },
      delete: {
        operationId: 'bees.delete',
        tags: ['bees'],
        summary: 'Let a bee go',
        'x-access': 'owner',
        'x-interactions': { deleted: { states: [{ name: 'a bee' }] }, ...interactions() },
        responses: {
          '204': { description: 'Gone.', headers: headers() },
          '401': shared('Unauthorized'),
          '403': shared('Forbidden'),
          '404': notFound(),
          '422': shared('ValidationFailed'),
          '429': shared('RateLimited'),
        },
      },
    },
  },
  components: {
    securitySchemes: { bearer: { $ref: 'common.yaml#/components/securitySchemes/bearer' } },
    parameters: {
      BeeId: {
        name: 'bee_id',
        in: 'path',
        required: true,
        description: 'The bee.',
        schema: { $ref: 'common.yaml#/components/schemas/Id' },
        example: 1,
      },
    },
    schemas: {
      Bee: {
        type: 'object',
        required: ['id', 'name', 'stripes', 'created_at'],
        properties: {
          id: { $ref: 'common.yaml#/components/schemas/Id' },
          name: { type: 'string', minLength: 1 },
          stripes: { type: 'integer', minimum: 0 },
          created_at: { $ref: 'common.yaml#/components/schemas/Timestamp' },
        },
      },
      BeeCreate: { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 1 } } },
      BeePage: {
        type: 'object',
        required: ['items', 'total', 'page', 'per_page'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/Bee' } },
          total: { type: 'integer', minimum: 0 },
          page: { type: 'integer', minimum: 1 },
          per_page: { type: 'integer', minimum: 1, maximum: 100 },
        },
      },
    },
  },
})
