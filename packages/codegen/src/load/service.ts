import { basename } from 'node:path'
import type { ServiceModel } from '../model.ts'
import { camel } from '../names.ts'
import type { LoadContext } from './context.ts'
import { isObject } from './json.ts'
import { type LoadedOperation, readOperations, readWebhooks } from './operations.ts'
import { objectOr, text } from './parts.ts'
import type { Source } from './source.ts'

type Resolved = Readonly<Record<string, unknown>>

/** One file, resolved: its model and what of it goes into the merged document. */
export interface LoadedService {
  readonly model: ServiceModel
  readonly source: Source
  readonly operations: readonly LoadedOperation[]
  readonly paths: Resolved
  readonly webhooks: Resolved
  readonly securitySchemes: Resolved
  readonly gatewayResponses: readonly Resolved[]
  readonly providerStates: Resolved
}

/** Everything under `components` that is put in place where it is used; read all the same, so that a broken one is found. */
const inlinedComponents = {
  responses: 'response',
  parameters: 'parameter',
  examples: 'example',
  requestBodies: 'requestBody',
  headers: 'header',
  links: 'link',
  callbacks: 'callback',
  pathItems: 'pathItem',
} as const

export const loadService = (context: LoadContext, source: Source): LoadedService | undefined => {
  const { resolver, problems } = context
  const root = source.value
  const refusal = refuseVersion(root)
  if (refusal !== undefined) {
    problems.add(source.locate('/openapi'), refusal)
    return undefined
  }
  const name = serviceName(source.absolutePath)
  const info = objectOr(root.info)
  if (text(info.title) === '' || text(info.version) === '') {
    problems.add(source.locate('/info'), 'The document needs info.title and info.version.')
  }
  const schemas = resolver.declareSchemas(source)
  const paths = resolver.member(source, '/paths', 'pathItem', 'map')
  const webhooks = resolver.member(source, '/webhooks', 'pathItem', 'map')
  const components = Object.fromEntries(
    Object.entries(inlinedComponents).map(([member, kind]) => [
      member,
      resolver.member(source, `/components/${member}`, kind, 'map'),
    ]),
  )
  const operations = readOperations(context, name, root, paths)
  return {
    model: {
      name,
      file: source.label,
      title: text(info.title),
      description: text(info.description) || text(info.summary),
      version: text(info.version),
      operations: operations.map(({ model }) => model),
      webhooks: readWebhooks(context, webhooks),
      schemas: [...schemas].sort(),
    },
    source,
    operations,
    paths,
    webhooks,
    securitySchemes: resolver.member(source, '/components/securitySchemes', 'securityScheme', 'map'),
    gatewayResponses: Object.values(objectOr(components.responses))
      .filter(isObject)
      .filter((response) => response['x-gateway'] === true),
    providerStates: resolver.member(source, '/x-provider-states', 'providerState', 'map'),
  }
}

/** `specs/ai/writing.yaml` → `writing`. */
export const serviceName = (file: string): string => camel(basename(file).replace(/(\.openapi)?\.\w+$/, ''))

const refuseVersion = (root: Resolved): string | undefined => {
  if (typeof root.swagger === 'string') return 'Swagger 2.0 is not supported; convert the file to OpenAPI 3 first.'
  const version = root.openapi
  if (typeof version !== 'string') return 'The file is not an OpenAPI document: `openapi` is missing.'
  return /^3\.[01](\.|$)/.test(version) ? undefined : `OpenAPI ${version} is not supported; 3.0 and 3.1 are.`
}
