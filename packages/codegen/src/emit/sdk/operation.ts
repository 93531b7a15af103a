import type { ApiModel, OperationModel } from '../../model.ts'
import { camel, problemTypeName, quote } from '../../names.ts'
import { dereference } from '../../references.ts'
import { givesTokens, problemsOf, resultOf, type SdkProblem } from './answer.ts'
import { exampleCall } from './example.ts'
import { makerOf } from './maker.ts'
import { parametersOf, preferredContent, type SdkQuery } from './parameters.ts'
import { flag, type Import, TypeWriter } from './parts.ts'

/** One operation as the SDK writes it. */
export interface SdkOperation {
  readonly id: string
  readonly verb: string
  readonly model: OperationModel
  readonly summary: string
  /** As they stand in the signature of the method. */
  readonly parameters: readonly string[]
  readonly parameterDocs: readonly { readonly name: string; readonly description: string }[]
  readonly returns: string
  /** The function that makes the plain function, and its arguments. */
  readonly maker: string
  readonly descriptor: readonly string[]
  readonly query?: SdkQuery | undefined
  readonly problems: readonly SdkProblem[]
  /** Whether it has a type of problems: a socket has none. */
  readonly raises: boolean
  /** Takes a refresh token for a new pair. */
  readonly refreshes: boolean
  readonly example: string
  /** Names to import from types.ts. */
  readonly types: ReadonlySet<string>
  readonly typeImports: readonly Import[]
  readonly valueImports: readonly Import[]
}

/** Decides everything about an operation that the modules then only print. */
export const describeOperation = (model: OperationModel, api: ApiModel): SdkOperation => {
  const writer = new TypeWriter(api)
  const socket = model.messages !== undefined
  const problems = socket ? [] : problemsOf(model, writer)
  const maker = makerOf(model, writer)
  const given = parametersOf(model, writer)
  const result = resultOf(model, writer)
  const flags = given.flags + result.flags + ownFlags(model)
  const features = [...(maker.feature ? [maker.feature] : []), ...given.features, ...result.features]
  return {
    id: model.id,
    verb: model.verb,
    model,
    summary: model.summary || model.id,
    parameters: given.parameters,
    parameterDocs: given.docs,
    returns: maker.returns(result.type, problemTypeName(model.id)),
    maker: maker.name,
    descriptor: socket
      ? [quote(model.id), quote(model.path)]
      : [quote(model.id), quote(model.method), quote(model.path), ...printTraits(flags, features)],
    query: given.query,
    problems,
    raises: !socket,
    refreshes: givesTokens(model, writer) && takesRefreshToken(model, api),
    example: exampleCall(model, `${camel(model.service)}.${model.verb}`, maker.example),
    types: writer.names,
    typeImports: [...given.typeImports, [maker.typeFrom ?? maker.from, maker.type]],
    valueImports: [...given.imports, ...result.imports, [maker.from, maker.name]],
  }
}

/** What an operation says of itself, whatever it takes and gives. */
const ownFlags = (model: OperationModel): number =>
  (model.idempotent ? flag.keyed : 0) +
  (model.security.length === 0 ? flag.open : 0) +
  (/^(logout|logOut|signOut|signout)$/.test(model.verb) ? flag.signsOut : 0)

/** Flags and features as the last arguments: each is left out where it and all after it say nothing. */
const printTraits = (flags: number, features: readonly string[]): string[] => {
  if (features.length === 0) return flags === 0 ? [] : [String(flags)]
  const [only = ''] = features
  return [String(flags), features.length === 1 ? only : `{ ${features.map(spread).join(', ')} }`]
}

const spread = (feature: string): string => (feature.startsWith('{') ? feature.slice(2, -2) : `...${feature}`)

const takesRefreshToken = (model: OperationModel, api: ApiModel): boolean => {
  const content = preferredContent(model)
  const required = content && dereference(content.schema, api).required
  return Array.isArray(required) && required.length === 1 && required[0] === 'refresh_token'
}
