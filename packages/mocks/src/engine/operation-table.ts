/** What codegen emits for each operation: all that the engine needs, decided beforehand. */
export interface OperationEntry {
  readonly id: string
  readonly service: string
  readonly method: string
  /** With its templates. */
  readonly path: string
  readonly security: readonly string[]
  readonly access?: 'self' | 'owner' | 'admin'
  readonly idempotent: boolean
  readonly pagination?: { readonly items: string }
  readonly rateLimit?: { readonly limit: number; readonly seconds: number; readonly by: 'caller' | 'address' }
  /** Media types that the request body may have; absent where there is no body. */
  readonly requestTypes?: readonly string[]
  readonly bodyRequired?: boolean
  readonly parameters: readonly ParameterEntry[]
  /** Checks parameters (after coercion) or the parsed body; gives nothing when they are right. */
  readonly validate: {
    readonly path?: Validator
    readonly query?: Validator
    readonly headers?: Validator
    readonly body?: Validator
    /** For bodies that came as a form, whose values are all text: turns them into what the spec says, in place, and checks them. */
    readonly form?: Validator
  }
  /** By status as written in the spec (`200`, `4XX`, `default`). */
  readonly replies: Readonly<Record<string, ReplyEntry>>
  /** Every problem that the operation documents, by code. */
  readonly problems: ProblemTable
  /** Set where the operation opens a socket. */
  readonly socket?: {
    readonly server: Validator
    readonly client: Validator
    readonly close: Readonly<Record<number, string>>
  }
}

/** Problems by code, with the words of the spec's example. */
export type ProblemTable = Readonly<
  Record<string, { readonly status: number; readonly body: Readonly<Record<string, unknown>> }>
>

export interface ParameterEntry {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required: boolean
  /** How the text becomes a value. */
  readonly coerce: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object'
  readonly items?: 'string' | 'integer' | 'number' | 'boolean'
  readonly style: string
  readonly explode: boolean
  readonly default?: unknown
}

export interface ReplyEntry {
  readonly mediaTypes: readonly string[]
  /** Of JSON bodies, with closed schemas: an undeclared field is a fault of the sandbox. */
  readonly validate?: Validator
  /** In lower case. */
  readonly requiredHeaders: readonly string[]
  /** Named examples, for operations without state. */
  readonly examples: Readonly<Record<string, unknown>>
}

/** Ajv's standalone function: `errors` is set when it gives false. */
export interface Validator {
  (data: unknown): boolean
  errors?: readonly ValidatorError[] | null
}

export interface ValidatorError {
  readonly instancePath: string
  readonly keyword: string
  readonly message?: string
  readonly params: Readonly<Record<string, unknown>>
}
