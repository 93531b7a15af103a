import { SpecError } from '../load/spec-error.ts'
import type { ApiModel, InteractionModel, JsonSchema, ServiceModel } from '../model.ts'
import { type MatchedValue, matchValue } from './pact-matchers.ts'
import { alternatives, isRecord, resolve, sample } from './pact-schema.ts'

/** A message that the provider sends of its own accord: a socket's frame, or a webhook. */
export interface PactMessage extends MatchedValue {
  /** `websockets.connect: progress`. */
  readonly description: string
  /** The operation that opens the socket, or the webhook's name. */
  readonly operation: string
  readonly states: InteractionModel['states']
}

/**
 * Every message of a service: one for each type that a socket carries towards the client, and one for each example of a webhook.
 *
 * @throws SpecError when no example of a message can be made from its schema
 */
export function messagesOf(service: ServiceModel, api: ApiModel): readonly PactMessage[] {
  const frames = service.operations.flatMap((operation) => {
    const made = (operation.messages?.server ?? []).flatMap((schema) =>
      branchesOf(schema, api).map((branch): PactMessage => {
        const value = sample(branch, api.schemas)
        const type = isRecord(value) && typeof value.type === 'string' ? value.type : undefined
        if (type === undefined) {
          throw new SpecError([
            {
              location: operation.location,
              message: `A message of ${operation.id} has no example with a type; give its schema one.`,
            },
          ])
        }
        const states = operation.interactions.get(type)?.states ?? [...operation.interactions.values()][0]?.states ?? []
        return {
          description: `${operation.id}: ${type}`,
          operation: operation.id,
          states,
          ...matchValue(branch, value, api.schemas),
        }
      }),
    )
    return made.sort((a, b) => (a.description < b.description ? -1 : 1))
  })
  const webhooks = service.webhooks.flatMap((webhook) =>
    (webhook.requestBody?.contents ?? []).flatMap((content) =>
      content.examples.map(
        (example): PactMessage => ({
          description: `${webhook.name}: ${example.name}`,
          operation: webhook.name,
          states: [],
          ...matchValue(content.schema, example.value, api.schemas),
        }),
      ),
    ),
  )
  return [...frames, ...webhooks]
}

/** The named branches of a union of messages, or the schema itself. */
function branchesOf(schema: JsonSchema, api: ApiModel): readonly JsonSchema[] {
  return alternatives(resolve(schema, api.schemas), api.schemas).branches
}
