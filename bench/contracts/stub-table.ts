// The negative control: whoever answers `200 {}` to everything has to fail every single check.
import { atLeast, type Section } from '../report.ts'
import { playTrial } from './trials.ts'

const LIMIT = 600_000

/** Verifies the stub, service by service; provider states are real, so that nothing fails but the answers. */
export async function stubTable(services: readonly string[]): Promise<Section> {
  const findings = await playTrial({ runs: services.map((service) => ({ service, stub: true })) }, LIMIT)
  const rows = findings.map(({ service, checks, cannotVerify }) => {
    const passed = checks.filter(({ failure }) => failure === undefined)
    const first = cannotVerify ?? passed[0]?.name ?? ''
    return { service, checks: checks.length, failed: checks.length - passed.length, first }
  })
  const total = rows.reduce((sum, { checks }) => sum + checks, 0)
  const failed = rows.reduce((sum, row) => sum + row.failed, 0)
  return {
    title: 'A stub that answers 200 {} to everything',
    columns: ['service', 'checks', 'failed', 'the first that passes'],
    rows: [
      ...rows.map(({ service, checks, failed, first }) => [service, `${checks}`, `${failed}`, first]),
      ['all', `${total}`, `${failed}`, ''],
    ],
    goals: [atLeast('checks that the stub fails', (failed / total) * 100, 100, ' %')],
  }
}
