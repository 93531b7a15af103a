// Prism's validation proxy under the very traffic of our own verification: each answer of the backend is given once more behind Prism.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Reply } from '../../../packages/contracts/src/backend/backend.ts'
import { listen } from '../../../tests/loopback.ts'
import { freePort } from '../../measure.ts'
import { inLanes } from '../lanes.ts'
import type { PeerFindings } from './peer.ts'

const cli = join(
  dirname(createRequire(import.meta.url).resolve('@stoplight/prism-cli/package.json')),
  'dist',
  'index.js',
)
const NUMBER = 'x-bench-answer'
const AT_ONCE = 8
/** Milliseconds: Prism never answers a request with a body that is not JSON. */
const PATIENCE = 2000

/** Only what travels between the two ends; Prism and Node write the rest anew. */
const HOP = /^(connection|content-length|transfer-encoding|keep-alive|host|date)$/

/** Sends every request again, through Prism, and has the answer given that the backend gave. */
export async function watchWithPrism(replies: readonly Reply[], document: string): Promise<PeerFindings> {
  const server = createServer((incoming, answer) => {
    const reply = replies[Number(incoming.headers[NUMBER])]
    answer.writeHead(reply?.status ?? 404, withoutHops(reply?.headers ?? {})).end(reply?.body)
  })
  const port = await freePort()
  const upstream = await listen(server)
  const prism = spawn(
    process.execPath,
    [cli, 'proxy', document, upstream.url, '--port', `${port}`, '--host', '127.0.0.1'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, SCARF_ANALYTICS: 'false' },
    },
  )
  try {
    await listening(prism.stdout)
    prism.stdout.resume()
    const started = performance.now()
    const complaints = new Set<string>()
    await inLanes(AT_ONCE, [...replies.entries()], async ([index, reply]) => {
      for (const complaint of await sendThrough(port, reply, index)) complaints.add(complaint)
    })
    return { complaints: [...complaints], milliseconds: Math.round(performance.now() - started) }
  } finally {
    prism.kill('SIGTERM')
    await once(prism, 'exit')
    await upstream.close()
  }
}

async function listening(output: Readable): Promise<void> {
  let said = ''
  for await (const chunk of output.iterator({ destroyOnReturn: false })) {
    said += chunk.toString()
    if (said.includes('Prism is listening')) return
  }
  throw new Error(`Prism did not start: ${said}`)
}

interface Violation {
  readonly location: readonly string[]
  readonly code: string
  readonly message: string
}

async function sendThrough(port: number, { sent, status }: Reply, index: number): Promise<readonly string[]> {
  const { pathname, search } = new URL(sent.url)
  const headers = { ...withoutHops(sent.headers), [NUMBER]: String(index) }
  const outgoing = request({ port, host: '127.0.0.1', method: sent.method, path: pathname + search, headers })
  outgoing.setTimeout(PATIENCE, () => outgoing.destroy())
  outgoing.end(sent.body)
  const response = await once(outgoing, 'response').then(
    ([message]: readonly IncomingMessage[]) => message,
    () => undefined,
  )
  if (response === undefined) return []
  response.resume()
  await once(response, 'end')
  const violations: readonly Violation[] = JSON.parse([response.headers['sl-violations'] ?? '[]'].flat().join())
  // Requests that are wrong on purpose are our doing.
  return violations
    .filter(({ location }) => location[0] === 'response')
    .map(({ location, message }) => `${sent.method} ${shape(pathname)} ${status}: ${location.join('.')} ${message}`)
}

const shape = (path: string): string => path.replace(/\/(\d+|[0-9a-f-]{20,}|[A-Za-z]+_[A-Za-z0-9]+)(?=\/|$)/g, '/{}')

const withoutHops = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP.test(name)))
