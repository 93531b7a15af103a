import { alternatives, resolve, sample } from '../emit/pact/schema.ts'
import { isObject } from '../load/json.ts'
import type { ApiModel, JsonSchema } from '../model.ts'
import type { Sides } from './change.ts'
import { behindReference } from './flat-schema.ts'

interface Message {
  readonly schema: JsonSchema
  readonly name: string
}

/** The messages of a socket in two versions: those that one side does not have, and those of both. */
export function becameOther(
  { old, new: next }: Sides,
  before: readonly JsonSchema[],
  after: readonly JsonSchema[],
): {
  readonly gone: readonly Message[]
  readonly added: readonly Message[]
  readonly kept: readonly { readonly before: JsonSchema; readonly after: JsonSchema; readonly name: string }[]
} {
  const left = messagesOf(before, old)
  const right = messagesOf(after, next)
  const find = (messages: readonly Message[], name: string) => messages.find((message) => message.name === name)
  return {
    gone: left.filter(({ name }) => find(right, name) === undefined),
    added: right.filter(({ name }) => find(left, name) === undefined),
    kept: left.flatMap(({ schema, name }) => {
      const other = find(right, name)
      return other === undefined ? [] : [{ before: schema, after: other.schema, name }]
    }),
  }
}

/** A message is called by the constant of its `type`, else by its schema, else by where it stands. */
function messagesOf(schemas: readonly JsonSchema[], api: ApiModel): Message[] {
  return schemas.flatMap((schema, index) =>
    branches(schema, api).map((branch) => {
      const value = sample(branch, api.schemas)
      const type = isObject(value) && typeof value.type === 'string' ? value.type : undefined
      return { schema: branch, name: type ?? behindReference(branch, api).name ?? `number ${index + 1}` }
    }),
  )
}

/** The alternatives of a union as they are written, so that each keeps its place. */
function branches(schema: JsonSchema, api: ApiModel): readonly JsonSchema[] {
  const { part } = behindReference(schema, api)
  const union = isObject(part) ? (part.oneOf ?? part.anyOf) : undefined
  if (Array.isArray(union)) return union.filter(isObject).flatMap((branch) => branches(branch, api))
  const { branches: plain } = alternatives(resolve(schema, api.schemas), api.schemas)
  return plain.length > 1 ? plain : [schema]
}
