// Answers that are changed on their way, each in one place: a field dropped, renamed, or of another type.
import { atLeast, type Section } from '../report.ts'
import { inLanes } from './lanes.ts'
import { playMutants } from './trials.ts'

const LIMIT = 1_800_000

/** Changes every field of every answer of these services. */
export async function mutantTable(services: readonly string[], lanes: number): Promise<Section> {
  const results = await inLanes(lanes, services, async (service) => {
    const result = await playMutants({ service }, LIMIT)
    console.error(`${service}: ${result.killed}/${result.mutants}`)
    return result
  })
  const sum = (of: 'mutants' | 'killed' | 'killedByPacts' | 'allowed') =>
    results.reduce((total, result) => total + result[of], 0)
  return {
    title: 'Changed answers noticed',
    note: 'A proxy drops, renames or retypes one field in every answer of one operation and status: all successes, and for each status one kind of problem. What the contract allows just as well (an optional field that is gone) is no mutant.',
    columns: ['service', 'mutants', 'noticed', 'by the pacts', 'allowed', 'the first survivor'],
    rows: [
      ...results.map(({ service, mutants, killed, killedByPacts, allowed, survivors }) => [
        service,
        `${mutants}`,
        `${killed}`,
        `${killedByPacts}`,
        `${allowed}`,
        survivors[0] ?? '',
      ]),
      ['all', `${sum('mutants')}`, `${sum('killed')}`, `${sum('killedByPacts')}`, `${sum('allowed')}`, ''],
    ],
    goals: [atLeast('changed answers noticed', (sum('killed') / sum('mutants')) * 100, 99, ' %')],
  }
}
