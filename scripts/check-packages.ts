// Holds the built packages against what npm, bundlers and TypeScript expect of them, as they would be published.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'

const root = join(import.meta.dirname, '..')
let faults = 0

function hasTypes(manifest: Record<string, unknown>): boolean {
  return JSON.stringify(manifest.exports ?? {}).includes('"types"')
}

for (const name of ['sdk', 'codegen', 'mocks', 'contracts']) {
  const folder = join(root, 'packages', name)
  const { messages, pkg } = await publint({ pkgDir: folder, strict: true, pack: 'npm' })
  // The condition under which this workspace reads its own sources is of no use to others, and the sources are not published.
  const found = messages.filter((message) => !message.path.includes('concord-source'))
  for (const message of found) console.log(`packages/${name}: ${formatMessage(message, pkg)}`)
  faults += found.length

  // A package of commands alone has no types to be wrong.
  if (!hasTypes(pkg)) continue
  const tarballs = mkdtempSync(join(tmpdir(), 'concord-pack-'))
  const packed = spawnSync('npm', ['pack', '--silent', '--pack-destination', tarballs], {
    cwd: folder,
    encoding: 'utf8',
  })
  const tarball = join(tarballs, packed.stdout.trim().split('\n').at(-1) ?? '')
  // The tools are ES modules on purpose, so only the SDK answers for CommonJS.
  const profile = name === 'sdk' ? 'node16' : 'esm-only'
  const types = spawnSync(
    join(root, 'node_modules', '.bin', 'attw'),
    [tarball, '--profile', profile, '--format', 'table-flipped'],
    {
      encoding: 'utf8',
    },
  )
  if (types.status !== 0) {
    console.log(types.stdout, types.stderr)
    faults += 1
  }
  rmSync(tarballs, { recursive: true, force: true })
}

console.log(faults === 0 ? 'Every package is sound as it would be published.' : `${faults} faults in the packages.`)
process.exit(faults === 0 ? 0 : 1)
