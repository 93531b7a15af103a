import type { OperationModel, ServiceModel, WebhookModel } from '../../model.ts'
import { type Channel, objectOf } from './channel.ts'
import type { MessageList } from './messages.ts'
import { takeName, webhookChannelName } from './operation-names.ts'

/** The channel on which a service takes its webhooks; none where it has none. */
export const webhookChannel = (service: ServiceModel, list: MessageList): Channel[] => {
  if (service.webhooks.length === 0) return []
  const name = webhookChannelName(service.name)
  const receiver = receiverOf(service)
  const messages = service.webhooks.flatMap((webhook) => messageOf(webhook, service, list) ?? [])
  const channel = {
    // Without one operation that takes them all, only who sends them knows where to.
    address: receiver?.path ?? null,
    title: receiver?.summary ?? `Webhooks of ${service.title}`,
    ...(receiver?.description && { description: receiver.description }),
    servers: [{ $ref: '#/servers/http' }],
    messages: Object.fromEntries(messages.map((message) => [message.name, { $ref: message.reference }])),
  }
  const methods = new Set(service.webhooks.map(({ method }) => method))
  const [method] = methods
  const receive = {
    action: 'receive',
    channel: { $ref: `#/channels/${name}` },
    title: channel.title,
    summary: 'One request for each event.',
    messages: messages.map((message) => ({ $ref: `#/channels/${name}/messages/${message.name}` })),
    ...(methods.size === 1 && { bindings: { http: { method, bindingVersion: '0.3.0' } } }),
    ...(receiver && { 'x-operation-id': receiver.id }),
  }
  return [
    {
      name,
      service: service.name,
      protocol: 'http',
      channel,
      operations: { [takeName(service.name)]: receive },
      securitySchemes: {},
    },
  ]
}

/** The operation that is called when something happens: of the same method, with the same headers. */
const receiverOf = ({ webhooks, operations }: ServiceModel): OperationModel | undefined => {
  const shapes = new Set(webhooks.map(shapeOf))
  const found = operations.filter((operation) => headersOf(operation).length > 0 && shapes.has(shapeOf(operation)))
  return shapes.size === 1 && found.length === 1 ? found[0] : undefined
}

const shapeOf = (one: Pick<WebhookModel, 'method' | 'parameters'>): string =>
  [one.method, ...headersOf(one).map(({ name }) => name.toLowerCase())].join(' ')

const headersOf = ({ parameters }: Pick<WebhookModel, 'parameters'>) =>
  parameters.filter((parameter) => parameter.in === 'header')

const messageOf = (webhook: WebhookModel, service: ServiceModel, list: MessageList) => {
  const [content] = webhook.requestBody?.contents ?? []
  if (content === undefined) return undefined
  const headers = headersOf(webhook)
  const location = { file: service.file, line: 1, column: 1, pointer: `/webhooks/${webhook.name}` }
  return list.add(content.schema, webhookChannelName(service.name), location, {
    name: webhook.name,
    contentType: content.mediaType,
    ...(headers.length > 0 && { headers: objectOf(headers) }),
    examples: content.examples,
  })
}
