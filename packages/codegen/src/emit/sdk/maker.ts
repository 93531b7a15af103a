import type { Direction } from '../../direction.ts'
import type { JsonSchema, OperationModel } from '../../model.ts'
import { quote } from '../../names.ts'
import { dereference } from '../../references.ts'
import { isJson, type TypeWriter } from './parts.ts'

/** What makes the function of an operation, and what that gives. */
export interface Maker {
  readonly name: string
  readonly from: string
  readonly type: string
  /** Where the type comes from, if not from where the function does. */
  readonly typeFrom?: string
  readonly feature?: string | undefined
  readonly example: 'await' | 'pages' | 'stream' | 'socket'
  readonly returns: (value: string, problem: string) => string
}

/** What a call of the operation gives: a value, pages, events or a socket. */
export const makerOf = (model: OperationModel, writer: TypeWriter): Maker => {
  if (model.messages) {
    const union = (schemas: readonly JsonSchema[], direction: Direction) =>
      schemas.map((schema) => writer.write(schema, direction)).join(' | ') || 'never'
    const server = union(model.messages.server, 'response')
    const client = union(model.messages.client, 'request')
    return {
      name: 'socket',
      from: '../../realtime/socket.ts',
      type: 'Socket',
      example: 'socket',
      returns: () => `Promise<Socket<${server}, ${client}>>`,
    }
  }
  if (model.stream) {
    const event = writer.write(model.stream.events, 'response')
    const { format } = model.stream
    return {
      name: format,
      from: `../../streams/${format}.ts`,
      type: 'EventStream',
      typeFrom: '../../streams/stream-call.ts',
      example: 'stream',
      returns: (_, problem) => `EventStream<${event}, ${problem}>`,
    }
  }
  const page = model.responses
    .find(({ status }) => status.startsWith('2'))
    ?.contents.find(({ mediaType }) => isJson(mediaType))
  const items =
    model.pagination?.style === 'page' ? writer.propertiesOf(page?.schema)[model.pagination.items] : undefined
  if (model.pagination && items) {
    const { items: name } = model.pagination
    const element = dereference(items, writer.api).items as JsonSchema | undefined
    const item = element ? writer.write(element, 'response') : 'unknown'
    return {
      name: 'paged',
      from: '../../pages/paged.ts',
      type: 'PagePromise',
      feature: name === 'items' ? undefined : `{ items: ${quote(name)} }`,
      example: 'pages',
      returns: (value, problem) => `PagePromise<${value}, ${item}, ${problem}>`,
    }
  }
  return {
    name: 'operation',
    from: '../../http/execute.ts',
    type: 'ApiPromise',
    example: 'await',
    returns: (value, problem) => `ApiPromise<${value}, ${problem}>`,
  }
}
