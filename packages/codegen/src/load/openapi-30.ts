type Draft = Record<string, unknown>

/**
 * Says in JSON Schema 2020-12 what a schema of OpenAPI 3.0 says. Works on one level; its parts have been done already.
 *
 * @see https://www.openapis.org/blog/2021/02/16/migrating-from-openapi-3-0-to-3-1-0
 */
export const schemaFrom30 = (schema: Readonly<Draft>): Draft => {
  // In 3.0 whatever stands beside a reference is ignored.
  if (typeof schema.$ref === 'string') return { $ref: schema.$ref }
  const { nullable, example, exclusiveMinimum, exclusiveMaximum, ...rest } = schema
  const result: Draft = rest
  bound(result, 'minimum', 'exclusiveMinimum', exclusiveMinimum)
  bound(result, 'maximum', 'exclusiveMaximum', exclusiveMaximum)
  if (example !== undefined) result.examples = [example]
  if (result.type === 'string' && result.format === 'binary') {
    delete result.format
    result.contentMediaType = 'application/octet-stream'
  }
  if (result.type === 'string' && result.format === 'byte') {
    delete result.format
    result.contentEncoding = 'base64'
  }
  return nullable === true ? orNull(result) : result
}

const bound = (schema: Draft, limit: string, exclusive: string, flag: unknown): void => {
  if (flag === true) {
    schema[exclusive] = schema[limit]
    delete schema[limit]
  } else if (typeof flag === 'number') {
    schema[exclusive] = flag
  }
}

const orNull = (schema: Draft): Draft => {
  if (Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum = [...schema.enum, null]
  if (typeof schema.type === 'string') return { ...schema, type: [schema.type, 'null'] }
  const { title, description, deprecated, examples, default: fallback, ...constraints } = schema
  // `nullable: true` around a composition says nothing by the letter of 3.0.3; everybody who writes it means this.
  if (Object.keys(constraints).length === 0) return schema
  const annotations = Object.entries({ title, description, deprecated, examples, default: fallback })
  return {
    ...Object.fromEntries(annotations.filter(([, value]) => value !== undefined)),
    anyOf: [constraints, { type: 'null' }],
  }
}
