// Everything that CI runs and a laptop can. Each step is a command that can be run alone; a step that fails does not hide the next ones.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules', '.bin', name)
const node = [process.execPath, '--conditions=concord-source', '--disable-warning=ExperimentalWarning']

interface Step {
  readonly name: string
  readonly command: readonly string[]
}

const steps: readonly Step[] = [
  { name: 'specs: lint', command: [...node, 'scripts/lint-specs.ts'] },
  { name: 'generated files: no drift', command: [...node, 'packages/codegen/src/cli/concord-generate.ts', '--check'] },
  { name: 'code: lint and format', command: [bin('biome'), 'ci', '--error-on-warnings', '.'] },
  { name: 'code: types', command: [bin('tsc'), '-p', '.'] },
  { name: 'code: unused files, exports and dependencies', command: [bin('knip')] },
  { name: 'tests: unit', command: [bin('vitest'), 'run', '--project', 'unit'] },
  { name: 'tests: integration', command: [bin('vitest'), 'run', '--project', 'integration'] },
  { name: 'tests: browser', command: [bin('vitest'), 'run', '--project', 'browser'] },
  { name: 'packages: build', command: [...node, 'scripts/build.ts'] },
  {
    name: 'packages: the built generator finds no drift',
    command: [process.execPath, 'packages/codegen/dist/cli/concord-generate.js', '--check'],
  },
  { name: 'packages: as they are published', command: [...node, 'scripts/check-packages.ts'] },
  { name: 'packages: size', command: [bin('size-limit')] },
]

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const chosen = steps.filter((step) => values.only === undefined || step.name.startsWith(values.only))
if (chosen.length === 0) {
  console.error(
    `test: no step starts with "${values.only}". The steps are:\n${steps.map((step) => `  ${step.name}`).join('\n')}`,
  )
  process.exit(2)
}

const failed: string[] = []
for (const { name, command } of chosen) {
  const start = performance.now()
  console.log(`\n── ${name}`)
  const [file = '', ...args] = command
  const { status } = spawnSync(file, args, { cwd: root, stdio: 'inherit' })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`── ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s`)
  if (status !== 0) failed.push(name)
}

if (failed.length > 0) console.log(`\nFailed:\n${failed.map((name) => `  ${name}`).join('\n')}`)
console.log(`\n${chosen.length - failed.length} passed, ${failed.length} failed`)
process.exit(failed.length === 0 ? 0 : 1)
