import type { ProblemList } from '../../load/spec-error.ts'
import type { ApiModel, JsonSchema, SourceLocation } from '../../model.ts'
import { dereference, referencedName } from '../../references.ts'
import { draft7 } from './schema.ts'

/** A message that some channel carries. */
export interface Message {
  /** What tells it from others on its channel: `job_started`. */
  readonly name: string
  /** `#/components/messages/JobStarted`. */
  readonly reference: string
}

/** What is known of a message besides its schema. */
export interface MessageFacts {
  readonly name?: string
  readonly contentType?: string
  readonly headers?: JsonSchema
  readonly examples?: readonly { readonly name: string; readonly value?: unknown }[]
}

/** The messages of all channels, each written once. */
export class MessageList {
  readonly api: ApiModel
  readonly #problems: ProblemList
  readonly #messages = new Map<string, Record<string, unknown>>()
  readonly #schemas: JsonSchema[] = []

  constructor(api: ApiModel, problems: ProblemList) {
    this.api = api
    this.#problems = problems
  }

  /** The branches of a union are messages of their own; any other schema is one. */
  addEach(schema: JsonSchema, owner: string, location: SourceLocation): Message[] {
    const { oneOf, anyOf } = dereference(schema, this.api)
    const branches = [oneOf, anyOf].find((list): list is JsonSchema[] => Array.isArray(list)) ?? [schema]
    return branches.flatMap((branch) => this.add(branch, owner, location) ?? [])
  }

  /** Without a name of its own a message is called as its schema says: by its tag, or by the schema's name. */
  add(schema: JsonSchema, owner: string, location: SourceLocation, facts: MessageFacts = {}): Message | undefined {
    const target = dereference(schema, this.api)
    const schemaName = typeof schema.$ref === 'string' ? referencedName(schema.$ref) : undefined
    const name = facts.name ?? tagOf(target) ?? schemaName
    if (name === undefined) {
      this.#problems.add(location, `A message of ${owner} has no name: give it a schema of its own under components.`)
      return undefined
    }
    const key = schemaName ?? `${owner}.${name}`
    const examples = facts.examples ?? examplesOf(target, name)
    this.#messages.set(key, {
      name,
      ...(schemaName && { title: schemaName }),
      ...(typeof target.description === 'string' && { summary: target.description }),
      ...(facts.contentType && { contentType: facts.contentType }),
      ...(facts.headers && { headers: this.schema(facts.headers, location) }),
      payload: this.schema(schema, location),
      ...(examples.length > 0 && {
        examples: examples.flatMap((example) =>
          example.value === undefined ? [] : [{ name: example.name, payload: example.value }],
        ),
      }),
    })
    return { name, reference: `#/components/messages/${key}` }
  }

  /** A schema as AsyncAPI has it; what it refers to becomes part of the document. */
  schema(schema: JsonSchema, location: SourceLocation): unknown {
    this.#schemas.push(schema)
    return draft7(schema, (message) => this.#problems.add(location, `In a message ${message}.`))
  }

  /** Every schema that was asked for, as the spec has it. */
  schemas(): readonly JsonSchema[] {
    return this.#schemas
  }

  print(): Record<string, unknown> {
    return Object.fromEntries([...this.#messages].sort(([one], [other]) => (one < other ? -1 : 1)))
  }
}

/** The constant by which a receiver knows the message. */
const tagOf = ({ properties }: JsonSchema): string | undefined => {
  const tag = isRecord(properties) ? properties.type : undefined
  return isRecord(tag) && typeof tag.const === 'string' ? tag.const : undefined
}

const examplesOf = ({ examples, example }: JsonSchema, name: string): { name: string; value: unknown }[] =>
  (Array.isArray(examples) ? examples : example === undefined ? [] : [example]).map((value) => ({ name, value }))

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
