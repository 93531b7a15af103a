// How long `npm run generate` takes for our specs, as a person waits for it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from './measure.ts'
import { atMost, type Section } from './report.ts'

const root = join(import.meta.dirname, '..')

export async function sections(quick: boolean): Promise<readonly Section[]> {
  const seconds: number[] = []
  for (let round = 0; round < (quick ? 1 : 3); round += 1) {
    const out = mkdtempSync(join(tmpdir(), 'concord-generate-'))
    const start = performance.now()
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--conditions=concord-source', join(root, 'packages/codegen/src/cli/concord-generate.ts'), '--out', out],
      { cwd: root, encoding: 'utf8' },
    )
    if (status !== 0) throw new Error(`npm run generate failed:\n${stderr}`)
    seconds.push((performance.now() - start) / 1000)
    rmSync(out, { recursive: true })
  }
  return [
    {
      title: 'npm run generate',
      columns: ['what', 'seconds'],
      rows: [['all specs: types, schemas, SDK, sandbox, pacts', median(seconds)]],
      goals: [atMost('generate: seconds', median(seconds), 3, ' s')],
    },
  ]
}
