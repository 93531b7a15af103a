// How long a verification takes, layer by layer, and Pact alone beside it.
import { layers } from '@concord/contracts/report'
import { atMost, type Section } from '../report.ts'
import type { PeerRun } from './trial.ts'
import { playTrial } from './trials.ts'

const LIMIT = 600_000
const FULL = 60
const PACTS = 15

/** Verifies every service of the reference backend once, nothing beside it, then its pacts alone, ours and plain. */
export async function speedTable(services: readonly string[], document: string): Promise<readonly Section[]> {
  const whole = await playTrial({ runs: services.map((service) => ({ service })) }, LIMIT)
  const peers: PeerRun = { names: ['plain Pact'], document }
  const pacts = await playTrial({ runs: services.map((service) => ({ service, only: ['pacts'], peers })) }, LIMIT)
  const seconds = (milliseconds: number) => milliseconds / 1000
  const rows = services.map((service) => {
    const full = whole.find((one) => one.service === service)
    const alone = pacts.find((one) => one.service === service)
    const inLayer = (layer: string) =>
      (full?.checks ?? []).reduce((sum, check) => sum + (check.layer === layer ? check.milliseconds : 0), 0)
    return {
      service,
      checks: full?.checks.length ?? 0,
      full: full?.milliseconds ?? Number.NaN,
      inLayers: layers.map(inLayer),
      pacts: alone?.milliseconds ?? Number.NaN,
      plain: alone?.peers?.['plain Pact']?.milliseconds ?? Number.NaN,
    }
  })
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0)
  const all = {
    service: 'all',
    checks: sum(({ checks }) => checks),
    full: sum(({ full }) => full),
    inLayers: layers.map((_, index) => sum(({ inLayers }) => inLayers[index] ?? 0)),
    pacts: sum((row) => row.pacts),
    plain: sum(({ plain }) => plain),
  }
  return [
    {
      title: 'Verification of the reference backend',
      note: 'Seconds. The layers are those of the full run; then the pacts alone, with their start and their provider states, and plain Pact on the same HTTP interactions (it knows nothing of sockets).',
      columns: ['service', 'checks', 'full', ...layers, 'pacts alone', 'plain Pact', 'pacts ÷ plain', 'full ÷ plain'],
      rows: [...rows, all].map(({ service, checks, full, inLayers, pacts, plain }) => [
        service,
        `${checks}`,
        seconds(full),
        ...inLayers.map(seconds),
        seconds(pacts),
        seconds(plain),
        plain === 0 ? '–' : pacts / plain,
        plain === 0 ? '–' : full / plain,
      ]),
      goals: [
        atMost('full verification', seconds(all.full), FULL, ' s'),
        atMost('pacts alone', seconds(all.pacts), PACTS, ' s'),
      ],
    },
  ]
}
