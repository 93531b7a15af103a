import { stringify } from 'yaml'
import { headerOf, sourceOf } from '../../header.ts'
import { ProblemList } from '../../load/spec-error.ts'
import type { ApiModel, Emitter } from '../../model.ts'
import { referencesOf } from '../../references.ts'
import type { Channel } from './channel.ts'
import { MessageList } from './messages.ts'
import { draft7 } from './schema.ts'
import { socketChannel } from './socket-channel.ts'
import { webhookChannel } from './webhook-channel.ts'

/**
 * The platform's AsyncAPI 3.0 document: its sockets, and the webhooks that it takes. It describes the platform, so what the platform says is
 * `send` and what it hears is `receive`.
 *
 * @throws SpecError where a message says what AsyncAPI's schemas (draft 7 of JSON Schema) cannot, or has no name
 */
export const emitAsyncApi: Emitter = (apis) =>
  apis.flatMap((api) => {
    if (api.kind !== 'platform') return []
    const problems = new ProblemList()
    const document = documentOf(api, problems)
    problems.throwIfAny()
    if (document === undefined) return []
    const header = headerOf(sourceOf(api)).replace('//', '#')
    return [{ path: `packages/contracts/asyncapi/${api.name}.yaml`, content: `${header}\n\n${print(document)}` }]
  })

/** The document itself; nothing where no message travels. */
export const documentOf = (api: ApiModel, problems: ProblemList): Record<string, unknown> | undefined => {
  const messages = new MessageList(api, problems)
  const channels = api.services.flatMap((service) => [
    ...service.operations.flatMap((operation) => socketChannel(operation, messages)),
    ...webhookChannel(service, messages),
  ])
  if (channels.length === 0) return undefined
  const services = api.services.filter(({ name }) => channels.some(({ service }) => service === name))
  const securitySchemes = Object.assign({}, ...channels.map((channel) => channel.securitySchemes))
  return {
    asyncapi: '3.0.0',
    info: {
      title: `${infoOf(api).title}: messages`,
      version: infoOf(api).version,
      description:
        'What travels without being asked for: sockets and webhooks. Requests and their answers stand in the OpenAPI files.',
      ...(infoOf(api).license && { license: infoOf(api).license }),
      tags: services.map(({ name, description }) => ({ name, ...(description && { description }) })),
    },
    defaultContentType: 'application/json',
    servers: serversOf(api, channels),
    channels: Object.fromEntries(channels.map(({ name, channel }) => [name, channel])),
    operations: Object.assign({}, ...channels.map(({ operations }) => operations)),
    components: {
      messages: messages.print(),
      schemas: schemasOf(api, messages, problems),
      ...(Object.keys(securitySchemes).length > 0 && { securitySchemes }),
    },
  }
}

interface Info {
  readonly title: string
  readonly version: string
  readonly license?: { readonly name: string; readonly url: string }
}

const infoOf = ({ name, document }: ApiModel): Info => {
  const info = isRecord(document.info) ? document.info : {}
  const { title = name, version = '0.0.0', license } = info
  const identifier = isRecord(license) ? license.identifier : undefined
  const url = isRecord(license) && typeof license.url === 'string' ? license.url : undefined
  return {
    title: String(title),
    version: String(version),
    ...(isRecord(license) &&
      (url !== undefined || typeof identifier === 'string') && {
        license: { name: String(license.name), url: url ?? `https://spdx.org/licenses/${String(identifier)}` },
      }),
  }
}

/** One server for each protocol that is spoken, all at the address of the first server of the specs. */
const serversOf = ({ document }: ApiModel, channels: readonly Channel[]): Record<string, unknown> => {
  const [first] = Array.isArray(document.servers) ? document.servers : []
  const written: Record<string, unknown> = isRecord(first) ? first : {}
  const { protocol, host, pathname } = new URL(String(written.url ?? ''), 'http://localhost')
  const secure = protocol === 'https:' ? 's' : ''
  const spoken = [...new Set(channels.map((channel) => channel.protocol))].sort()
  return Object.fromEntries(
    spoken.map((name) => [
      name,
      {
        host,
        protocol: `${name}${secure}`,
        ...(pathname !== '/' && { pathname }),
        ...(typeof written.description === 'string' && { description: written.description }),
      },
    ]),
  )
}

/** The named schemas of the messages, and all that they refer to. */
const schemasOf = (api: ApiModel, messages: MessageList, problems: ProblemList): Record<string, unknown> => {
  const names = new Set<string>()
  const visit = (schema: unknown): void => {
    for (const name of referencesOf(schema)) {
      if (names.has(name)) continue
      names.add(name)
      visit(api.schemas.get(name)?.schema)
    }
  }
  for (const schema of messages.schemas()) visit(schema)
  return Object.fromEntries(
    [...names].sort().flatMap((name) => {
      const model = api.schemas.get(name)
      if (model === undefined) return []
      const refuse = (message: string) => problems.add(model.location, `In the schema ${name} ${message}.`)
      return [[name, draft7(model.schema, refuse)]]
    }),
  )
}

/** Read by YAML 1.1 too, where a time without quotes is no text. */
const print = (document: unknown): string =>
  stringify(document, { lineWidth: 0, aliasDuplicateObjects: false, compat: 'yaml-1.1' })

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
