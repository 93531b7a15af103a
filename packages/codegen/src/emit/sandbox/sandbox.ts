import { headerOf, sourceOf } from '../../header.ts'
import type { ApiModel, Emitter, GeneratedFile, ServiceModel } from '../../model.ts'
import { camel, identifier, propertyKey, quote } from '../../names.ts'
import { behavioursOf } from './behaviours.ts'
import { Code, operationEntry } from './operation.ts'
import { ValidatorSet } from './validators.ts'

/**
 * The sandbox's part: for each service its operations with all that the engine needs, the types of its behaviours, and for each
 * API one module of precompiled checks.
 */
export const emitSandbox: Emitter = async (apis) => (await Promise.all(apis.map(emitApi))).flat()

async function emitApi(api: ApiModel): Promise<GeneratedFile[]> {
  const folder = api.kind === 'provider' ? 'packages/mocks/src/generated/providers' : 'packages/mocks/src/generated'
  const checks = api.kind === 'provider' ? `${api.name}-validators` : 'validators'
  const validators = new ValidatorSet(api)
  const services = api.services
    .filter(({ operations }) => operations.length > 0)
    .map((service) => ({
      path: `${folder}/${service.name}.ts`,
      content: serviceModule(api, service, validators, checks),
    }))
  const header = headerOf(sourceOf(api))
  const files = [
    ...services,
    { path: `${folder}/${checks}.js`, content: `${header}\n${await validators.module()}` },
    { path: `${folder}/${checks}.d.ts`, content: declarations(header, validators.names, importsOf(api)) },
  ]
  if (api.kind === 'platform') files.push({ path: `${folder}/gateway-problems.ts`, content: gatewayModule(api) })
  return files
}

function serviceModule(api: ApiModel, service: ServiceModel, validators: ValidatorSet, checks: string): string {
  const problems = new Map<string, { readonly name: string; readonly text: string }>()
  const taken = new Set(['operations', 'v'])
  const nameProblem = (code: string, problem: object) => {
    const text = literal(problem)
    const key = `${code} ${text}`
    const known = problems.get(key)
    if (known !== undefined) return new Code(known.name)
    const stem = identifier(camel(code))
    let name = stem
    for (let count = 2; taken.has(name); count++) name = `${stem}${count}`
    taken.add(name)
    problems.set(key, { name, text })
    return new Code(name)
  }
  const entries = service.operations.map(
    (operation) => `  ${literal(operationEntry(api, operation, validators, nameProblem))},`,
  )
  const declared = [...problems.values()].map(({ name, text }) => `const ${name} = ${text}`)
  const table = `export const operations: readonly OperationEntry[] = [\n${entries.join('\n')}\n]`
  const imports = importsOf(api)
  const head = [
    headerOf(service.file),
    ...(api.kind === 'foreign' ? foreignImports(imports) : []),
    `import * as v from './${checks}.js'`,
  ]
  if (api.kind === 'foreign') return `${[head.join('\n'), ...declared, table].join('\n\n')}\n`
  const behaviours = behavioursOf(api, service)
  const types = [...behaviours.imports].sort()
  const from = api.kind === 'platform' ? '@concord/sdk/types' : `./${api.name}-types.ts`
  head.splice(
    1,
    0,
    ...(types.length > 0 ? [`import type { ${types.join(', ')} } from '${from}'`] : []),
    `import type { Call, SandboxReply } from '${imports.call}'`,
    `import type { OperationEntry } from '${imports.table}'`,
  )
  return `${[head.join('\n'), ...declared, table, behaviours.code].join('\n\n')}\n`
}

function gatewayModule(api: ApiModel): string {
  const entries = api.gatewayProblems.map(({ name, value }) => {
    const status = typeof value === 'object' && value !== null && 'status' in value ? value.status : 500
    return `  ${propertyKey(name)}: ${literal({ status, body: value })},`
  })
  return `${headerOf(sourceOf(api))}
import type { ProblemTable } from '../engine/operation-table.ts'

/** Problems that can be answered on any path, by code. */
export const gatewayProblems: ProblemTable = {
${entries.sort().join('\n')}
}
`
}

interface Imports {
  readonly call: string
  readonly table: string
}

/** A stranger's tables stand in a folder of their own and know the sandbox by its package. */
function importsOf({ kind }: ApiModel): Imports {
  if (kind === 'foreign') return { call: '@concord/mocks', table: '@concord/mocks' }
  const up = kind === 'provider' ? '../../' : '../'
  return { call: `${up}engine/call.ts`, table: `${up}engine/operation-table.ts` }
}

const foreignImports = ({ table }: Imports): string[] => [`import type { OperationEntry } from '${table}'`]

const declarations = (header: string, names: readonly string[], { table }: Imports): string =>
  `${header}\nimport type { Validator } from '${table}'\n\n${names.map((name) => `export const ${name}: Validator\n`).join('')}`

/** A value as TypeScript, on one line, with code where it is code. */
function literal(value: unknown): string {
  if (value instanceof Code) return value.text
  if (typeof value === 'string') return quote(value)
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(([name, member]) => `${propertyKey(name)}: ${literal(member)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}
