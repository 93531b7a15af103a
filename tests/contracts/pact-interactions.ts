import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HttpInteraction } from '@concord/contracts/mock-server'
import { type Manifest, pactsFolder } from '@concord/contracts/pact-files'

/** What was emitted, as it stands in the package. */
export const manifest = read<Manifest>('manifest.json')

/** The HTTP interactions of one pact file. */
export function httpInteractions(file: string): readonly HttpInteraction[] {
  const { interactions } = read<{ interactions: readonly HttpInteraction[] }>(file)
  return interactions.filter(({ type }) => type === 'Synchronous/HTTP')
}

/** A pact file as it stands, with interactions of whatever kind. */
export function pactFile<Interaction>(file: string): { readonly interactions: readonly Interaction[] } {
  return read(file)
}

function read<Content>(file: string): Content {
  return JSON.parse(readFileSync(join(pactsFolder, file), 'utf8')) as Content
}

/** A message as a Pact V4 file has it. */
export interface MessageInteraction {
  readonly type: 'Asynchronous/Messages'
  readonly description: string
  readonly comments: { readonly socket?: { readonly url: string; readonly send?: unknown } }
  readonly contents: { readonly content: unknown }
}

/** The messages of one pact file, and the rest of the file. */
export function messages(file: string): {
  readonly pact: Readonly<Record<string, unknown>>
  readonly interactions: readonly MessageInteraction[]
} {
  const { interactions, ...pact } = read<{ interactions: readonly MessageInteraction[] }>(file)
  return { pact, interactions: interactions.filter(({ type }) => type === 'Asynchronous/Messages') }
}
