import type { ApiModel, ContentModel, JsonSchema, OperationModel, ParameterModel, ResponseModel } from '../../model.ts'
import { camel } from '../../names.ts'
import { dereference } from '../../references.ts'
import { sampleOf } from './sample.ts'
import type { ValidatorSet } from './validators.ts'

/** A piece of code where a value is expected. */
export class Code {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** Problems by the code that declares them: many operations share each. */
export type ProblemNames = (code: string, problem: { readonly status: number; readonly body: unknown }) => Code

/** What the table says of one operation. Checks and problems are references to where they stand. */
export function operationEntry(
  api: ApiModel,
  operation: OperationModel,
  validators: ValidatorSet,
  problems: ProblemNames,
): Readonly<Record<string, unknown>> {
  const { requestBody, access, pagination, rateLimit, messages } = operation
  const stem = camel(operation.id)
  const check = (name: string | undefined) => (name === undefined ? undefined : new Code(`v.${name}`))
  const parameters = operation.parameters.filter((parameter) => !ignoredHeader(parameter))
  const ofPlace = (place: ParameterModel['in'], suffix: string) => {
    const schema = parametersSchema(parameters.filter((parameter) => parameter.in === place))
    return schema && check(validators.add('request', schema, `${stem}${suffix}`))
  }
  const json = requestBody?.contents.find(({ mediaType }) => isJson(mediaType))
  const form = requestBody?.contents.find(({ mediaType }) => mediaType === 'application/x-www-form-urlencoded')
  return defined({
    id: operation.id,
    service: operation.service,
    method: operation.method,
    path: operation.path,
    security: operation.security,
    access,
    idempotent: operation.idempotent,
    pagination: pagination && { items: pagination.items },
    rateLimit,
    requestTypes: requestBody?.contents.map(({ mediaType }) => mediaType),
    bodyRequired: requestBody?.required,
    parameters: parameters.map((parameter) => parameterEntry(api, parameter)),
    validate: defined({
      path: ofPlace('path', 'Path'),
      query: ofPlace('query', 'Query'),
      headers: ofPlace('header', 'Headers'),
      body: json && check(validators.add('request', json.schema, `${stem}Body`)),
      form: form && check(validators.add('form', form.schema, `${stem}Form`)),
    }),
    replies: Object.fromEntries(
      operation.responses.map((response) => [
        response.status,
        replyEntry(api, response, (schema) =>
          check(validators.add('reply', schema, `${stem}${camelStatus(response.status)}`)),
        ),
      ]),
    ),
    problems: problemEntries(api, operation, problems),
    socket: messages && {
      server: check(validators.add('reply', { oneOf: messages.server }, `${stem}ServerMessage`)),
      client: check(validators.add('request', { oneOf: messages.client }, `${stem}ClientMessage`)),
      close: Object.fromEntries(messages.close),
    },
  })
}

export const isJson = (mediaType: string): boolean => /[/+]json\b/.test(mediaType)

/** OpenAPI leaves these to other parts of the spec. */
const ignoredHeader = ({ in: place, name }: ParameterModel): boolean =>
  place === 'header' && ['accept', 'content-type', 'authorization'].includes(name.toLowerCase())

function parametersSchema(parameters: readonly ParameterModel[]): JsonSchema | undefined {
  if (parameters.length === 0) return undefined
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name)
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    ...(required.length > 0 && { required }),
  }
}

function parameterEntry(api: ApiModel, parameter: ParameterModel): Readonly<Record<string, unknown>> {
  const { name, in: place, required, style, explode } = parameter
  const schema = dereference(parameter.schema, api)
  const coerce = kindOf(api, schema)
  const items = coerce === 'array' && isSchema(schema.items) ? kindOf(api, dereference(schema.items, api)) : undefined
  return defined({ name, in: place, required, coerce, items, style, explode, default: schema.default })
}

/** What text becomes. A union of types becomes the first that is not text, if it can be told apart. */
function kindOf(api: ApiModel, schema: JsonSchema): string {
  const types = [schema.type].flat().filter((type) => type !== 'null' && type !== undefined)
  const [first] = types
  if (typeof first === 'string' && first !== 'null') return first
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) =>
    Array.isArray(schema[keyword]) ? (schema[keyword] as JsonSchema[]) : [],
  )
  for (const branch of branches) {
    const kind = kindOf(api, dereference(branch, api))
    if (kind !== 'string') return kind
  }
  const [value] = Array.isArray(schema.enum) ? schema.enum : [schema.const]
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'string'
}

function replyEntry(
  api: ApiModel,
  response: ResponseModel,
  check: (schema: JsonSchema) => Code | undefined,
): Readonly<Record<string, unknown>> {
  const json = response.contents.find(({ mediaType }) => isJson(mediaType))
  const isError = /^[45]/.test(response.status)
  return defined({
    mediaTypes: response.contents.map(({ mediaType }) => mediaType),
    validate: json && check(json.schema),
    requiredHeaders: response.headers.filter(({ required }) => required).map(({ name }) => name.toLowerCase()),
    examples: isError ? {} : examplesOf(api, json ?? response.contents[0]),
  })
}

function examplesOf(api: ApiModel, content: ContentModel | undefined): Readonly<Record<string, unknown>> {
  if (content === undefined) return {}
  const named = content.examples.filter((example) => 'value' in example).map(({ name, value }) => [name, value])
  if (named.length > 0 || !isJson(content.mediaType)) return Object.fromEntries(named)
  return { sample: sampleOf(content.schema, api) ?? null }
}

/**
 * Every error example under its name. On the platform those are problems; the errors of providers and strangers have shapes of
 * their own.
 */
function problemEntries(
  { kind }: ApiModel,
  operation: OperationModel,
  problems: ProblemNames,
): Readonly<Record<string, Code>> {
  const entries: Record<string, Code> = {}
  for (const { status, contents } of operation.responses) {
    if (!/^([45]|default)/.test(status)) continue
    const errors = contents.filter(({ mediaType }) => kind !== 'platform' || mediaType === 'application/problem+json')
    for (const { name, value } of errors.flatMap(({ examples }) => examples)) {
      if (!isSchema(value) || name in entries) continue
      const own = typeof value.status === 'number' ? value.status : 500
      entries[name] = problems(name, { status: /^\d+$/.test(status) ? Number(status) : own, body: value })
    }
  }
  return entries
}

const camelStatus = (status: string): string => (/^\d/.test(status) ? status : camel(`_ ${status}`))

const defined = (record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
