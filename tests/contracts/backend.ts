import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A backend in a test. */
export interface Backend {
  readonly url: string
  close(): Promise<void>
}

/** The Python of this machine that has all of these modules, or undefined. `PYTHON` names one that stands elsewhere. */
export function pythonWith(...modules: readonly string[]): string | undefined {
  const places = [process.env.PYTHON, '/usr/bin/python3', 'python3', 'python']
  return places.find(
    (place) => place !== undefined && spawnSync(place, ['-c', `import ${modules.join(', ')}`]).status === 0,
  )
}

export const noPython =
  'No Python with FastAPI was found on this machine, so nothing was checked in it. Install it (Debian: apt-get install python3-fastapi python3-uvicorn python3-httpx python3-jwt python3-email-validator python3-multipart), or set PYTHON to one.'

/**
 * Starts a program that prints `listening on URL` when it is ready.
 *
 * @throws Error with what it said when it ends before
 */
export async function startProgram(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env: Readonly<Record<string, string>> },
): Promise<Backend> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env, PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000)
  })
  const ended = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, address] = /^listening on (\S+)/.exec(line) ?? []
      if (address !== undefined) resolve(address)
    })
    ended.then(([code]) => reject(new Error(`${command} ${args.join(' ')} ended with ${code}: ${said}`)), reject)
  })
  return {
    url,
    async close() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
