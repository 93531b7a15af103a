// Builds what is published. The entries are the packages' own `exports`, so that there is one list of doors.
import { globSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'tsup'

const root = join(import.meta.dirname, '..')
const published = ['sdk', 'codegen', 'mocks', 'contracts']

interface Manifest {
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>
  readonly bin?: Readonly<Record<string, string>>
}

/** Output name → source file, from what the manifest exports and what it runs. */
function entriesOf(folder: string, manifest: Manifest): Record<string, string> {
  const sources = Object.values(manifest.exports ?? {}).flatMap((entry) => {
    const source = typeof entry === 'string' ? undefined : entry['concord-source']
    return typeof source === 'string' ? globSync(join(folder, source)) : []
  })
  const commands = Object.values(manifest.bin ?? {}).map((file) =>
    join(folder, file.replace(/^(\.\/)?dist\//, 'src/').replace(/\.js$/, '.ts')),
  )
  return Object.fromEntries(
    [...sources, ...commands]
      .filter((file) => !file.endsWith('.test.ts'))
      .map((file) => [relative(folder, file).replace(/^src[\\/]|\.ts$/g, ''), file]),
  )
}

const { positionals } = parseArgs({ allowPositionals: true })
for (const name of positionals.length > 0 ? positionals : published) {
  const folder = join(root, 'packages', name)
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  rmSync(join(folder, 'dist'), { recursive: true, force: true })
  await build({
    entry: entriesOf(folder, manifest),
    outDir: join(folder, 'dist'),
    tsconfig: join(root, 'tsconfig.build.json'),
    // Only the SDK is used from CommonJS applications; the tools run on a Node that loads ES modules everywhere.
    format: name === 'sdk' ? ['esm', 'cjs'] : ['esm'],
    platform: name === 'sdk' ? 'neutral' : 'node',
    target: 'es2022',
    // Whatever a package depends on stays outside of it.
    external: [/^[^./]/],
    dts: true,
    splitting: true,
    treeshake: false,
    clean: false,
    silent: true,
  })
  console.log(`built packages/${name}`)
}
