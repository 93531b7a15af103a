/**
 * What every emitter works from: the specs with references kept by name, vocabulary extensions (docs/specs.md) checked and
 * typed, and nothing that is particular to one platform.
 */

/** A JSON Schema (2020-12) as it stands in the merged document; `$ref` is always `#/components/schemas/NAME`. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** Where something is written, for messages that a person can act on. Lines count from 1. */
export interface SourceLocation {
  readonly file: string
  readonly line: number
  readonly column: number
  /** JSON pointer inside the file. */
  readonly pointer: string
}

/** One face that is served together: the platform, or one provider. Schema names are unique inside it. */
export interface ApiModel {
  /** `platform`, or the provider's name. */
  readonly name: string
  readonly kind: 'platform' | 'provider' | 'foreign'
  readonly services: readonly ServiceModel[]
  readonly schemas: ReadonlyMap<string, SchemaModel>
  readonly providerStates: ReadonlyMap<string, ProviderStateModel>
  /** Problems that can be answered on any path, by code. */
  readonly gatewayProblems: readonly ExampleModel[]
  /** All services merged into one OpenAPI document with local references only; what Prism serves and Ajv compiles. */
  readonly document: Readonly<Record<string, unknown>>
}

export interface ServiceModel {
  /** The file's name without its ending: `documents`, `stripe`. */
  readonly name: string
  readonly file: string
  readonly title: string
  readonly description: string
  readonly version: string
  readonly operations: readonly OperationModel[]
  readonly webhooks: readonly WebhookModel[]
  /** Names of the schemas that this file declares, sorted. */
  readonly schemas: readonly string[]
}

export interface SchemaModel {
  readonly name: string
  readonly service: string
  readonly schema: JsonSchema
  readonly location: SourceLocation
}

export type HttpMethod = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH' | 'TRACE'

export interface OperationModel {
  /** `documents.create`. */
  readonly id: string
  readonly service: string
  /** `create`. */
  readonly verb: string
  readonly method: HttpMethod
  /** With its templates: `/api/v1/documents/{document_id}`. */
  readonly path: string
  readonly summary: string
  readonly description: string
  readonly deprecated: boolean
  readonly parameters: readonly ParameterModel[]
  readonly requestBody?: RequestBodyModel
  readonly responses: readonly ResponseModel[]
  /** Names of the security schemes of which one must be satisfied; empty for a public operation. */
  readonly security: readonly string[]
  readonly access?: 'self' | 'owner' | 'admin'
  readonly idempotent: boolean
  readonly pagination?: { readonly style: 'page' | 'cursor'; readonly items: string }
  readonly stream?: { readonly events: JsonSchema; readonly format: 'sse' | 'ndjson' }
  readonly rateLimit?: { readonly limit: number; readonly seconds: number; readonly by: 'caller' | 'address' }
  readonly messages?: MessagesModel
  readonly interactions: ReadonlyMap<string, InteractionModel>
  readonly location: SourceLocation
}

export interface ParameterModel {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required: boolean
  readonly description: string
  readonly schema: JsonSchema
  readonly style: string
  readonly explode: boolean
  readonly allowReserved: boolean
  /** Set where the value travels as a document of this type (`content` in place of `schema`). */
  readonly mediaType?: string
  readonly example?: unknown
}

export interface RequestBodyModel {
  readonly required: boolean
  readonly contents: readonly ContentModel[]
}

export interface ContentModel {
  readonly mediaType: string
  readonly schema: JsonSchema
  readonly examples: readonly ExampleModel[]
  readonly encoding?: Readonly<Record<string, unknown>>
}

export interface ExampleModel {
  readonly name: string
  readonly summary: string
  /** Absent where only an `externalValue` is given. */
  readonly value?: unknown
}

export interface ResponseModel {
  /** `200`, `4XX` or `default`, as written. */
  readonly status: string
  readonly description: string
  readonly headers: readonly HeaderModel[]
  readonly contents: readonly ContentModel[]
  /** The problem codes that this status can carry: the names of its `application/problem+json` examples. */
  readonly codes: readonly string[]
}

export interface HeaderModel {
  readonly name: string
  readonly required: boolean
  readonly schema: JsonSchema
  readonly example?: unknown
}

export interface MessagesModel {
  readonly server: readonly JsonSchema[]
  readonly client: readonly JsonSchema[]
  readonly close: ReadonlyMap<number, string>
}

export interface WebhookModel {
  readonly name: string
  readonly method: HttpMethod
  readonly requestBody?: RequestBodyModel
  readonly parameters: readonly ParameterModel[]
}

/** How a consumer makes the provider give one named example. Only what differs from the success request. */
export interface InteractionModel {
  readonly states: readonly { readonly name: string; readonly params: Readonly<Record<string, unknown>> }[]
  readonly path: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Other success examples that the same request may be answered with. */
  readonly or?: readonly string[]
}

export interface ProviderStateModel {
  readonly name: string
  readonly description: string
  readonly params: Readonly<Record<string, JsonSchema>>
  readonly returns: Readonly<Record<string, JsonSchema>>
}

/** A file that an emitter made; paths are relative to the workspace root and use `/`. */
export interface GeneratedFile {
  readonly path: string
  readonly content: string
}

/** An emitter is a pure function of the models: same models, same bytes. */
export type Emitter = (apis: readonly ApiModel[]) => readonly GeneratedFile[] | Promise<readonly GeneratedFile[]>
