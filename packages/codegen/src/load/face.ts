import type { ApiModel, ProviderStateModel, SchemaModel, SourceLocation } from '../model.ts'
import { pascal } from '../names.ts'
import { complain, type LoadContext } from './context.ts'
import { canonicalJson, isObject } from './json.ts'
import { httpMethods } from './operations.ts'
import { objectOr, readExamples } from './parts.ts'
import type { Resolver } from './resolver.ts'
import type { LoadedService } from './service.ts'
import { readProviderStates } from './vocabulary.ts'

type Resolved = Readonly<Record<string, unknown>>

/** Merges the services of one face into its model. Files without operations (common.yaml) only lend what they declare. */
export const mergeFace = (context: LoadContext, name: string, loaded: readonly LoadedService[]): ApiModel => {
  const { resolver, problems, kind } = context
  const schemas = new Map<string, SchemaModel>()
  const services = loaded.filter(({ model }) => model.operations.length > 0 || model.webhooks.length > 0)
  const providerStates = mergeProviderStates(context, loaded)
  const paths = mergePaths(context, services)
  const webhooks = mergeByName(context, loaded, 'webhooks', 'webhook')
  const securitySchemes = mergeByName(context, loaded, 'securitySchemes', 'security scheme')
  for (const [schemaName, { schema, source, pointer }] of resolver.schemas()) {
    const owner = loaded.find((service) => service.source === source)
    const location = source.locate(pointer)
    schemas.set(schemaName, { name: schemaName, service: owner?.model.name ?? '', schema, location })
    if (kind !== 'foreign' && !/^[A-Z][A-Za-z0-9]*$/.test(schemaName)) {
      problems.add(location, `The schema ${schemaName} must be called in PascalCase: its name is a type in TypeScript.`)
    }
  }
  checkInteractions(context, services, providerStates)
  checkSecurity(context, services, securitySchemes)
  const api: ApiModel = {
    name,
    kind,
    services: services.map(({ model }) => model),
    schemas,
    providerStates,
    gatewayProblems: loaded.flatMap(({ gatewayResponses }) => gatewayResponses.flatMap(gatewayExamples)),
    document: {
      openapi: '3.1.0',
      jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
      info: mergeInfo(name, services),
      servers: uniqueBy('url', services, 'servers'),
      tags: uniqueBy('name', services, 'tags'),
      ...(providerStates.size > 0 && {
        'x-provider-states': mergeByName(context, loaded, 'providerStates', 'provider state'),
      }),
      paths,
      ...(Object.keys(webhooks).length > 0 && { webhooks }),
      components: {
        schemas: Object.fromEntries([...schemas].map(([schemaName, { schema }]) => [schemaName, schema])),
        ...(Object.keys(securitySchemes).length > 0 && { securitySchemes }),
      },
    },
  }
  resolvers.set(api, resolver)
  return api
}

const resolvers = new WeakMap<ApiModel, Resolver>()

/**
 * Where a part of the model or of its document was written: any object in it that stands in a file as it is. `steps` lead further
 * inside. Gives nothing for what the loader put together itself.
 */
export const placeOf = (
  api: ApiModel,
  part: unknown,
  ...steps: readonly (string | number)[]
): SourceLocation | undefined => {
  if (typeof part !== 'object' || part === null) return undefined
  const place = resolvers.get(api)?.locate(part, ...steps)
  return place === undefined || place.file === '' ? undefined : place
}

const gatewayExamples = (response: Resolved) =>
  Object.values(objectOr(response.content)).flatMap((media) => readExamples(objectOr(media)))

const mergeInfo = (name: string, services: readonly LoadedService[]): Resolved => {
  const [first] = services
  if (first !== undefined && services.length === 1) return objectOr(first.source.value.info)
  const license = objectOr(first?.source.value.info).license
  return {
    title: pascal(name),
    version: first?.model.version ?? '0.0.0',
    description: services.map(({ model }) => `- ${model.title}`).join('\n'),
    ...(license !== undefined && { license }),
  }
}

const uniqueBy = (key: string, services: readonly LoadedService[], member: string): Resolved[] => {
  const found = new Map<unknown, Resolved>()
  for (const { source } of services) {
    const list = source.value[member]
    for (const item of Array.isArray(list) ? list.filter(isObject) : [])
      if (!found.has(item[key])) found.set(item[key], item)
  }
  return [...found.values()]
}

/** Parameters, security and servers go down to the operations: two files may write different methods of one path. */
const mergePaths = (context: LoadContext, services: readonly LoadedService[]): Resolved => {
  const merged: Record<string, Record<string, unknown>> = {}
  const spellings = new Map<string, string>()
  for (const { operations, paths } of services) {
    for (const { model, document } of operations) {
      const item = paths[model.path]
      // GitHub has /attestations/{id} beside /attestations/{digest}; a stranger's first one answers.
      const plain = context.kind === 'foreign' ? model.path : model.path.replace(/\{[^}]+\}/g, '{}')
      const spelling = spellings.get(plain) ?? model.path
      spellings.set(plain, spelling)
      const target = merged[spelling] ?? {}
      merged[spelling] = target
      const method = model.method.toLowerCase()
      if (spelling !== model.path) {
        complain(
          context,
          isObject(item) ? item : paths,
          [],
          `The path ${model.path} is already written as ${spelling}; use the same names.`,
        )
      } else if (target[method] !== undefined) {
        complain(
          context,
          isObject(item) ? item : paths,
          [method],
          `${model.method} ${model.path} is already an operation of another file.`,
        )
      }
      if (isObject(item)) for (const key of Object.keys(item)) if (!pushedDown.has(key)) target[key] ??= item[key]
      target[method] = document
    }
  }
  return merged
}

const pushedDown: ReadonlySet<string> = new Set([
  'parameters',
  'servers',
  ...httpMethods.map((method) => method.toLowerCase()),
])

const mergeByName = (
  context: LoadContext,
  loaded: readonly LoadedService[],
  member: 'webhooks' | 'securitySchemes' | 'providerStates',
  noun: string,
): Resolved => {
  const merged: Record<string, unknown> = {}
  for (const service of loaded) {
    for (const [name, value] of Object.entries(service[member])) {
      const known = merged[name]
      if (known !== undefined && isObject(known) && canonicalJson(known) !== canonicalJson(value)) {
        const place = context.resolver.locate(known)
        const message = `The ${noun} "${name}" is already declared, differently, at ${place.file}:${place.line}:${place.column}.`
        complain(context, isObject(value) ? value : service[member], [], message)
      }
      merged[name] ??= value
    }
  }
  return merged
}

const mergeProviderStates = (
  context: LoadContext,
  loaded: readonly LoadedService[],
): Map<string, ProviderStateModel> => {
  const states = loaded.flatMap(({ providerStates }) => readProviderStates(context, providerStates))
  return new Map(states.map((state) => [state.name, state]))
}

/** An interaction that names no example, or a state that no catalogue has, would silently never be checked. */
const checkInteractions = (
  context: LoadContext,
  services: readonly LoadedService[],
  states: ReadonlyMap<string, ProviderStateModel>,
): void => {
  for (const { model, written } of services.flatMap(({ operations }) => operations)) {
    const examples = new Set(
      model.responses.flatMap(({ contents }) =>
        contents.flatMap((content) => content.examples.map(({ name }) => name)),
      ),
    )
    const complainAt = (name: string, message: string) =>
      complain(context, written, ['x-interactions', name], `${model.id}: ${message}`)
    const empty = model.responses.some(({ status, contents }) => /^[123]/.test(status) && contents.length === 0)
    for (const [name, interaction] of model.interactions) {
      // A success without a body has no example to name; its interaction may be called anything.
      if (!examples.has(name) && !empty) complainAt(name, `the interaction ${name} is no example of any response.`)
      for (const state of interaction.states) {
        if (!states.has(state.name)) complainAt(name, `no x-provider-states declares "${state.name}".`)
      }
    }
  }
}

const checkSecurity = (context: LoadContext, services: readonly LoadedService[], schemes: Resolved): void => {
  for (const { model } of services.flatMap(({ operations }) => operations)) {
    for (const scheme of model.security) {
      if (schemes[scheme] === undefined)
        context.problems.add(model.location, `${model.id}: components.securitySchemes has no ${scheme}.`)
    }
  }
}
