import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ReplyListener } from '../backend/backend.ts'
import { member } from '../backend/http-text.ts'
import { preflight } from '../backend/preflight.ts'
import type { CheckResult } from '../report/report.ts'
import { checksOf, statesOf } from './checks.ts'
import { type HeardFrame, hearFrame } from './frames.ts'
import { executableOf, type ManifestEntry, type PactFile, type PactInteraction } from './pact-files.ts'
import type { PactSource } from './pact-source.ts'
import { openRelay, type Relay } from './relay.ts'
import { type CoreResult, runCore } from './run-core.ts'

/** Milliseconds for one answer: longer than the relay waits, so that it is the relay that says why. */
const CORE_PATIENCE = 60_000

/** What to verify, and where. */
export interface VerifyPactOptions {
  readonly source: Pick<PactSource, 'entry' | 'pact'>
  /** Where the backend is; paths of the spec are appended. */
  readonly baseUrl: string
  /** Where provider states are set up. Default: `<baseUrl>/__sandbox/provider-states`. */
  readonly statesUrl?: string
  /** Only interactions of these descriptions. Default: all that the manifest lists. */
  readonly only?: ReadonlySet<string>
  /** Sees every answer of the backend. */
  readonly seen?: ReplyListener
  /** Hears every frame that a socket of the backend carried. */
  readonly heard?: (frame: HeardFrame) => void
}

/**
 * Holds a backend to one pact, through Pact's own core.
 *
 * @returns one check for each interaction of the manifest
 * @throws CannotVerify when nothing can be said about the contract: backend or state endpoint unreachable, provider states missing, or
 * fewer interactions executed than the manifest lists
 *
 * @example
 * const { checks } = await verifyPact({ source: await readPact(pactsFolder, 'documents'), baseUrl: 'http://localhost:8000' })
 */
export async function verifyPact(options: VerifyPactOptions): Promise<{ readonly checks: readonly CheckResult[] }> {
  const baseUrl = new URL(options.baseUrl)
  const states = new URL(options.statesUrl ?? `${baseUrl.href.replace(/\/$/, '')}/__sandbox/provider-states`)
  const { entry, pact } = options.source
  await preflight(
    states,
    entry.provider,
    entry.states.map(({ name }) => name),
  )
  const promised = new Map(entry.states.map(({ name, returns }) => [name, returns]))
  const planned = executable(pact, entry).filter(({ description }) => options.only?.has(description) ?? true)
  const setups = planned.map((interaction) => ({
    states: statesOf(interaction).length,
    values: valuesIn(interaction.request?.generators),
  }))
  const hear = async (description: string, values: Readonly<Record<string, unknown>>): Promise<unknown> => {
    const message = pact.interactions.find((interaction) => interaction.description === description)
    const type = member(message?.contents?.content, 'type')
    const plan = message?.comments?.socket
    if (plan === undefined || typeof type !== 'string')
      throw new Error(`The pact does not say how "${description}" is heard.`)
    const started = performance.now()
    const frame = await hearFrame(baseUrl, plan, type, values)
    options.heard?.({ type, frame, values, milliseconds: performance.now() - started })
    return frame
  }
  const relay = await openRelay({ backend: baseUrl, states, promised, setups, hear, seen: options.seen })
  try {
    const results = await runThroughCore({ ...pact, interactions: planned }, entry, relay)
    return { checks: checksOf(entry, planned, results, relay.exchanges) }
  } finally {
    await relay.close()
  }
}

async function runThroughCore(pact: PactFile, entry: ManifestEntry, relay: Relay): Promise<readonly CoreResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'concord-pacts-'))
  try {
    const file = join(folder, entry.file)
    await writeFile(file, JSON.stringify(pact))
    return await runCore({
      provider: entry.provider,
      providerBaseUrl: relay.url,
      pactUrls: [file],
      transports: [{ protocol: 'message', scheme: 'http', port: relay.port, path: relay.messagesPath }],
      timeout: CORE_PATIENCE,
      providerStatesSetupUrl: relay.statesUrl,
      providerStatesSetupTeardown: true,
      // A redirect is an answer like any other.
      followRedirects: false,
      failIfNoPactsFound: true,
      logLevel: 'error',
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function executable({ interactions }: PactFile, entry: ManifestEntry): readonly PactInteraction[] {
  const wanted = new Set(executableOf(entry).map(({ description }) => description))
  return interactions.filter(({ description }) => wanted.has(description))
}

/** The values of provider states with which a request is filled, wherever in it. */
function valuesIn(generators: unknown): readonly string[] {
  if (typeof generators !== 'object' || generators === null) return []
  const expression = member(generators, 'type') === 'ProviderState' ? member(generators, 'expression') : undefined
  if (typeof expression === 'string') return [...expression.matchAll(/\$\{([^}]+)\}/g)].map(([, name = '']) => name)
  return Object.values(generators).flatMap(valuesIn)
}
