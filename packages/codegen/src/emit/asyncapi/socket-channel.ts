import type { OperationModel } from '../../model.ts'
import { type Channel, objectOf } from './channel.ts'
import type { Message, MessageList } from './messages.ts'
import { receiveName, sendName } from './operation-names.ts'

/** The channel of an operation that opens a socket; of any other, none. */
export const socketChannel = (operation: OperationModel, list: MessageList): Channel[] => {
  if (operation.messages === undefined) return []
  const { id, messages, interactions, location } = operation
  const told = messages.server.flatMap((schema) => list.addEach(schema, id, location))
  const heard = messages.client.flatMap((schema) => list.addEach(schema, id, location))
  const of = (message: Message) => ({ $ref: `#/channels/${id}/messages/${message.name}` })
  const token = operation.parameters.find(({ in: place, name }) => place === 'query' && name === 'token')
  const scheme = `${id}.token`
  const security = token && { security: [{ $ref: `#/components/securitySchemes/${scheme}` }] }
  const operations: [string, unknown][] = [
    [
      sendName(id),
      {
        action: 'send',
        channel: { $ref: `#/channels/${id}` },
        title: operation.summary,
        summary: 'What a client is told.',
        ...security,
        messages: told.map(of),
      },
    ],
  ]
  for (const message of heard) {
    // An interaction in which a client says something first tells what it is told for it.
    const answers = told.filter(({ name }) => typeOf(interactions.get(name)?.body) === message.name)
    operations.push([
      receiveName(id, message.name),
      {
        action: 'receive',
        channel: { $ref: `#/channels/${id}` },
        summary: 'What a client may say.',
        ...security,
        messages: [of(message)],
        ...(answers.length > 0 && { reply: { channel: { $ref: `#/channels/${id}` }, messages: answers.map(of) } }),
      },
    ])
  }
  return [
    {
      name: id,
      service: operation.service,
      protocol: 'ws',
      channel: {
        address: operation.path,
        title: operation.summary,
        description: [operation.description, closeCodes(messages.close)].filter(Boolean).join('\n\n'),
        servers: [{ $ref: '#/servers/ws' }],
        ...parametersOf(operation),
        messages: Object.fromEntries([...told, ...heard].map(({ name, reference }) => [name, { $ref: reference }])),
        bindings: { ws: { method: 'GET', ...queryOf(operation, list), bindingVersion: '0.1.0' } },
        'x-close-codes': Object.fromEntries([...messages.close].map(([code, meaning]) => [String(code), meaning])),
      },
      operations: Object.fromEntries(operations),
      securitySchemes: token
        ? { [scheme]: { type: 'httpApiKey', in: 'query', name: token.name, description: token.description } }
        : {},
    },
  ]
}

/** AsyncAPI has no place for them, so people read them in the description and programs in an extension. */
const closeCodes = (close: ReadonlyMap<number, string>): string =>
  close.size === 0
    ? ''
    : ['| closed with | means |', '|---|---|', ...[...close].map(([code, meaning]) => `| ${code} | ${meaning} |`)].join(
        '\n',
      )

const parametersOf = ({ parameters }: OperationModel): Record<string, unknown> => {
  const path = parameters.filter((parameter) => parameter.in === 'path')
  const described = path.map(({ name, description, example }) => [
    name,
    { ...(description && { description }), ...(example !== undefined && { examples: [String(example)] }) },
  ])
  return path.length > 0 ? { parameters: Object.fromEntries(described) } : {}
}

const queryOf = ({ parameters, location }: OperationModel, list: MessageList): Record<string, unknown> => {
  const query = parameters.filter((parameter) => parameter.in === 'query')
  return query.length > 0 ? { query: list.schema(objectOf(query), location) } : {}
}

const typeOf = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && 'type' in message ? message.type : undefined
