import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Prism as `npm run prism` starts it. */
export interface PrismProcess {
  readonly url: string
  close(): Promise<void>
}

/** Starts `scripts/prism.ts` on a free port and waits until it listens. */
export async function startPrism(...args: readonly string[]): Promise<PrismProcess> {
  const port = await freePort()
  const child = spawnPrism('--port', String(port), ...args)
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('Prism is listening')) resolve()
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => reject(new Error(`Prism ended with ${code}:\n${output}`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit')
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

/** Runs `scripts/prism.ts` to its end. */
export async function runPrism(
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly error: string }> {
  const child = spawnPrism(...args)
  let error = ''
  child.stderr.on('data', (chunk: Buffer) => {
    error += chunk.toString()
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, error })))
}

function spawnPrism(...args: readonly string[]) {
  return spawn(process.execPath, ['--conditions=concord-source', 'scripts/prism.ts', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Prism cannot choose a port by itself. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
