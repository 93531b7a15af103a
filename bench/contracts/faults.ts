// Every fault of the catalogue, seeded in the reference backend, one after another: who notices it, and for the right reason.
import { type Layer, layers } from '@concord/contracts/report'
import { faultCatalogue } from '../../examples/backend/src/fault-catalogue.ts'
import { atLeast, type Section } from '../report.ts'
import { judge, layersOf } from './judgement.ts'
import { inLanes } from './lanes.ts'
import { type Peer, type PeersFindings, peers as peerNames } from './peers/peer.ts'
import type { SeededFault } from './right-reasons.ts'
import type { Findings, PeerRun, Run } from './trial.ts'
import { playTrial, TrialFailed } from './trials.ts'

const LIMIT = 900_000

/** What became of one fault. */
export interface FaultOutcome {
  readonly fault: SeededFault
  readonly class: string
  readonly service: string
  /** The layers that name the fault when all of them run. */
  readonly layers: readonly Layer[]
  /** Whether conformance names it when it runs alone and sees no traffic but its own. */
  readonly conformanceAlone: boolean
  /** In how many runs it was named, of how many. */
  readonly killed: number
  readonly runs: number
  /** The check by which it was named. */
  readonly by?: string
  /** What else failed. */
  readonly wake: readonly string[]
  /** Who of the peers complained of anything that they do not say of the backend without the fault. */
  readonly peers: readonly Peer[]
}

/** What the peers say of a backend without a fault, service by service. */
export type Baseline = ReadonlyMap<string, PeersFindings>

export const seededFaults = Object.entries(faultCatalogue).flatMap(([name, { class: kind, service }]) =>
  kind === 'benign' ? [] : [{ name: name as SeededFault, class: kind, service }],
)

type Seeded = (typeof seededFaults)[number]

const allPeers = (document: string): PeerRun => ({ names: peerNames, document })

/** What the peers say where nothing is wrong: noise that does not count when they say it of a fault too. */
export async function peersBaseline(services: readonly string[], document: string, lanes: number): Promise<Baseline> {
  const found = await inLanes(lanes, services, (service) =>
    playTrial({ runs: [{ service, peers: allPeers(document) }] }, LIMIT),
  )
  return new Map(found.flat().flatMap(({ service, peers }) => (peers === undefined ? [] : [[service, peers]])))
}

/** Verifies the backend with one fault, so many times. A trial that breaks off is no kill. */
export async function tryFault(
  seeded: Seeded,
  services: readonly string[],
  runs: number,
  document: string,
  baseline: Baseline,
): Promise<FaultOutcome> {
  try {
    return await outcomeOf(seeded, services, runs, document, baseline)
  } catch (error) {
    if (!(error instanceof TrialFailed)) throw error
    const { name: fault, class: kind, service } = seeded
    const nothing = { layers: [], conformanceAlone: false, killed: 0, runs, peers: [] }
    return { fault, class: kind, service, ...nothing, wake: [error.message] }
  }
}

async function outcomeOf(
  { name, class: kind, service }: Seeded,
  services: readonly string[],
  runs: number,
  document: string,
  baseline: Baseline,
): Promise<FaultOutcome> {
  const [whole, alone] = await playTrial(
    {
      fault: name,
      runs: [
        { service, peers: allPeers(document) },
        { service, only: ['conformance'] },
      ],
    },
    LIMIT,
  )
  if (whole === undefined || alone === undefined) throw new Error(`The trial of ${name} gave no findings.`)
  let { right, wake } = judge(name, [whole])
  if (right.length === 0) {
    // A team verifies all that it deploys: what the fault's own service does not show another may.
    const others = services.filter((other) => other !== service).map((other): Run => ({ service: other }))
    const elsewhere = judge(name, await playTrial({ fault: name, runs: others }, LIMIT * others.length))
    right = elsewhere.right
    wake = [...wake, ...elsewhere.wake]
  }
  const named = judge(name, [alone]).right.length > 0
  // What conformance says of an answer that another layer asked for, it cannot say again by itself.
  const quickest = right.find(({ layer }) => layer !== 'conformance' || named)
  const again =
    quickest === undefined
      ? 0
      : await repeat(name, serviceOf(quickest.operation, services) ?? service, quickest.name, runs - 1)
  return {
    fault: name,
    class: kind,
    service,
    layers: layersOf(right),
    conformanceAlone: named,
    killed: quickest === undefined ? 0 : 1 + again,
    runs,
    ...(quickest !== undefined && { by: quickest.name }),
    wake,
    peers: complaining(whole, baseline.get(service)),
  }
}

/** Whose operation it is; of none where the check is of a path that no service has. */
const serviceOf = (operation: string, services: readonly string[]): string | undefined =>
  services.find((service) => operation.startsWith(`${service}.`))

/** Runs the check that names the fault again and again, each time with other generated inputs. */
async function repeat(fault: SeededFault, service: string, check: string, times: number): Promise<number> {
  if (times === 0) return 0
  const runs = Array.from({ length: times }, (_, index): Run => ({ service, filter: check, seed: index + 2 }))
  const findings = await playTrial({ fault, runs }, LIMIT)
  return findings.filter((one) => judge(fault, [one]).right.length > 0).length
}

function complaining({ peers }: Findings, usual: PeersFindings | undefined): readonly Peer[] {
  if (peers === undefined) return []
  return peerNames.filter((peer) => {
    const noise = new Set(usual?.[peer]?.complaints)
    return (peers[peer]?.complaints ?? []).some((complaint) => !noise.has(complaint))
  })
}

/** Who finds how many of each class. */
export function faultTable(outcomes: readonly FaultOutcome[]): Section {
  const classes = [...new Set(outcomes.map((outcome) => outcome.class))]
  const count = (of: readonly FaultOutcome[], finds: (outcome: FaultOutcome) => boolean): string =>
    `${of.filter(finds).length}`
  const killed = ({ killed, runs }: FaultOutcome) => killed === runs
  const finders: readonly (readonly [string, (outcome: FaultOutcome) => boolean])[] = [
    ['all layers', killed],
    ...layers.map((layer): [string, (outcome: FaultOutcome) => boolean] => [
      layer,
      layer === 'conformance' ? (one) => one.conformanceAlone : (one) => one.layers.includes(layer),
    ]),
    ...peerNames.map((peer): [string, (outcome: FaultOutcome) => boolean] => [
      peer,
      ({ peers }) => peers.includes(peer),
    ]),
  ]
  const row = (name: string, of: readonly FaultOutcome[]) => [
    name,
    `${of.length}`,
    ...finders.map(([, finds]) => count(of, finds)),
  ]
  return {
    title: 'Faults found',
    note: 'Ours count when the failure names the broken rule, each time; a layer, when one of its checks does, conformance when it does so without the traffic of the others. The peers count when they complain of anything that they do not say of the backend without the fault; plain Pact has our pacts, Prism sees every answer that our verification saw, and Dredd has hooks that set up our provider states.',
    columns: ['class', 'faults', ...finders.map(([name]) => name)],
    rows: [
      ...classes.map((kind) =>
        row(
          kind,
          outcomes.filter((one) => one.class === kind),
        ),
      ),
      row('all', outcomes),
    ],
    goals: [
      atLeast(
        'faults killed for the right reason, in every run',
        (outcomes.filter(killed).length / outcomes.length) * 100,
        95,
        ' %',
      ),
    ],
  }
}

/** What was missed, and what is not sure. */
export function survivorTable(outcomes: readonly FaultOutcome[]): Section {
  return {
    title: 'Faults not found, or not each time',
    columns: ['fault', 'class', 'killed', 'what failed'],
    rows: outcomes
      .filter(({ killed, runs }) => killed < runs)
      .map(({ fault, class: kind, killed, runs, by, wake }) => [
        fault,
        kind,
        `${killed}/${runs}`,
        (by ?? wake[0] ?? 'nothing').slice(0, 80),
      ]),
    goals: [],
  }
}
