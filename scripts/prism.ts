// Serves all specs of the platform with Prism: no state, no rules, only what the specs themselves say.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadApis } from '../packages/codegen/src/load/load-apis.ts'
import { SpecError } from '../packages/codegen/src/load/spec-error.ts'

const root = join(import.meta.dirname, '..')

function fail(message: string): never {
  console.error(`prism: ${message}`)
  process.exit(2)
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '4010' },
        host: { type: 'string', default: '127.0.0.1' },
        dynamic: { type: 'boolean', default: false },
        proxy: { type: 'string' },
      },
    }).values
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error)
    return fail(`${reason}. It takes --port, --host, --dynamic and --proxy URL.`)
  }
}

/** Prism takes one document; the model has all services in one already. */
function writeDocument(folder: string): string {
  try {
    const platform = loadApis(join(root, 'specs')).find(({ kind }) => kind === 'platform')
    if (platform === undefined) return fail('there are no specs of the platform under specs/.')
    const file = join(folder, 'platform.json')
    writeFileSync(file, JSON.stringify(platform.document))
    return file
  } catch (error) {
    if (error instanceof SpecError) return fail(error.message)
    throw error
  }
}

/** Prism itself answers a taken port with a page of help. */
async function assertFree(wanted: number, address: string): Promise<void> {
  const probe = createServer()
  try {
    await once(probe.listen(wanted, address), 'listening')
  } catch {
    fail(`port ${wanted} of ${address} is taken, or may not be used. Choose another with --port.`)
  }
  probe.close()
  await once(probe, 'close')
}

const { port, host, dynamic, proxy } = readArguments()
if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) fail(`--port must be a number up to 65535, not "${port}".`)
if (proxy !== undefined && !URL.canParse(proxy)) fail(`--proxy must be the URL of a backend, not "${proxy}".`)
await assertFree(Number(port), host)
const folder = mkdtempSync(join(tmpdir(), 'concord-prism-'))
const document = writeDocument(folder)
const prism = join(
  dirname(createRequire(import.meta.url).resolve('@stoplight/prism-cli/package.json')),
  'dist',
  'index.js',
)
const child = spawn(
  process.execPath,
  [
    prism,
    ...(proxy === undefined ? ['mock', document] : ['proxy', document, proxy, '--errors']),
    ...['--port', port, '--host', host],
    ...(dynamic ? ['--dynamic'] : []),
  ],
  { stdio: 'inherit', env: { ...process.env, SCARF_ANALYTICS: 'false' } },
)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => {
  rmSync(folder, { recursive: true, force: true })
  process.exitCode = code ?? 0
})
