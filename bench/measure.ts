// How the benchmarks measure: medians of interleaved rounds, so that a noisy machine disturbs every contestant alike.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

export interface Started {
  readonly process: ChildProcess
  readonly startMilliseconds: number
  /** Resident memory in MB of the process and its children. */
  memory(): number
  /** Processor time that it has used so far, in microseconds; NaN where there is no /proc. */
  processorMicroseconds(): number
  stop(): Promise<void>
}

/** Starts a server and waits until `url` answers anything but a refusal; the time runs from the spawn. */
export async function startServer(
  command: readonly string[],
  url: string,
  limitMilliseconds = 60_000,
): Promise<Started> {
  const [file = '', ...args] = command
  const start = performance.now()
  const child = spawn(file, args, {
    stdio: 'ignore',
    detached: true,
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'), ...process.env, SCARF_ANALYTICS: 'false' },
  })
  const stop = async () => {
    if (child.exitCode !== null || child.pid === undefined) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    const group = -child.pid
    // Who ends in peace keeps what it has compiled for its next start.
    process.kill(group, 'SIGTERM')
    const impatience = setTimeout(() => process.kill(group, 'SIGKILL'), 2_000)
    await gone
    clearTimeout(impatience)
  }
  for (;;) {
    if (child.exitCode !== null)
      throw new Error(`${command.join(' ')} ended with ${child.exitCode} before it answered ${url}`)
    if (performance.now() - start > limitMilliseconds) {
      await stop()
      throw new Error(`${command.join(' ')} did not answer ${url} within ${limitMilliseconds} ms`)
    }
    try {
      const response = await fetch(url)
      await response.arrayBuffer()
      break
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const startMilliseconds = performance.now() - start
  return {
    process: child,
    startMilliseconds,
    memory: () => residentMegabytes(child.pid ?? 0),
    processorMicroseconds: () => processorMicroseconds(child.pid ?? 0),
    stop,
  }
}

function processorMicroseconds(pid: number): number {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return Number.NaN
  const [, fields = ''] = readFileSync(file, 'utf8').split(') ')
  const [user, system] = fields.split(' ').slice(11, 13).map(Number)
  // Linux counts in hundredths of a second.
  return ((user ?? Number.NaN) + (system ?? Number.NaN)) * 10_000
}

/** Resident memory of a process and of its descendants, in MB. */
function residentMegabytes(pid: number): number {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number))
  const family = new Set([pid])
  for (let grown = true; grown; ) {
    grown = false
    for (const [child = 0, parent = 0] of rows) {
      if (family.has(parent) && !family.has(child)) {
        family.add(child)
        grown = true
      }
    }
  }
  const kilobytes = rows.filter(([child = 0]) => family.has(child)).reduce((sum, [, , size = 0]) => sum + size, 0)
  return kilobytes / 1024
}

export interface Load {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface LoadResult {
  readonly requestsPerSecond: number
  readonly p99Milliseconds: number
  readonly failures: number
}

const wrk = spawnSync('wrk', ['--version']).error === undefined

/** The load generator's name, for the table's caption: wrk (C) loads a fast server better than a client in Node can. */
export const loadGenerator = wrk ? 'wrk' : 'autocannon'

/** Sends the same request over 32 kept-alive connections for some seconds. */
export async function load(request: Load, seconds: number): Promise<LoadResult> {
  return wrk ? loadWithWrk(request, seconds) : loadWithAutocannon(request, seconds)
}

async function loadWithWrk(request: Load, seconds: number): Promise<LoadResult> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-bench-'))
  const script = join(folder, 'request.lua')
  const headers = Object.entries(request.headers).map(
    ([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`,
  )
  writeFileSync(
    script,
    [
      `wrk.method = "${request.method}"`,
      ...headers,
      ...(request.body === undefined ? [] : [`wrk.body = ${JSON.stringify(request.body)}`]),
      'done = function(summary, latency)',
      '  local failures = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout',
      '  io.write(string.format("RESULT %d %d %f %d\\n", summary.requests, summary.duration, latency:percentile(99) / 1000, failures))',
      'end',
    ].join('\n'),
  )
  const output = await new Promise<string>((resolve, reject) => {
    const child = spawn('wrk', ['-t1', '-c32', `-d${seconds}s`, '-s', script, request.url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
    child.once('error', reject)
    child.once('close', () => resolve(text))
  })
  rmSync(folder, { recursive: true })
  const [, requests, microseconds, p99, failures] = /RESULT (\d+) (\d+) ([\d.]+) (\d+)/.exec(output) ?? []
  if (requests === undefined) throw new Error(`wrk gave no result for ${request.url}:\n${output}`)
  return {
    requestsPerSecond: Number(requests) / (Number(microseconds) / 1e6),
    p99Milliseconds: Number(p99),
    failures: Number(failures),
  }
}

async function loadWithAutocannon(request: Load, seconds: number): Promise<LoadResult> {
  const { default: autocannon } = await import('autocannon')
  const { body, ...rest } = request
  const result = await autocannon({
    ...rest,
    headers: { ...request.headers },
    ...(body === undefined ? {} : { body }),
    connections: 32,
    duration: seconds,
  })
  return {
    requestsPerSecond: result.requests.average,
    p99Milliseconds: result.latency.p99,
    failures: result.non2xx + result.errors,
  }
}

/** Microseconds per call of `run`, as the median of rounds that take turns with the other contestants. */
export async function microsecondsPerCall(
  contestants: Readonly<Record<string, () => unknown>>,
  { rounds = 9, calls = 2_000 }: { rounds?: number; calls?: number } = {},
): Promise<Record<string, number>> {
  const samples = Object.fromEntries(Object.keys(contestants).map((name) => [name, [] as number[]]))
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, run] of Object.entries(contestants)) {
      const start = performance.now()
      for (let call = 0; call < calls; call += 1) await run()
      // The first round only warms up.
      if (round > 0) samples[name]?.push(((performance.now() - start) * 1000) / calls)
    }
  }
  return Object.fromEntries(Object.entries(samples).map(([name, values]) => [name, median(values)]))
}
