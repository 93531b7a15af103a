import type { HttpMethod, OperationModel, WebhookModel } from '../model.ts'
import { operationVerb } from '../names.ts'
import { complain, type LoadContext } from './context.ts'
import { isObject } from './json.ts'
import { objectOr, readParameters, readRequestBody, readResponses, text } from './parts.ts'
import { readExtensions } from './vocabulary.ts'

type Resolved = Readonly<Record<string, unknown>>

export const httpMethods: readonly HttpMethod[] = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE']

/** An operation of the model, and the same as it goes into the merged document. */
export interface LoadedOperation {
  readonly model: OperationModel
  /** As it was written, for its place. */
  readonly written: Resolved
  readonly document: Resolved
}

/** The operations of one file, in its order. `root` is the file's document. */
export const readOperations = (
  context: LoadContext,
  service: string,
  root: Resolved,
  paths: Resolved,
): LoadedOperation[] => {
  const verbs = new Set<string>()
  return Object.entries(paths).flatMap(([path, item]) => {
    if (!isObject(item) || path.startsWith('x-')) return []
    if (!path.startsWith('/')) complain(context, paths, [path], `The path ${path} must begin with a slash.`)
    return Object.entries(item).flatMap(([member, operation]) => {
      const method = httpMethods.find((candidate) => candidate.toLowerCase() === member)
      if (method === undefined || !isObject(operation)) return []
      return [readOperation(context, { service, root, path, item, method, operation, verbs })]
    })
  })
}

interface Place {
  readonly service: string
  readonly root: Resolved
  readonly path: string
  readonly item: Resolved
  readonly method: HttpMethod
  readonly operation: Resolved
  readonly verbs: Set<string>
}

const readOperation = (context: LoadContext, place: Place): LoadedOperation => {
  const { service, root, path, item, method, operation } = place
  const verb = context.kind === 'foreign' ? foreignVerb(place) : ownVerb(context, place)
  const id = `${service}.${verb}`
  const security = operation.security ?? root.security ?? []
  const servers = operation.servers ?? item.servers
  const fallbackLimit = root['x-rate-limit']
  const parameters = readParameters(context, item.parameters, operation.parameters)
  const responses = readResponses(context, operation)
  if (responses.length === 0) complain(context, operation, [], `The operation ${id} needs at least one response.`)
  const requestBody = readRequestBody(operation.requestBody)
  const extensions = readExtensions(context, operation, fallbackLimit)
  const model: OperationModel = {
    id,
    service,
    verb,
    method,
    path,
    summary: text(operation.summary),
    description: text(operation.description),
    deprecated: operation.deprecated === true,
    parameters: checkTemplates(context, place, parameters),
    ...(requestBody && { requestBody }),
    responses,
    security: securityNames(security),
    ...extensions,
    location: context.resolver.locate(operation),
  }
  const merged = mergedParameters(item.parameters, operation.parameters, model)
  return {
    model,
    written: operation,
    document: {
      ...operation,
      operationId: id,
      ...(merged.length > 0 && { parameters: merged }),
      security,
      ...(servers !== undefined && { servers }),
      ...(extensions.rateLimit && { 'x-rate-limit': extensions.rateLimit }),
    },
  }
}

const ownVerb = (context: LoadContext, { service, path, method, operation, verbs }: Place): string => {
  const id = operation.operationId
  if (typeof id !== 'string') {
    complain(context, operation, [], `${method} ${path} needs an operationId: ${service}.verb.`)
    return operationVerb(method, path)
  }
  const [prefix, verb = '', ...rest] = id.split('.')
  if (prefix !== service || !/^[a-z][A-Za-z0-9]*$/.test(verb) || rest.length > 0) {
    complain(
      context,
      operation,
      ['operationId'],
      `The operationId ${id} must be ${service}.verb, the verb in camelCase.`,
    )
  }
  if (verbs.has(verb)) complain(context, operation, ['operationId'], `The operationId ${id} is used twice.`)
  verbs.add(verb)
  return verb
}

const foreignVerb = ({ path, method, operation, verbs }: Place): string => {
  const wanted = operationVerb(method, path, operation.operationId)
  let verb = wanted
  for (let count = 2; verbs.has(verb); count++) verb = `${wanted}${count}`
  verbs.add(verb)
  return verb
}

const checkTemplates = (
  context: LoadContext,
  { path, operation }: Place,
  parameters: OperationModel['parameters'],
): OperationModel['parameters'] => {
  const templates = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? '')
  const declared = parameters.filter((parameter) => parameter.in === 'path')
  const missing = templates.filter((name) => !declared.some((parameter) => parameter.name === name))
  const extra = declared.filter(({ name }) => !templates.includes(name))
  if (context.kind !== 'foreign') {
    for (const name of missing)
      complain(
        context,
        operation,
        [],
        `The path ${path} has {${name}}, but no path parameter of that name is declared.`,
      )
    for (const { name } of extra)
      complain(context, operation, [], `The path parameter ${name} does not occur in ${path}.`)
    return parameters
  }
  // Strangers' specs forget both; what the path says is what travels.
  const invented = missing.map((name) => ({
    ...({ name, in: 'path', required: true, description: '', schema: { type: 'string' }, style: 'simple' } as const),
    explode: false,
    allowReserved: false,
  }))
  return [...invented, ...parameters.filter((parameter) => !extra.includes(parameter))]
}

const mergedParameters = (ofPath: unknown, ofOperation: unknown, model: OperationModel): Resolved[] => {
  const written = new Map<string, Resolved>()
  for (const parameter of [ofPath, ofOperation].flatMap((list) => (Array.isArray(list) ? list : []))) {
    if (isObject(parameter)) written.set(`${parameter.in} ${parameter.name}`, parameter)
  }
  return model.parameters.map((parameter) => {
    const { name, schema } = parameter
    return written.get(`${parameter.in} ${name}`) ?? { name, in: parameter.in, required: true, schema }
  })
}

const securityNames = (security: unknown): string[] => {
  if (!Array.isArray(security)) return []
  // `{}` among the alternatives makes the token optional, so nothing must be satisfied.
  if (security.some((alternative) => isObject(alternative) && Object.keys(alternative).length === 0)) return []
  return [...new Set(security.flatMap((alternative) => Object.keys(objectOr(alternative))))]
}

/** The webhooks of one file: what the API sends, not what it answers. */
export const readWebhooks = (context: LoadContext, webhooks: Resolved): WebhookModel[] =>
  Object.entries(webhooks).flatMap(([name, item]) =>
    httpMethods.flatMap((method) => {
      const operation = isObject(item) ? item[method.toLowerCase()] : undefined
      if (!isObject(operation)) return []
      const requestBody = readRequestBody(operation.requestBody)
      const parameters = readParameters(context, objectOr(item).parameters, operation.parameters)
      return [{ name, method, parameters, ...(requestBody && { requestBody }) }]
    }),
  )
