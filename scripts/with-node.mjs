// Runs a TypeScript file of this workspace on the pinned Node, installing first when the lock file asks for it.
// It must run on a bare Node 20 before anything is installed, so it has no dependencies and no types.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** True when what npm says it installed is what the lock file asks for; a platform's own packages may be absent. */
function installed() {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/')) return true
    const found = present[path]
    if (found === undefined) return entry.optional === true || entry.devOptional === true || entry.peer === true
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

function install() {
  console.error('concord: installing from package-lock.json (first run, or it has changed) …')
  const npm = process.env.npm_execpath ?? 'npm'
  const [command, first] = npm.endsWith('.js') ? [process.execPath, [npm]] : [npm, []]
  const result = spawnSync(command, [...first, 'ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (result.status !== 0) {
    console.error('concord: npm ci failed; its message is above. Nothing was started.')
    process.exit(2)
  }
}

/** The pinned Node where its package exists for this platform, else the Node that runs this script. */
function pinnedNode() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const file = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(file)) return file
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  console.error(
    `concord: there is no pinned Node for ${process.platform}-${process.arch}; please run on Node 24 or newer.`,
  )
  process.exit(2)
}

export function run(file, args) {
  if (!installed()) install()
  const child = spawn(
    pinnedNode(),
    ['--conditions=concord-source', '--disable-warning=ExperimentalWarning', join(root, file), ...args],
    {
      stdio: 'inherit',
      env: {
        // With what was compiled at the last start, the first file of all too, nothing has to be freed of its types before it runs.
        NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
        ...process.env,
        PACT_DO_NOT_TRACK: 'true',
        SCARF_ANALYTICS: 'false',
      },
    },
  )
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 15)))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [file, ...args] = process.argv.slice(2)
  run(file, args)
}
