// Lints every spec with Redocly and the rules under specs/rules.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const specs = globSync('specs/**/*.yaml', { cwd: root })
  .filter((file) => !file.endsWith('redocly.yaml'))
  .sort()
const { status } = spawnSync(
  join(root, 'node_modules', '.bin', 'redocly'),
  ['lint', '--config', 'specs/redocly.yaml', '--format', 'stylish', ...specs],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  },
)
process.exit(status ?? 1)
