// The comparator's own declarations lead to folders, which only its bundler finds.
export {}

declare module '@pactflow/openapi-pact-comparator' {
  export interface Result {
    readonly code: string
    readonly type: 'error' | 'warning' | 'info'
    readonly message: string
    readonly mockDetails?: { readonly interactionDescription?: string; readonly location: string }
  }

  export class Comparator {
    constructor(documents: { oas?: unknown; asyncapi?: unknown })
    compare(pact: unknown): AsyncGenerator<Result>
  }
}
