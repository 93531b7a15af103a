import type { Direction } from '../../direction.ts'
import type { ApiModel, JsonSchema } from '../../model.ts'
import { dereference } from '../../references.ts'
import { printType, typeReferences } from '../../schema-type.ts'

/** Writes the types of one operation and remembers the names that they mention. */
export class TypeWriter {
  readonly api: ApiModel
  readonly names = new Set<string>()

  constructor(api: ApiModel) {
    this.api = api
  }

  write(schema: JsonSchema, direction: Direction): string {
    for (const name of typeReferences(schema, this.api, direction)) this.names.add(name)
    return printType(schema, this.api, direction)
  }

  /** The properties that a schema names itself; none where it is no object. */
  propertiesOf(schema: JsonSchema | undefined): Readonly<Record<string, JsonSchema>> {
    return (
      (schema ? (dereference(schema, this.api).properties as Record<string, JsonSchema> | undefined) : undefined) ?? {}
    )
  }
}

/** A name and the module that it comes from, as the operations' modules see it. */
export type Import = readonly [from: string, name: string]

/** What the descriptor of an operation holds for one of its traits. */
export interface Traits {
  /** The sum of the SDK's flags. */
  readonly flags: number
  /** Expressions of `OperationFeatures`. */
  readonly features: readonly string[]
  /** Functions that the expressions mention. */
  readonly imports: readonly Import[]
}

/** The values of `flag` in the SDK's http/operation.ts. */
export const flag = { body: 1, query: 2, keyed: 4, open: 8, signsIn: 16, signsOut: 32, empty: 64 } as const

export const isJson = (mediaType: string): boolean => /^application\/([\w.-]+\+)?json\b/i.test(mediaType)
