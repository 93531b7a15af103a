import type { InteractionModel, JsonSchema, MessagesModel, OperationModel, ProviderStateModel } from '../model.ts'
import { complain, type LoadContext } from './context.ts'
import { isObject } from './json.ts'

type Resolved = Readonly<Record<string, unknown>>
type Extensions = Pick<
  OperationModel,
  'access' | 'idempotent' | 'pagination' | 'stream' | 'rateLimit' | 'messages' | 'interactions'
>

const accessLevels = ['self', 'owner', 'admin'] as const
const paginationStyles = ['page', 'cursor'] as const
const streamFormats = ['sse', 'ndjson'] as const
const limitSubjects = ['caller', 'address'] as const

/** The extensions of an operation (docs/specs.md), checked. Whatever is malformed is reported and left out. */
export const readExtensions = (context: LoadContext, operation: Resolved, fallbackLimit: unknown): Extensions => {
  const wrong = (key: string, message: string): undefined => {
    complain(context, operation, [key], `${key} ${message}`)
    return undefined
  }
  const access = operation['x-access']
  const idempotent = operation['x-idempotency']
  if (access !== undefined && !isOneOf(accessLevels, access))
    wrong('x-access', `must be one of ${accessLevels.join(', ')}.`)
  if (idempotent !== undefined && typeof idempotent !== 'boolean') wrong('x-idempotency', 'must be true or false.')
  const pagination = readPagination(operation['x-pagination'], wrong)
  const stream = readStream(operation['x-stream'], wrong)
  const rateLimit = readRateLimit(operation['x-rate-limit'] ?? fallbackLimit, wrong)
  const messages = readMessages(operation['x-messages'], wrong)
  return {
    ...(isOneOf(accessLevels, access) && { access }),
    idempotent: idempotent === true,
    ...(pagination && { pagination }),
    ...(stream && { stream }),
    ...(rateLimit && { rateLimit }),
    ...(messages && { messages }),
    interactions: readInteractions(operation['x-interactions'], wrong),
  }
}

type Wrong = (key: string, message: string) => undefined

const isOneOf = <Value extends string>(values: readonly Value[], value: unknown): value is Value =>
  values.some((candidate) => candidate === value)

const readPagination = (value: unknown, wrong: Wrong): OperationModel['pagination'] => {
  if (value === undefined) return undefined
  if (!isObject(value) || !isOneOf(paginationStyles, value.style) || typeof value.items !== 'string') {
    return wrong('x-pagination', 'must be { style: page | cursor, items: <the property that holds the items> }.')
  }
  return { style: value.style, items: value.items }
}

const readStream = (value: unknown, wrong: Wrong): OperationModel['stream'] => {
  if (value === undefined) return undefined
  if (!isObject(value) || !isObject(value.events) || !isOneOf(streamFormats, value.format)) {
    return wrong('x-stream', 'must be { events: <schema>, format: sse | ndjson }.')
  }
  return { events: value.events, format: value.format }
}

const readRateLimit = (value: unknown, wrong: Wrong): OperationModel['rateLimit'] => {
  if (value === undefined) return undefined
  const positive = (number: unknown): number is number => typeof number === 'number' && number > 0
  if (!isObject(value) || !positive(value.limit) || !positive(value.seconds) || !isOneOf(limitSubjects, value.by)) {
    return wrong('x-rate-limit', 'must be { limit: <requests>, seconds: <window>, by: caller | address }.')
  }
  return { limit: value.limit, seconds: value.seconds, by: value.by }
}

const readMessages = (value: unknown, wrong: Wrong): MessagesModel | undefined => {
  if (value === undefined) return undefined
  const schemas = (list: unknown): readonly JsonSchema[] => (Array.isArray(list) ? list.filter(isObject) : [])
  const close = isObject(value) ? (value.close ?? {}) : undefined
  const meanings = isObject(close) ? Object.entries(close) : []
  if (
    !isObject(value) ||
    !isObject(close) ||
    !meanings.every(([code, meaning]) => /^\d{4}$/.test(code) && typeof meaning === 'string')
  ) {
    return wrong('x-messages', 'must be { server: [<schema>], client: [<schema>], close: { <code>: <meaning> } }.')
  }
  return {
    server: schemas(value.server),
    client: schemas(value.client),
    close: new Map(meanings.map(([code, meaning]) => [Number(code), String(meaning)])),
  }
}

const readInteractions = (value: unknown, wrong: Wrong): ReadonlyMap<string, InteractionModel> => {
  const interactions = new Map<string, InteractionModel>()
  if (value === undefined) return interactions
  if (!isObject(value)) {
    wrong('x-interactions', 'must be { <example name>: { states, path, query, headers, body, or } }.')
    return interactions
  }
  for (const [name, entry] of Object.entries(value)) {
    const unknown = isObject(entry) ? Object.keys(entry).filter((key) => !interactionMembers.includes(key)) : []
    if (!isObject(entry) || unknown.length > 0) {
      wrong(
        'x-interactions',
        `${name} may only hold ${interactionMembers.join(', ')}${unknown.length > 0 ? `, not ${unknown.join(', ')}` : ''}.`,
      )
      continue
    }
    const states = entry.states ?? []
    if (!Array.isArray(states) || !states.every((state) => isObject(state) && typeof state.name === 'string')) {
      wrong('x-interactions', `${name}.states must be a list of { name, params }.`)
      continue
    }
    const { or } = entry
    if (or !== undefined && !(Array.isArray(or) && or.every((other) => typeof other === 'string'))) {
      wrong('x-interactions', `${name}.or must be a list of names of success examples.`)
      continue
    }
    const headers = Object.entries(objectOr(entry.headers)).map(([header, text]) => [header, String(text)] as const)
    interactions.set(name, {
      states: states.map((state) => ({ name: String(state.name), params: objectOr(state.params) })),
      path: objectOr(entry.path),
      query: objectOr(entry.query),
      headers: Object.fromEntries(headers),
      ...('body' in entry && { body: entry.body }),
      ...(or !== undefined && { or }),
    })
  }
  return interactions
}

const interactionMembers = ['states', 'path', 'query', 'headers', 'body', 'or']

const objectOr = (value: unknown): Resolved => (isObject(value) ? value : {})

/** The catalogue of provider states that one file declares; its schemas have been resolved already. */
export const readProviderStates = (context: LoadContext, states: Resolved): ProviderStateModel[] =>
  Object.entries(states).flatMap(([name, state]) => {
    if (!isObject(state)) return []
    if (typeof state.description !== 'string') {
      complain(context, state, [], `The provider state "${name}" needs a description.`)
      return []
    }
    return [{ name, description: state.description, params: schemas(state.params), returns: schemas(state.returns) }]
  })

const schemas = (value: unknown): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(
    Object.entries(objectOr(value)).filter((entry): entry is [string, JsonSchema] => isObject(entry[1])),
  )
