import type { JsonSchema, ParameterModel } from '../../model.ts'

/** A channel, what is done on it, and what it needs besides. */
export interface Channel {
  readonly name: string
  readonly service: string
  readonly protocol: 'http' | 'ws'
  readonly channel: Record<string, unknown>
  readonly operations: Record<string, unknown>
  readonly securitySchemes: Record<string, unknown>
}

/** Parameters as the properties of an object. */
export const objectOf = (parameters: readonly ParameterModel[]): JsonSchema => {
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name)
  const described = parameters.map(({ name, schema, description, example }) => [
    name,
    { ...schema, ...(description && { description }), ...(example !== undefined && { examples: [example] }) },
  ])
  return {
    type: 'object',
    properties: Object.fromEntries(described),
    ...(required.length > 0 && { required }),
  }
}
