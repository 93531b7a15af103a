import { SpecError } from '../../load/spec-error.ts'
import type { ApiModel, InteractionModel, JsonSchema, OperationModel, ServiceModel } from '../../model.ts'
import { type MatchedValue, matchValue } from './matchers.ts'
import { alternatives, isRecord, resolve, sample } from './schema.ts'

/** A message that is sent without being asked for: a socket's frame, or a webhook. */
export interface PactMessage extends MatchedValue {
  readonly type: 'frame' | 'webhook'
  /** `websockets.connect: progress`. */
  readonly description: string
  /** The operation that opens the socket, or the webhook's name. */
  readonly operation: string
  readonly states: InteractionModel['states']
  /** How to hear a frame. `${name}` stands for a value that a provider state returns. */
  readonly socket?: { readonly url: string; readonly send?: unknown }
}

/**
 * Every message of a service: one for each type that a socket carries towards the client, and one for each example of a webhook.
 *
 * @throws SpecError when no example of a message can be made from its schema, or nothing says how a client comes to hear it
 */
export function messagesOf(service: ServiceModel, api: ApiModel): readonly PactMessage[] {
  const frames = service.operations.flatMap((operation) =>
    (operation.messages?.server ?? []).flatMap((schema) =>
      branchesOf(schema, api).map((branch) => frame(operation, branch, api)),
    ),
  )
  const webhooks = service.webhooks.flatMap((webhook) =>
    (webhook.requestBody?.contents ?? []).flatMap((content) =>
      content.examples.map(
        (example): PactMessage => ({
          type: 'webhook',
          description: `${webhook.name}: ${example.name}`,
          operation: webhook.name,
          states: [],
          ...matchValue(content.schema, example.value, api.schemas),
        }),
      ),
    ),
  )
  return [...frames, ...webhooks].sort((a, b) => (a.description < b.description ? -1 : 1))
}

function frame(operation: OperationModel, schema: JsonSchema, api: ApiModel): PactMessage {
  const value = sample(schema, api.schemas)
  const type = isRecord(value) && typeof value.type === 'string' ? value.type : undefined
  if (type === undefined) {
    throw wrong(operation, `A message of ${operation.id} has no example with a type; give its schema one.`)
  }
  const entry = operation.interactions.get(type)
  if (entry === undefined) {
    throw wrong(
      operation,
      `Nothing says how a client of ${operation.id} comes to hear ${type}. Give it an entry in x-interactions.`,
    )
  }
  const returned = new Set(entry.states.flatMap(({ name }) => Object.keys(api.providerStates.get(name)?.returns ?? {})))
  const send = entry.body === undefined ? undefined : injected(entry.body, returned)
  return {
    type: 'frame',
    description: `${operation.id}: ${type}`,
    operation: operation.id,
    states: entry.states,
    socket: { url: addressOf(operation, returned), ...(send !== undefined && { send }) },
    ...matchValue(schema, value, api.schemas),
  }
}

function addressOf(operation: OperationModel, returned: ReadonlySet<string>): string {
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    if (returned.has(name)) return `\${${name}}`
    const example = operation.parameters.find((parameter) => parameter.name === name)?.example
    return encodeURIComponent(String(example))
  })
  const query = operation.parameters
    .filter((parameter) => parameter.in === 'query' && returned.has(parameter.name))
    .map(({ name }) => `${name}=\${${name}}`)
  return query.length === 0 ? path : `${path}?${query.join('&')}`
}

function injected(message: unknown, returned: ReadonlySet<string>): unknown {
  if (!isRecord(message)) return message
  return Object.fromEntries(
    Object.entries(message).map(([name, value]) => [name, returned.has(name) ? `\${${name}}` : value]),
  )
}

/** The named branches of a union of messages, or the schema itself. */
function branchesOf(schema: JsonSchema, api: ApiModel): readonly JsonSchema[] {
  return alternatives(resolve(schema, api.schemas), api.schemas).branches
}

function wrong(operation: OperationModel, message: string): SpecError {
  return new SpecError([{ location: operation.location, message }])
}
