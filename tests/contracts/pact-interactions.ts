import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Manifest, pactsFolder } from '@concord/contracts/pact-files'

interface PactBody {
  readonly content: unknown
  readonly contentType: string
  readonly encoded: false | 'base64'
}

/** A request and its answer as a Pact V4 file has them. */
export interface HttpInteraction {
  readonly type: 'Synchronous/HTTP'
  readonly description: string
  readonly comments: { readonly references: { readonly openapi: { readonly operationId: string } } }
  readonly request: {
    readonly method: string
    readonly path: string
    readonly query?: Readonly<Record<string, readonly string[]>>
    readonly headers?: Readonly<Record<string, readonly string[]>>
    readonly body?: PactBody
  }
  readonly response: {
    readonly status: number
    readonly headers?: Readonly<Record<string, readonly string[]>>
    readonly body?: PactBody
  }
}

/** What was emitted, as it stands in the package. */
export const manifest = read<Manifest>('manifest.json')

/** The HTTP interactions of one pact file. */
export function httpInteractions(file: string): readonly HttpInteraction[] {
  const { interactions } = read<{ interactions: readonly HttpInteraction[] }>(file)
  return interactions.filter(({ type }) => type === 'Synchronous/HTTP')
}

function read<Content>(file: string): Content {
  return JSON.parse(readFileSync(join(pactsFolder, file), 'utf8')) as Content
}

/** The messages of one pact file, and the rest of the file. */
export function messages(file: string): {
  readonly pact: Readonly<Record<string, unknown>>
  readonly interactions: readonly { readonly description: string }[]
} {
  const { interactions, ...pact } = read<{ interactions: readonly { type: string; description: string }[] }>(file)
  return { pact, interactions: interactions.filter(({ type }) => type === 'Asynchronous/Messages') }
}
