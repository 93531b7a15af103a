import { headerOf, sourceOf } from '../../header.ts'
import type { ApiModel, Emitter, ServiceModel } from '../../model.ts'
import {
  camel,
  identifier,
  problemTypeName,
  propertyKey,
  quote,
  resourceTypeName,
  schemaConstantName,
} from '../../names.ts'
import { printType, typeReferences } from '../../schema-type.ts'
import { ImportList } from '../import-list.ts'
import { problemType } from './answer.ts'
import { docBlock, operationDocs, sentence } from './docs.ts'
import { describeOperation, type SdkOperation } from './operation.ts'
import { isJson } from './parts.ts'

const folder = 'packages/sdk/src/generated'

/**
 * The generated part of the SDK: for each service its plain functions, the interface of its methods and the problems that each
 * operation documents; over all of them the map of services, the problems of the gateway, the refresh of a session and the schemas of answers.
 */
export const emitSdk: Emitter = (apis) => {
  const api = apis.find(({ kind }) => kind === 'platform')
  if (api === undefined) return []
  const services = api.services
    .filter(({ operations }) => operations.length > 0)
    .map((service) => ({
      service,
      operations: service.operations.map((operation) => describeOperation(operation, api)),
    }))
  const all = services.flatMap(({ operations }) => operations)
  return [
    ...services.map(({ service, operations }) => ({
      path: `${folder}/operations/${service.name}.ts`,
      content: printOperations(service, operations),
    })),
    { path: `${folder}/services.ts`, content: printServices(services, api) },
    { path: `${folder}/gateway-problems.ts`, content: printGatewayProblems(api) },
    { path: `${folder}/session.ts`, content: printSession(all, api) },
    { path: `${folder}/responses.ts`, content: printResponses(all, api) },
    { path: `${folder}/webhooks.ts`, content: printWebhooks(api) },
  ]
}

interface DescribedService {
  readonly service: ServiceModel
  readonly operations: readonly SdkOperation[]
}

/** A service's module. */
const printOperations = (service: ServiceModel, operations: readonly SdkOperation[]): string => {
  const imports = new ImportList()
  imports.type('../../http/core.ts', 'Core')
  const blocks: string[] = []
  for (const operation of operations) {
    for (const name of operation.types) imports.type('../types.ts', name)
    for (const [from, name] of operation.typeImports) imports.type(from, name)
    for (const [from, name] of operation.valueImports) imports.value(from, name)
    const block: string[] = []
    if (operation.problems.length > 0) {
      imports.type('../../http/errors.ts', 'ApiError')
    }
    if (operation.raises) {
      imports.type('../gateway-problems.ts', 'GatewayProblem')
      block.push(
        `/** What \`${operation.id}\` can be answered with besides success. */\nexport type ${problemTypeName(operation.id)} =\n${[
          ...operation.problems.map((problem) => `  | ${problemType(operation.id, problem)}`),
          `  | GatewayProblem<${quote(operation.id)}>`,
        ].join('\n')}`,
      )
    }
    if (operation.query) block.push(printQuery(operation))
    const name = identifier(operation.verb)
    block.push(
      [
        docBlock([
          `${sentence(operation.summary)} The plain function of {@link ${resourceTypeName(service.name)}}.${operation.verb}.`,
        ]),
        `${name === operation.verb ? 'export ' : ''}const ${name}: (${['core: Core', ...operation.parameters].join(', ')}) => ${operation.returns} =`,
        `  /* @__PURE__ */ ${operation.maker}(${operation.descriptor.join(', ')})`,
        ...(name === operation.verb ? [] : [`export { ${name} as ${operation.verb} }`]),
      ].join('\n'),
    )
    blocks.push(...block)
  }
  const methods = operations.map((operation) => {
    const docs = docBlock(operationDocs(operation), '  ')
    return `${docs}\n  ${propertyKey(operation.verb)}(${operation.parameters.join(', ')}): ${operation.returns}`
  })
  blocks.push(
    `${docBlock([service.description || service.title])}\nexport interface ${resourceTypeName(service.name)} {\n${methods.join('\n\n')}\n}`,
  )
  return file([headerOf(service.file), imports.print(), ...blocks])
}

const printQuery = ({ query, id }: SdkOperation): string => {
  const members = (query?.members ?? []).map(
    ({ name, type, required, description }) =>
      `${description ? `${docBlock([description], '  ')}\n` : ''}  readonly ${propertyKey(name)}${required ? '' : '?'}: ${type}${required ? '' : ' | undefined'}`,
  )
  return `/** The query of \`${id}\`. */\nexport interface ${query?.name} {\n${members.join('\n')}\n}`
}

/** The map of all services, as types and as values. */
const printServices = (services: readonly DescribedService[], api: ApiModel): string => {
  const imports = new ImportList()
  const lines = { services: [] as string[], problems: [] as string[], values: [] as string[] }
  const modules: string[] = []
  for (const { service, operations } of services) {
    const name = camel(service.name)
    const module = `./operations/${service.name}.ts`
    modules.push(`import * as ${identifier(name)} from ${quote(module)}`)
    imports.type(module, resourceTypeName(service.name))
    lines.services.push(`${docBlock([service.title], '  ')}\n  readonly ${name}: ${resourceTypeName(service.name)}`)
    for (const operation of operations) {
      if (!operation.raises) continue
      imports.type(module, problemTypeName(operation.id))
      lines.problems.push(`  ${quote(operation.id)}: ${problemTypeName(operation.id)}`)
    }
    const verbs = operations.map(({ verb }) => `${propertyKey(verb)}: ${identifier(name)}.${verb}`)
    lines.values.push(`  ${name}: { ${verbs.join(', ')} },`)
  }
  return file([
    headerOf(sourceOf(api)),
    [...modules, imports.print()].join('\n'),
    `/** Every service with its methods. */\nexport interface Services {\n${lines.services.join('\n')}\n}`,
    `/** By operation, every problem that it documents. */\nexport interface Problems {\n${lines.problems.join('\n')}\n}`,
    `/** Every service with its plain functions. */\nexport const services = {\n${lines.values.join('\n')}\n}`,
  ])
}

/** Problems that any path can be answered with. */
const printGatewayProblems = (api: ApiModel): string => {
  const codes = new Map<number, string[]>()
  for (const { name, value } of api.gatewayProblems) {
    const status = Number((value as { status?: unknown } | undefined)?.status)
    if (Number.isInteger(status)) codes.set(status, [...(codes.get(status) ?? []), name])
  }
  const problem = api.schemas.has('Problem') ? 'Problem' : 'unknown'
  const members = [...codes]
    .sort(([one], [other]) => one - other)
    .map(([status, names]) => `  | ApiError<Operation, ${status}, ${names.sort().map(quote).join(' | ')}, ${problem}>`)
  return file([
    headerOf(sourceOf(api)),
    [
      ...(members.length > 0 ? ["import type { ApiError } from '../http/errors.ts'"] : []),
      ...(members.length > 0 && problem !== 'unknown' ? [`import type { ${problem} } from './types.ts'`] : []),
    ].join('\n'),
    members.length > 0
      ? `/** What the gateway itself can answer, whatever the operation. */\nexport type GatewayProblem<Operation extends string> =\n${members.join('\n')}`
      : '/** The gateway documents no problems of its own. */\nexport type GatewayProblem<Operation extends string> = Operation & never',
  ])
}

/**
 * The refresh of a session: the operation that takes a refresh token and gives a new pair. Apart from the operation itself, because every
 * client holds it and the session follows its answer by other rules.
 */
const printSession = (operations: readonly SdkOperation[], api: ApiModel): string => {
  const found = operations.find(({ refreshes }) => refreshes)
  const types = "import type { Core } from '../http/core.ts'\nimport type { TokenPair } from '../session/tokens.ts'"
  const signature = '(core: Core, body: { readonly refresh_token: string }) => Promise<TokenPair>'
  if (found === undefined) {
    return file([
      headerOf(sourceOf(api)),
      types,
      `/** No operation of these specs refreshes a session, so a token that was refused stays refused. */\nexport const refresh: ${signature} = () =>\n  Promise.reject(new Error('No operation of this API gives new tokens.'))`,
    ])
  }
  const [id, method, path] = found.descriptor
  return file([
    headerOf(sourceOf(api)),
    `${types}\nimport { operation } from '../http/execute.ts'`,
    `${docBlock([sentence(found.summary)])}\nexport const refresh: ${signature} =\n  /* @__PURE__ */ operation(${id}, ${method}, ${path}, 9)`,
  ])
}

/** By operation, the Zod schema of its successful answer: what `validateResponses` takes. */
const printResponses = (operations: readonly SdkOperation[], api: ApiModel): string => {
  const names = new Set<string>()
  const lines: string[] = []
  for (const { id, model } of operations) {
    const schemas = model.responses
      .filter(({ status }) => status.startsWith('2'))
      .flatMap(({ contents }) => contents.filter(({ mediaType }) => isJson(mediaType)).map(({ schema }) => schema))
    const types = new Set(schemas.map((schema) => printType(schema, api)))
    const [schema] = schemas
    const [name] = schema ? typeReferences(schema, api) : []
    // Only a schema with a name has one in schemas.ts, and nothing tells two different answers apart.
    if (name === undefined || types.size !== 1 || !types.has(name)) continue
    names.add(schemaConstantName(name))
    lines.push(`  ${quote(id)}: ${schemaConstantName(name)},`)
  }
  return file([
    headerOf(sourceOf(api)),
    `import { ${[...names].sort().join(', ')} } from './schemas.ts'`,
    `/** By operation, the schema of its successful answer. */\nexport const responses = {\n${lines.join('\n')}\n}`,
  ])
}

/** By type, the event that a webhook carries. */
const printWebhooks = (api: ApiModel): string => {
  const imports = new ImportList()
  const events = new Map<string, string>()
  for (const { webhooks } of api.services) {
    for (const { name, requestBody } of webhooks) {
      const schema = requestBody?.contents.find(({ mediaType }) => isJson(mediaType))?.schema
      if (schema === undefined) continue
      for (const type of typeReferences(schema, api)) imports.type('./types.ts', type)
      events.set(name, printType(schema, api))
    }
  }
  const members = [...events].sort(([one], [other]) => (one < other ? -1 : 1))
  return file([
    headerOf(sourceOf(api)),
    imports.print(),
    `/** By type, the event that a webhook carries. */\nexport interface WebhookEvents {\n${members.map(([name, type]) => `  ${quote(name)}: ${type}`).join('\n')}\n}`,
  ])
}

const file = (blocks: readonly string[]): string => `${blocks.filter((block) => block !== '').join('\n\n')}\n`
