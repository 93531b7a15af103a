// What nobody may complain of: the backend as it is, again and again, and in every variant that its contract allows.
import { faultCatalogue } from '../../examples/backend/src/fault-catalogue.ts'
import { atMost, type Section } from '../report.ts'
import { inLanes } from './lanes.ts'
import type { Findings, Run } from './trial.ts'
import { playTrial, TrialFailed } from './trials.ts'

/** Milliseconds: one variant takes its time with every answer. */
const LIMIT = 1_800_000

/** One backend that keeps its contract, and what was said of it all the same. */
interface Innocent {
  readonly name: string
  readonly checks: number
  readonly alarms: readonly string[]
}

const benignVariants = Object.entries(faultCatalogue).flatMap(([name, fault]) =>
  fault.class === 'benign' ? [name] : [],
)

/** Verifies every service with every layer: the backend itself so many times, each benign variant once. */
export async function falseAlarms(services: readonly string[], runs: number, lanes: number): Promise<Section> {
  const itself = Array.from({ length: runs }, (_, index) => ({ name: `as it is, run ${index + 1}`, seed: index + 1 }))
  const variants = benignVariants.map((fault) => ({ name: fault, fault, seed: 1 }))
  const innocents = await inLanes(
    lanes,
    [...itself, ...variants],
    async ({ name, seed, ...rest }): Promise<Innocent> => {
      const plans = services.map((service): Run => ({ service, seed }))
      const found = await heard(playTrial({ ...rest, runs: plans }, LIMIT))
      console.error(`${name}: ${found.checks} checks, ${found.alarms.length} alarms`)
      return { name, ...found }
    },
  )
  return alarmTable(innocents)
}

/** A trial that breaks off is an alarm too. */
async function heard(trial: Promise<readonly Findings[]>): Promise<Omit<Innocent, 'name'>> {
  try {
    const findings = await trial
    return { checks: findings.reduce((sum, { checks }) => sum + checks.length, 0), alarms: alarmsOf(findings) }
  } catch (error) {
    if (!(error instanceof TrialFailed)) throw error
    return { checks: 0, alarms: [error.message] }
  }
}

const alarmsOf = (findings: readonly Findings[]): readonly string[] =>
  findings.flatMap(({ checks, cannotVerify }) => [
    ...checks.flatMap(({ layer, name, failure }) =>
      failure === undefined ? [] : [`${layer}: ${name}: ${failure.cause}`],
    ),
    ...(cannotVerify === undefined ? [] : [cannotVerify]),
  ])

function alarmTable(innocents: readonly Innocent[]): Section {
  const alarms = innocents.flatMap((one) => one.alarms)
  return {
    title: 'False alarms',
    note: 'All services, all layers.',
    columns: ['backend', 'checks', 'alarms', 'the first'],
    rows: innocents.map((one) => [
      one.name,
      `${one.checks}`,
      `${one.alarms.length}`,
      one.alarms[0]?.slice(0, 100) ?? '',
    ]),
    goals: [atMost('false alarms', alarms.length, 0)],
  }
}
