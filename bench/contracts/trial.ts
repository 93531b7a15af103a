// One process that verifies the reference backend, with or without a fault in it.
import { CannotVerify, type CheckResult, type Layer } from '@concord/contracts/report'
import { verify } from '@concord/contracts/verify'
import type { Reply } from '../../packages/contracts/src/backend/backend.ts'
import { startStub } from '../../tests/contracts/stub.ts'
import { testWithDredd } from './peers/dredd.ts'
import type { Peer, PeerFindings, PeersFindings } from './peers/peer.ts'
import { verifyWithPlainPact } from './peers/plain-pact.ts'
import { watchWithPrism } from './peers/prism.ts'
import { answerParent, openPlace, type Place } from './place.ts'

/** What one trial does. */
export interface TrialPlan {
  /** Seeded in the backend; absent for one that keeps its contract. */
  readonly fault?: string
  /** What is verified of the same running backend, one after another. */
  readonly runs: readonly Run[]
}

/** One verification of one service. */
export interface Run {
  readonly service: string
  readonly only?: readonly Layer[]
  /** Only checks of which the name contains this. */
  readonly filter?: string
  /** Decides the generated inputs. Default 1. */
  readonly seed?: number
  /** Who looks at the service too. */
  readonly peers?: PeerRun
  /** Whether everything but provider states is answered with `200 {}`. */
  readonly stub?: boolean
}

/** The work of peers. */
export interface PeerRun {
  readonly names: readonly Peer[]
  /** A file with the merged document of all services. */
  readonly document: string
}

/** What one run found. */
export interface Findings {
  readonly service: string
  readonly milliseconds: number
  readonly checks: readonly CheckResult[]
  /** Why nothing could be said; then nothing was checked. */
  readonly cannotVerify?: string
  readonly peers?: PeersFindings
}

/** The findings of each run. */
export type TrialResult = readonly Findings[]

answerParent(play)

async function play({ fault, runs }: TrialPlan): Promise<TrialResult> {
  const place = await openPlace(fault)
  try {
    const result: Findings[] = []
    for (const run of runs) result.push(await playRun(run, place))
    return result
  } finally {
    await place.close()
  }
}

async function playRun(run: Run, { backendUrl, statesUrl, sandboxUrl }: Place): Promise<Findings> {
  const { service, peers, stub = false, only, filter, seed } = run
  const stubServer = stub ? await startStub() : undefined
  const baseUrl = stubServer?.url ?? backendUrl
  const options = {
    provider: service,
    baseUrl,
    statesUrl,
    sandboxUrl,
    ...(only !== undefined && { only }),
    ...(filter !== undefined && { filter }),
    ...(seed !== undefined && { seed }),
  }
  const replies: Reply[] = []
  const findings = await findingsOf(service, () => verify(options, undefined, (reply) => replies.push(reply)))
  await stubServer?.close()
  if (peers === undefined) return findings
  const found: PeersFindings = {}
  for (const name of peers.names) found[name] = await ask[name](service, baseUrl, statesUrl, peers.document, replies)
  return { ...findings, peers: found }
}

async function findingsOf(
  service: string,
  verification: () => Promise<{ readonly checks: readonly CheckResult[] }>,
): Promise<Findings> {
  const started = performance.now()
  const took = () => Math.round(performance.now() - started)
  try {
    const { checks } = await verification()
    return { service, milliseconds: took(), checks }
  } catch (error) {
    if (!(error instanceof CannotVerify)) throw error
    return { service, milliseconds: took(), checks: [], cannotVerify: error.message }
  }
}

type Asking = (
  service: string,
  baseUrl: string,
  statesUrl: string,
  document: string,
  replies: readonly Reply[],
) => Promise<PeerFindings>

const ask: Readonly<Record<Peer, Asking>> = {
  'plain Pact': verifyWithPlainPact,
  "Prism's proxy": (_service, _baseUrl, _statesUrl, document, replies) => watchWithPrism(replies, document),
  Dredd: testWithDredd,
}
