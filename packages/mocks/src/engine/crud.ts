import type { Row } from '../world/store.ts'
import type { World } from '../world/world.ts'
import type { SandboxReply } from './call.ts'
import type { CallContext } from './call-context.ts'
import { successOf } from './example.ts'
import type { OperationEntry, ReplyEntry, Validator } from './operation-table.ts'
import type { BoundOperation } from './operations.ts'
import { codeOf, ProblemError } from './problems.ts'

type Fields = Readonly<Record<string, unknown>>

interface ResourceRow extends Row {
  readonly id: string
  /** The path of the collection it is in, with its parameters filled in. */
  readonly parent: string
  readonly fields: Fields
}

/**
 * What a service most likely does, from its paths alone: `/things` lists and creates, `/things/{id}` reads, changes and deletes. Gives
 * nothing for operations that do not look like that.
 */
export function inferred({ entry, service, face }: BoundOperation, call: CallContext): SandboxReply | undefined {
  const { template, key } = resourceOf(entry.path)
  const siblings = service.operations
  const isResource = siblings.some(
    (other) => resourceOf(other.path).template === template && resourceOf(other.path).key !== undefined,
  )
  if (!isResource) return undefined
  const success = successOf(entry)
  if (success === undefined) return undefined
  const [status, reply] = success
  const parent = `${face.name} ${filled(template, call.path as Fields)}`
  const rows = rowsOf(call.world)
  if (key === undefined) {
    if (entry.method === 'GET') return list(entry, call, status, reply, rows.where({ parent }))
    return entry.method === 'POST' ? create(call, status, reply, parent) : undefined
  }
  const id = String((call.path as Fields)[key])
  const row = rows.get(`${parent}/${id}`)
  if (row === undefined) throw new ProblemError(codeOf(entry.problems, 404) ?? 'not_found', {}, { status: 404 })
  switch (entry.method) {
    case 'GET':
      return call.reply(status, fitting(reply.validate, row.fields))
    case 'PUT':
    case 'PATCH': {
      const fields = fitting(reply.validate, { ...row.fields, ...(call.body as Fields), ...touched(call, row.fields) })
      rows.update(row.id, { fields })
      return call.reply(status, reply.mediaTypes.length === 0 ? undefined : fields)
    }
    case 'DELETE':
      rows.delete(row.id)
      return call.reply(status, reply.mediaTypes.length === 0 ? undefined : fitting(reply.validate, row.fields))
    default:
      return undefined
  }
}

/** `/things/{id}` is the key `id` in `/things`. */
function resourceOf(path: string): { readonly template: string; readonly key: string | undefined } {
  const match = /^(.*)\/\{([^{}/]+)\}$/.exec(path)
  return match === null ? { template: path, key: undefined } : { template: match[1] as string, key: match[2] as string }
}

function create(call: CallContext, status: number, reply: ReplyEntry, parent: string): SandboxReply {
  const example = exampleOf(reply)
  if (example === undefined) return call.reply(status, undefined)
  const rows = rowsOf(call.world)
  const idField = 'id' in example ? 'id' : (Object.keys(example).find((name) => /(^|_)id$|Id$/.test(name)) ?? 'id')
  const id = typeof example[idField] === 'string' ? call.world.random('ids').uuid() : rows.nextId()
  const owner = typeof example.user_id === 'number' && call.caller !== undefined ? { user_id: call.caller.userId } : {}
  const merged: Fields = {
    ...example,
    ...(call.body as Fields),
    ...(call.path as Fields),
    ...owner,
    ...stamped(call, example),
    [idField]: id,
  }
  const fields = fitting(reply.validate, merged)
  rows.insert({ id: `${parent}/${id}`, parent, fields })
  return call.reply(status, fields, locationOf(reply, call, id))
}

function list(
  entry: OperationEntry,
  call: CallContext,
  status: number,
  reply: ReplyEntry,
  rows: readonly ResourceRow[],
): SandboxReply {
  const query = call.query as Fields
  const example: unknown = Object.values(reply.examples)[0]
  const wanted = rows
    .map(({ fields }) => fields)
    .filter((fields) => Object.entries(query).every(([name, value]) => !(name in fields) || fields[name] === value))
  if (Array.isArray(example))
    return call.reply(status, wanted.slice(0, numberIn(query, 'limit') ?? numberIn(query, 'per_page') ?? wanted.length))
  const page = numberIn(query, 'page') ?? 1
  const size = numberIn(query, 'per_page') ?? numberIn(query, 'limit') ?? 20
  const shape = (typeof example === 'object' && example !== null ? example : {}) as Fields
  const items = entry.pagination?.items ?? Object.keys(shape).find((name) => Array.isArray(shape[name]))
  if (items === undefined) return call.reply(status, example)
  const known: Fields = { total: wanted.length, page, per_page: size, has_more: wanted.length > page * size }
  const counters = Object.fromEntries(Object.entries(known).filter(([name]) => name in shape))
  return call.reply(status, { ...shape, ...counters, [items]: wanted.slice((page - 1) * size, page * size) })
}

/** What the request brought and the answer does not have (a password, say) is left out; the answer's schema is closed and says so. */
function fitting(validate: Validator | undefined, fields: Fields): Fields {
  let result = fields
  while (validate !== undefined && !validate(result)) {
    const extra = validate.errors
      ?.map(({ params }) => params.unevaluatedProperty ?? params.additionalProperty)
      .find((name) => typeof name === 'string')
    if (typeof extra !== 'string' || !(extra in result)) return result
    const { [extra]: _dropped, ...rest } = result
    result = rest
  }
  return result
}

const timeFields = ['created_at', 'updated_at', 'createdAt', 'updatedAt']

const stamped = (call: CallContext, example: Fields): Fields =>
  Object.fromEntries(
    timeFields.filter((name) => typeof example[name] === 'string').map((name) => [name, call.world.clock.iso()]),
  )

const touched = (call: CallContext, fields: Fields): Fields =>
  Object.fromEntries(
    ['updated_at', 'updatedAt']
      .filter((name) => typeof fields[name] === 'string')
      .map((name) => [name, call.world.clock.iso()]),
  )

function exampleOf(reply: ReplyEntry): Fields | undefined {
  const [example] = Object.values(reply.examples)
  return typeof example === 'object' && example !== null && !Array.isArray(example) ? (example as Fields) : undefined
}

function locationOf(reply: ReplyEntry, call: CallContext, id: unknown): Record<string, string> {
  return reply.requiredHeaders.includes('location') ? { location: `${call.request.path}/${id}` } : {}
}

function numberIn(fields: Fields, name: string): number | undefined {
  const value = fields[name]
  return typeof value === 'number' ? value : undefined
}

const filled = (template: string, path: Fields): string =>
  template.replace(/\{([^}]+)\}/g, (_, name: string) => String(path[name]))

const rowsOf = (world: World) => world.store.collection<ResourceRow>('sandbox.resources', { indexes: ['parent'] })
