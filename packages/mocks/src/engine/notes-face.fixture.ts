import { LiveWorld, type WorldOptions } from '../world/live-world.ts'
import type { Behaviours, SandboxReply, SandboxRequest } from './call.ts'
import type { WebhookSender } from './effects.ts'
import { Engine, type EngineOptions } from './engine.ts'
import type { Face, Service } from './face.ts'
import type { OperationEntry, ProblemTable, ReplyEntry, Validator } from './operation-table.ts'
import { ProblemError } from './problems.ts'

/** A small API, written by hand as codegen would write it, for the engine's own tests. */

const problem = (code: string, status: number, title: string) => ({
  status,
  body: { type: `/problems/${code}`, title, status, detail: `${title}.`, code, request_id: 'req_example' },
})

export const gatewayProblems: ProblemTable = {
  path_not_found: problem('path_not_found', 404, 'No such path'),
  method_not_allowed: problem('method_not_allowed', 405, 'Method not allowed'),
  content_too_large: problem('content_too_large', 413, 'Body too large'),
  unsupported_media_type: problem('unsupported_media_type', 415, 'Content type not supported'),
  internal_error: problem('internal_error', 500, 'Internal error'),
  service_unavailable: problem('service_unavailable', 503, 'Service unavailable'),
}

const problems: ProblemTable = {
  token_missing: problem('token_missing', 401, 'Not signed in'),
  not_authorized: problem('not_authorized', 403, 'Not allowed'),
  note_not_found: problem('note_not_found', 404, 'Note not found'),
  idempotency_key_reused: problem('idempotency_key_reused', 409, 'Idempotency key reused'),
  note_locked: problem('note_locked', 409, 'Note locked'),
  validation_failed: problem('validation_failed', 422, 'Request not valid'),
  rate_limited: problem('rate_limited', 429, 'Too many requests'),
}

type Rules = Readonly<Record<string, { readonly type: string; readonly required?: boolean; readonly minimum?: number }>>

/** A check as Ajv would write it, for objects with a few fields. */
function objectCheck(rules: Rules, closed = false): Validator {
  const check: Validator = (data) => {
    const errors = []
    const value = (data ?? {}) as Readonly<Record<string, unknown>>
    for (const [name, rule] of Object.entries(rules)) {
      const given = value[name]
      const instancePath = `/${name}`
      if (given === undefined) {
        if (rule.required) errors.push({ instancePath: '', keyword: 'required', params: { missingProperty: name } })
      } else if (rule.type === 'integer' ? !Number.isInteger(given) : typeof given !== rule.type) {
        errors.push({ instancePath, keyword: 'type', params: { type: rule.type } })
      } else if (rule.minimum !== undefined && (given as number) < rule.minimum) {
        errors.push({ instancePath, keyword: 'minimum', params: { comparison: '>=', limit: rule.minimum } })
      }
    }
    for (const name of Object.keys(value)) {
      if (closed && !(name in rules))
        errors.push({ instancePath: '', keyword: 'additionalProperties', params: { additionalProperty: name } })
    }
    check.errors = errors
    return errors.length === 0
  }
  return check
}

const note: Rules = {
  id: { type: 'integer', required: true },
  text: { type: 'string', required: true },
  pages: { type: 'integer', required: true },
}

const example = { id: 1, text: 'Bees', pages: 2 }

const json = (validate: Validator | undefined, value?: unknown): ReplyEntry => ({
  mediaTypes: ['application/json'],
  ...(validate && { validate }),
  requiredHeaders: ['x-request-id'],
  examples: value === undefined ? {} : { example: value },
})

const errors: Readonly<Record<string, ReplyEntry>> = Object.fromEntries(
  ['401', '403', '404', '409', '422', '429'].map((status) => [
    status,
    {
      mediaTypes: ['application/problem+json'],
      requiredHeaders: status === '429' ? ['x-request-id', 'retry-after'] : ['x-request-id'],
      examples: {},
    },
  ]),
)

const idParameter = {
  name: 'note_id',
  in: 'path',
  required: true,
  coerce: 'integer',
  style: 'simple',
  explode: false,
} as const
const query = (name: string, fallback: number) =>
  ({ name, in: 'query', required: false, coerce: 'integer', style: 'form', explode: true, default: fallback }) as const

const idCheck = objectCheck({ note_id: { type: 'integer', required: true, minimum: 1 } })
const base = {
  service: 'notes',
  security: ['bearer'],
  idempotent: false,
  rateLimit: { limit: 3, seconds: 60, by: 'caller' },
  parameters: [],
  validate: {},
  problems,
} as const
const bodyCheck = objectCheck({
  text: { type: 'string', required: true },
  pages: { type: 'integer', required: true, minimum: 1 },
})

export const noteOperations: readonly OperationEntry[] = [
  {
    ...base,
    id: 'notes.create',
    method: 'POST',
    path: '/notes',
    idempotent: true,
    requestTypes: ['application/json', 'application/x-www-form-urlencoded'],
    bodyRequired: true,
    validate: { body: bodyCheck },
    replies: { '201': json(objectCheck(note, true), example), ...errors },
  },
  {
    ...base,
    id: 'notes.list',
    method: 'GET',
    path: '/notes',
    pagination: { items: 'items' },
    parameters: [query('page', 1), query('per_page', 20)],
    validate: {
      query: objectCheck({ page: { type: 'integer', minimum: 1 }, per_page: { type: 'integer', minimum: 1 } }),
    },
    replies: { '200': json(undefined, { items: [example], total: 1, page: 1, per_page: 20 }), ...errors },
  },
  {
    ...base,
    id: 'notes.get',
    method: 'GET',
    path: '/notes/{note_id}',
    parameters: [idParameter],
    validate: { path: idCheck },
    replies: { '200': json(objectCheck(note, true), example), ...errors },
  },
  {
    ...base,
    id: 'notes.update',
    method: 'PATCH',
    path: '/notes/{note_id}',
    requestTypes: ['application/json'],
    bodyRequired: true,
    parameters: [idParameter],
    validate: { path: idCheck, body: objectCheck({ pages: { type: 'integer', minimum: 1 } }) },
    replies: { '200': json(objectCheck(note, true), example), ...errors },
  },
  {
    ...base,
    id: 'notes.delete',
    method: 'DELETE',
    path: '/notes/{note_id}',
    parameters: [idParameter],
    validate: { path: idCheck },
    replies: { '204': { mediaTypes: [], requiredHeaders: ['x-request-id'], examples: {} }, ...errors },
  },
  {
    ...base,
    id: 'notes.remove',
    method: 'DELETE',
    path: '/admin/notes/{note_id}',
    access: 'admin',
    parameters: [idParameter],
    validate: { path: idCheck },
    replies: { '204': { mediaTypes: [], requiredHeaders: ['x-request-id'], examples: {} }, ...errors },
  },
  {
    ...base,
    id: 'notes.mine',
    method: 'GET',
    path: '/users/{user_id}/notes',
    access: 'self',
    parameters: [{ ...idParameter, name: 'user_id' }],
    replies: { '200': json(undefined, { count: 0 }), ...errors },
  },
  {
    ...base,
    id: 'notes.hook',
    method: 'POST',
    path: '/hook',
    security: [],
    requestTypes: ['application/json'],
    bodyRequired: true,
    replies: { '200': json(undefined, { received: true }), ...errors },
  },
  {
    ...base,
    id: 'notes.live',
    method: 'GET',
    path: '/live/{user_id}',
    security: [],
    parameters: [{ ...idParameter, name: 'user_id' }],
    replies: { '101': { mediaTypes: [], requiredHeaders: [], examples: {} } },
    socket: {
      server: objectCheck(
        { type: { type: 'string', required: true }, job_id: { type: 'integer' }, step: { type: 'integer' } },
        true,
      ),
      client: objectCheck({ type: { type: 'string', required: true } }, true),
      close: { 4401: 'no token' },
    },
  },
]

export function notesFace(behaviours: Behaviours = {}, more: Partial<Service> = {}): Face {
  return {
    name: 'platform',
    prefix: '',
    services: [{ name: 'notes', operations: noteOperations, behaviours, ...more }],
    /** The token is the user's id; `admin` is user 1. */
    authenticate(_world, request) {
      const [, token] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? []
      if (token === undefined) throw new ProblemError('token_missing')
      return token === 'admin'
        ? { userId: 1, role: 'admin', claims: {} }
        : { userId: Number(token), role: 'user', claims: {} }
    },
  }
}

const hookSender: WebhookSender = {
  provider: 'payer',
  platformPath: '/hook',
  platformSecret: 'inside',
  sign: (body, secret, at) => ({ signature: `${at}.${secret}.${body.length}` }),
  retrySchedule: [10, 60],
}

/** An engine with one world whose clock stands still. */
export function setUp(
  face: Face = notesFace(),
  options: Partial<EngineOptions> = {},
  world: Partial<WorldOptions> = {},
) {
  const engine = new Engine({ faces: [face], senders: [hookSender], gatewayProblems, ...options })
  const make = (name: string) =>
    new LiveWorld({
      name,
      handlers: engine.task,
      failed: (failing, task, error) => engine.violations.record(failing, task, error),
      ...world,
    })
  const live = make('default')
  engine.stateOf(live)
  return {
    engine,
    make,
    world: live,
    send: (method: string, path: string, more: Partial<SandboxRequest> = {}) => send(engine, live, method, path, more),
  }
}

export async function send(
  engine: Engine,
  world: LiveWorld,
  method: string,
  path: string,
  more: Partial<SandboxRequest> = {},
) {
  const [bare = '', query = ''] = path.split('?')
  const headers = {
    authorization: 'Bearer 7',
    ...(more.body !== undefined && { 'content-type': 'application/json' }),
    ...more.headers,
  }
  const reply = await engine.handle(world, {
    method,
    path: bare,
    query,
    origin: 'http://localhost:8000',
    ...more,
    headers,
  })
  return { ...reply, reply, json: jsonOf(reply) }
}

function jsonOf(reply: SandboxReply): Readonly<Record<string, unknown>> {
  return typeof reply.body === 'string' && /json/.test(reply.headers['content-type'] ?? '')
    ? JSON.parse(reply.body)
    : {}
}
