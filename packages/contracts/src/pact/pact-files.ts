import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { CannotVerify } from '../report/report.ts'
import type { SocketPlan } from './frames.ts'

/** The folder of the pacts that come with this package. */
export const pactsFolder: string = dirname(
  createRequire(import.meta.url).resolve('@concord/contracts/pacts/manifest.json'),
)

/** What `manifest.json` says of one pact file: what must have run, or nothing is proved. */
export interface ManifestEntry {
  readonly file: string
  readonly provider: string
  readonly interactions: readonly ManifestInteraction[]
  /** The provider states that the file needs, and the names of the values that each must return. */
  readonly states: readonly { readonly name: string; readonly returns: readonly string[] }[]
}

/** One interaction that must have run. */
export interface ManifestInteraction {
  /** `webhook`: a message that somebody else sends and the service receives. `unheard`: one of which the pact does not say where it is heard. */
  readonly type: 'http' | 'frame' | 'webhook' | 'unheard'
  readonly operation: string
  readonly description: string
}

/** `manifest.json`: every pact of a folder. */
export interface Manifest {
  readonly consumer: string
  readonly pacts: readonly ManifestEntry[]
}

/** As much of a Pact V4 file as the verifier reads; Pact's core reads the rest. */
export interface PactFile {
  readonly consumer: { readonly name: string }
  readonly provider: { readonly name: string }
  readonly interactions: readonly PactInteraction[]
  readonly metadata: Readonly<Record<string, unknown>>
}

/** As much of an interaction as the verifier reads. */
export interface PactInteraction {
  readonly type: string
  readonly description: string
  /** What a broker calls it. */
  readonly _id?: string
  /** Whether it may fail without breaking the run. */
  readonly pending?: boolean
  readonly comments?: { readonly socket?: SocketPlan; readonly references?: unknown }
  readonly request?: { readonly method?: string; readonly path?: string; readonly generators?: unknown }
  readonly contents?: { readonly content: unknown }
  readonly providerStates?: readonly { readonly name: string; readonly params?: Readonly<Record<string, unknown>> }[]
}

/**
 * Reads the manifest of a folder of pacts.
 *
 * @throws CannotVerify when there is none, or it lists nothing
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const manifest = await readJson<Manifest>(join(folder, 'manifest.json'))
  if (!Array.isArray(manifest.pacts) || manifest.pacts.length === 0) {
    throw new CannotVerify(
      `${join(folder, 'manifest.json')} lists no pacts, so there is nothing to verify. Run \`npm run generate\`.`,
    )
  }
  return manifest
}

/**
 * The pact of one provider with its entry in the manifest.
 *
 * @throws CannotVerify when the provider is not in the manifest, or the file does not hold exactly what the manifest lists
 */
export async function readPact(
  folder: string,
  provider: string,
): Promise<{ readonly entry: ManifestEntry; readonly pact: PactFile }> {
  const { pacts } = await readManifest(folder)
  const entry = pacts.find((one) => one.provider === provider)
  if (entry === undefined) {
    throw new CannotVerify(
      `There is no pact for a provider "${provider}". There are: ${pacts.map((one) => one.provider).join(', ')}.`,
    )
  }
  const pact = await readJson<PactFile>(join(folder, entry.file))
  if (pact.provider?.name !== provider) {
    throw new CannotVerify(
      `${entry.file} is for the provider "${pact.provider?.name}", not "${provider}". Run \`npm run generate\`.`,
    )
  }
  const wanted = entry.interactions.map(({ description }) => description)
  const found = (pact.interactions ?? []).map(({ description }) => description)
  const missing = wanted.filter((description) => !found.includes(description))
  if (wanted.length === 0 || missing.length > 0 || found.length !== wanted.length) {
    const which = missing.length > 0 ? ` Missing: ${missing.slice(0, 3).join('; ')}.` : ''
    throw new CannotVerify(
      `${entry.file} holds ${found.length} interactions, the manifest lists ${wanted.length}.${which} Run \`npm run generate\`.`,
    )
  }
  return { entry, pact }
}

/** What can be held against a backend: not what somebody else sends to it, nor what nobody says how to hear. */
export function executableOf({ interactions }: ManifestEntry): readonly ManifestInteraction[] {
  return interactions.filter(({ type }) => type === 'http' || type === 'frame')
}

async function readJson<Content>(file: string): Promise<Content> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    throw new CannotVerify(`${file} cannot be read, so there is nothing to verify. Run \`npm run generate\`.`)
  }
  try {
    return JSON.parse(text) as Content
  } catch (error) {
    throw new CannotVerify(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}
