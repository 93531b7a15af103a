import type {
  ApiModel,
  ExampleModel,
  InteractionModel,
  JsonSchema,
  OperationModel,
  ResponseModel,
  ServiceModel,
} from '../../model.ts'

// A harbour written by hand: the model that the tests of the Pact emitter start from.

export const location = { file: 'specs/boats.yaml', line: 1, column: 1, pointer: '' }
export const integer = { type: 'integer', minimum: 1 }
export const text = { type: 'string', minLength: 1 }
const Problem = {
  type: 'object',
  required: ['status', 'code', 'detail', 'errors'],
  properties: {
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: text,
    errors: {
      type: 'array',
      items: { type: 'object', required: ['loc'], properties: { loc: { type: 'array', items: text } } },
    },
  },
}
export const Boat = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: integer, name: text, flag: { type: ['string', 'null'] } },
}

export const json = (schema: JsonSchema, ...examples: ExampleModel[]) => [
  { mediaType: 'application/json', schema, examples },
]
const requestId = { name: 'X-Request-ID', required: true, schema: text, example: 'req_1' }
export const named = (name: string, value: unknown): ExampleModel => ({ name, summary: '', value })
export const success = (status: string, ...examples: ExampleModel[]): ResponseModel => ({
  status,
  description: '',
  headers: [requestId],
  contents: examples.length === 0 ? [] : json({ $ref: '#/components/schemas/Boat' }, ...examples),
  codes: [],
})
export const problem = (status: string, ...codes: string[]): ResponseModel => ({
  status,
  description: '',
  headers: [requestId],
  contents: [
    {
      mediaType: 'application/problem+json',
      schema: { $ref: '#/components/schemas/Problem' },
      examples: codes.map((code) =>
        named(code, { status: Number(status), code, detail: 'Why.', errors: [{ loc: ['body', 'x'] }] }),
      ),
    },
  ],
  codes,
})
export const entry = (parts: Partial<InteractionModel>): InteractionModel => ({
  states: [],
  path: {},
  query: {},
  headers: {},
  ...parts,
})
export const parameter = (name: string, place: 'path' | 'query', schema: JsonSchema, example?: unknown) => ({
  name,
  in: place,
  required: place === 'path',
  description: '',
  schema,
  style: place === 'path' ? 'simple' : 'form',
  explode: place === 'query',
  allowReserved: false,
  ...(example !== undefined && { example }),
})
export const operation = (parts: Partial<OperationModel>): OperationModel => ({
  id: 'boats.get',
  service: 'boats',
  verb: 'get',
  method: 'GET',
  path: '/boats/{boat_id}',
  summary: '',
  description: '',
  deprecated: false,
  parameters: [parameter('boat_id', 'path', integer, 42)],
  responses: [success('200', named('boat', { id: 42, name: 'Ark', flag: 'x' }))],
  security: ['bearer'],
  idempotent: false,
  interactions: new Map(),
  location,
  ...parts,
})
const state = (name: string, ...returns: string[]) =>
  [name, { name, description: '', params: {}, returns: Object.fromEntries(returns.map((one) => [one, text])) }] as const
export const api = (...operations: OperationModel[]): ApiModel => ({
  name: 'platform',
  kind: 'platform',
  services: [
    {
      name: 'boats',
      file: 'specs/boats.yaml',
      title: '',
      description: '',
      version: '1',
      operations,
      webhooks: [],
      schemas: [],
    } satisfies ServiceModel,
  ],
  schemas: new Map(
    Object.entries({ Boat, Problem }).map(([name, schema]) => [name, { name, service: 'boats', schema, location }]),
  ),
  providerStates: new Map([
    state('a signed-in user', 'access_token', 'user_id'),
    state('a signed-in administrator', 'access_token'),
    state('an expired access token', 'access_token'),
    state('a used idempotency key', 'idempotency_key'),
    state('the rate limit is used up'),
    state('a boat', 'boat_id'),
  ]),
  gatewayProblems: [],
  document: {},
})
