import { type ConsumerPact, type MatchingResult, makeConsumerPact } from '@pact-foundation/pact-core'

/** The consumer's side of an HTTP interaction, as a Pact V4 file has it. */
export interface HttpInteraction {
  readonly type: 'Synchronous/HTTP'
  readonly description: string
  readonly comments: { readonly references: { readonly openapi: { readonly operationId: string } } }
  readonly request: {
    readonly method: string
    readonly path: string
    readonly query?: Values
    readonly headers?: Values
    readonly body?: PactBody
  }
  readonly response: {
    readonly status: number
    readonly headers?: Values
    readonly body?: PactBody
  }
}

type Values = Readonly<Record<string, readonly string[]>>

interface PactBody {
  readonly content: unknown
  readonly contentType: string
  readonly encoded: false | 'base64'
}

/** A mock server that knows one interaction. */
export interface MockServer {
  readonly url: string
  /** What was asked that is not the interaction, and what of it was never asked. Empty when the client did just that. */
  mismatches(): readonly MatchingResult[]
  close(): void
}

/** Pact's number for the fourth version of its specification. */
const V4 = 5

/**
 * Starts Pact's own mock server on a free loopback port, told one interaction: it answers that request, and remembers any other.
 *
 * @throws Error when the native server cannot be started
 * @example
 * const server = startMockServer('concord-sdk', 'documents', interaction)
 * await client(server.url).documents.get(42)
 * assert.deepEqual(server.mismatches(), [])
 * server.close()
 */
export function startMockServer(consumer: string, provider: string, interaction: HttpInteraction): MockServer {
  const pact = makeConsumerPact(consumer, provider, V4, 'error')
  tell(pact, interaction)
  const port = pact.createMockServer('127.0.0.1', 0)
  if (port <= 0) throw new Error(`Pact's mock server did not start for "${interaction.description}".`)
  return {
    url: `http://127.0.0.1:${port}`,
    mismatches: () => pact.mockServerMismatches(port),
    close: () => void pact.cleanupMockServer(port),
  }
}

function tell(pact: ConsumerPact, { description, request, response }: HttpInteraction): void {
  const told = pact.newInteraction(description)
  told.uponReceiving(description)
  told.withRequest(request.method, request.path)
  each(request.query, (name, index, value) => told.withQuery(name, index, value))
  each(request.headers, (name, index, value) => told.withRequestHeader(name, index, value))
  if (request.body) told.withRequestBody(text(request.body.content), request.body.contentType)
  told.withStatus(response.status)
  each(response.headers, (name, index, value) => told.withResponseHeader(name, index, value))
  if (response.body === undefined) return
  const { content, contentType, encoded } = response.body
  if (encoded === 'base64') told.withResponseBinaryBody(Buffer.from(String(content), 'base64'), contentType)
  else told.withResponseBody(text(content), contentType)
}

function each(values: Values | undefined, add: (name: string, index: number, value: string) => boolean): void {
  for (const [name, list] of Object.entries(values ?? {})) list.forEach((value, index) => void add(name, index, value))
}

function text(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content)
}
