import type { ApiModel, Emitter, GeneratedFile, ServiceModel } from '../../model.ts'
import { sendName, takeName } from '../asyncapi/operation-names.ts'
import { writeJson } from '../json-text.ts'
import { type Interaction, interactionsOf } from './interactions.ts'
import { messagesOf, type PactMessage } from './messages.ts'
import { pactRequest, sorted } from './request.ts'
import { pactResponse } from './response.ts'

/** Who consumes: the name that the SDK has in every pact. */
export const CONSUMER = 'concord-sdk'

const FOLDER = 'packages/contracts/pacts'

/** What `manifest.json` says of one pact file: what a verification must have run, or it proves nothing. */
export interface ManifestEntry {
  readonly file: string
  readonly provider: string
  readonly interactions: readonly {
    readonly type: 'http' | PactMessage['type']
    readonly operation: string
    readonly description: string
  }[]
  /** Provider states that the file needs and what each must return, sorted. */
  readonly states: readonly { readonly name: string; readonly returns: readonly string[] }[]
}

/**
 * Pact V4 files of every service of the platform: an interaction for each operation and each of its named success examples and
 * documented problem codes, a message for each message that a socket or a webhook carries. Beside them the manifest.
 *
 * @throws SpecError when a documented outcome can be reached by no rule (docs/specs.md, "Default interactions")
 *
 * @example
 * const files = await emitPacts(await loadApis('specs'))
 */
export const emitPacts: Emitter = (apis) => {
  const files: GeneratedFile[] = []
  const manifest: ManifestEntry[] = []
  for (const api of apis.filter(({ kind }) => kind === 'platform')) {
    for (const service of [...api.services].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const interactions = [...service.operations]
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .flatMap((operation) => interactionsOf(operation, api))
      const messages = messagesOf(service, api)
      if (interactions.length + messages.length === 0) continue
      const file = `${CONSUMER}-${service.name}.json`
      files.push({ path: `${FOLDER}/${file}`, content: writeJson(pactFile(service, interactions, messages, api)) })
      manifest.push(manifestEntry(file, service, interactions, messages, api))
    }
  }
  files.push({ path: `${FOLDER}/manifest.json`, content: writeJson({ consumer: CONSUMER, pacts: manifest }) })
  return files
}

function pactFile(
  service: ServiceModel,
  interactions: readonly Interaction[],
  messages: readonly PactMessage[],
  api: ApiModel,
): unknown {
  return {
    consumer: { name: CONSUMER },
    provider: { name: service.name },
    interactions: [
      ...interactions.map((interaction) => ({
        type: 'Synchronous/HTTP',
        description: describe(interaction),
        ...common(interaction.operation.id, interaction.states),
        request: pactRequest(interaction, api),
        response: pactResponse(interaction, api),
      })),
      ...messages.map((message) => ({
        type: 'Asynchronous/Messages',
        description: message.description,
        ...common(message.operation, message.states, {
          AsyncAPI: message.type === 'frame' ? sendName(message.operation) : takeName(service.name),
          ...(message.socket && { socket: message.socket }),
        }),
        contents: { content: message.value, contentType: 'application/json', encoded: false },
        matchingRules: { body: message.rules },
        metadata: { contentType: 'application/json' },
      })),
    ],
    metadata: { pactSpecification: { version: '4.0' } },
  }
}

function common(
  operation: string,
  states: Interaction['states'],
  { AsyncAPI, ...comments }: { readonly AsyncAPI?: string; readonly socket?: PactMessage['socket'] } = {},
): Record<string, unknown> {
  return {
    pending: false,
    comments: {
      references: {
        openapi: { operationId: operation },
        // As Pact's own comparator of pacts and specs looks for it.
        ...(AsyncAPI && { AsyncAPI: { operationId: AsyncAPI } }),
      },
      ...comments,
    },
    ...(states.length > 0 && {
      providerStates: states.map(({ name, params }) => ({
        name,
        ...(Object.keys(params).length > 0 && { params: Object.fromEntries(sorted(params)) }),
      })),
    }),
  }
}

/** `documents.create: 201 draft`. */
function describe({ operation, status, name }: Interaction): string {
  return `${operation.id}: ${status} ${name}`
}

function manifestEntry(
  file: string,
  service: ServiceModel,
  interactions: readonly Interaction[],
  messages: readonly PactMessage[],
  api: ApiModel,
): ManifestEntry {
  return {
    file,
    provider: service.name,
    interactions: [
      ...interactions.map((interaction) => ({
        type: 'http' as const,
        operation: interaction.operation.id,
        description: describe(interaction),
      })),
      ...messages.map((message) => ({
        type: message.type,
        operation: message.operation,
        description: message.description,
      })),
    ],
    states: [...new Set([...interactions, ...messages].flatMap(({ states }) => states.map(({ name }) => name)))]
      .sort()
      .map((name) => ({ name, returns: Object.keys(api.providerStates.get(name)?.returns ?? {}).sort() })),
  }
}
