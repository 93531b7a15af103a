import type { JsonSchema, OperationModel } from '../../model.ts'
import type { InteractionRequest } from './interaction-request.ts'
import { alternatives, belongs, isRecord, resolve, type Schemas, typesOf } from './schema.ts'

/** A request with one wrong field, and where it is in the words of a validation problem: `['body', 'title']`. */
export interface Broken {
  readonly request: InteractionRequest
  readonly at: readonly [place: string, field: string]
}

/** Breaks the first field that can be wrong: of the body, then of the query, then of the path. */
export function breakField(
  operation: OperationModel,
  request: InteractionRequest,
  schemas: Schemas,
): Broken | undefined {
  return (
    breakBody(operation, request, schemas) ??
    breakParameter(operation, request, 'query', schemas) ??
    breakParameter(operation, request, 'path', schemas)
  )
}

function breakBody(operation: OperationModel, request: InteractionRequest, schemas: Schemas): Broken | undefined {
  const { body } = request
  if (body === undefined || !isRecord(body.value)) return undefined
  const content = operation.requestBody?.contents.find(({ mediaType }) => mediaType === body.mediaType)
  const { branches } = alternatives(resolve(content?.schema, schemas), schemas)
  const branch = branches.find((one) => belongs(body.value, one, schemas)) ?? branches[0]
  const properties = isRecord(branch?.properties) ? branch.properties : {}
  const written = body.mediaType.includes('json') ? 'json' : 'text'
  for (const [name, schema] of Object.entries(properties)) {
    const value = wrongValue(schema, schemas, written)
    if (value === undefined) continue
    return {
      request: {
        ...request,
        body: { ...body, value: { ...body.value, [name]: value } },
        written: new Set([...request.written, `body.${name}`]),
      },
      at: ['body', name],
    }
  }
  return undefined
}

function breakParameter(
  operation: OperationModel,
  request: InteractionRequest,
  place: 'query' | 'path',
  schemas: Schemas,
): Broken | undefined {
  for (const parameter of operation.parameters) {
    if (parameter.in !== place) continue
    const value = wrongValue(parameter.schema, schemas, place === 'path' ? 'segment' : 'text')
    if (value === undefined) continue
    return {
      request: {
        ...request,
        [place]: { ...request[place], [parameter.name]: value },
        written: new Set([...request.written, `${place}.${parameter.name}`]),
      },
      at: [place, parameter.name],
    }
  }
  return undefined
}

/**
 * A value that breaks the schema, or undefined where none does. In a text anything is a string, so only what constrains a string counts; a
 * segment of a path can be neither empty nor hold what a URL would have to escape.
 */
function wrongValue(schema: unknown, schemas: Schemas, written: 'json' | 'text' | 'segment'): unknown {
  const { branches } = alternatives(resolve(schema, schemas), schemas)
  const [branch] = branches
  if (branch === undefined || branches.length > 1) return undefined
  if ('const' in branch || Array.isArray(branch.enum)) return 'not_one_of_these'
  switch (typesOf(branch)[0]) {
    case 'string':
      return wrongString(branch, written)
    case 'integer':
    case 'number':
      if (typeof branch.minimum === 'number') return branch.minimum - 1
      if (typeof branch.maximum === 'number') return branch.maximum + 1
      return 'not_a_number'
    case 'boolean':
      return 'not_a_boolean'
    case 'array':
      return written === 'json' ? 'not_a_list' : undefined
    case 'object':
      return written === 'json' ? 'not_an_object' : undefined
    default:
      return undefined
  }
}

function wrongString(branch: JsonSchema, written: 'json' | 'text' | 'segment'): unknown {
  const { pattern, minLength, maxLength, format } = branch
  if (typeof pattern === 'string') {
    const expression = new RegExp(pattern, 'u')
    const found = ['x', '!', '0', '~~~'].find((text) => !expression.test(text))
    if (found !== undefined) return found
  }
  if (typeof format === 'string' && ['email', 'date-time', 'date', 'uri', 'uuid'].includes(format))
    return `not-a-valid-${format}`
  if (typeof minLength === 'number' && minLength > 0 && written !== 'segment') return 'x'.repeat(minLength - 1)
  if (typeof maxLength === 'number' && maxLength < 1024) return 'x'.repeat(maxLength + 1)
  return written === 'json' ? 0 : undefined
}
