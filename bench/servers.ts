// The sandbox over a real port beside Prism, Mockoon, Fastify and bare node:http: throughput, tail, start-up and memory.
import { join } from 'node:path'
import { freePort, type Load, type LoadResult, load, loadGenerator, type Started, startServer } from './measure.ts'
import { writePlatformDocument } from './platform-document.ts'
import { atLeast, atMost, type Section } from './report.ts'
import { order } from './servers/document.ts'

const root = join(import.meta.dirname, '..')
const node = [process.execPath, '--conditions=concord-source', '--disable-warning=ExperimentalWarning']

interface Contestant {
  readonly name: string
  command(port: number, spec: string): readonly string[]
  /** Prepares what is asked for and gives the address of one document and the headers to send. */
  prepare?(origin: string): Promise<{ document: string; headers: Record<string, string> }>
}

const contestants: readonly Contestant[] = [
  { name: 'node:http + Ajv', command: (port) => [...node, join(root, 'bench/servers/node-http.ts'), `${port}`] },
  { name: 'Fastify', command: (port) => [...node, join(root, 'bench/servers/fastify.ts'), `${port}`] },
  {
    name: 'Concord sandbox',
    command: (port) => [...node, join(root, 'packages/mocks/src/cli/concord-sandbox.ts'), '--port', `${port}`],
    prepare: prepareSandbox,
  },
  {
    name: 'Prism (silent)',
    command: (port, spec) => [
      process.execPath,
      join(root, 'node_modules/.bin/prism'),
      'mock',
      spec,
      '-p',
      `${port}`,
      '-v',
      'silent',
    ],
  },
  {
    name: 'Mockoon',
    command: (port, spec) => [
      process.execPath,
      join(root, 'bench/node_modules/.bin/mockoon-cli'),
      'start',
      '--data',
      spec,
      '--port',
      `${port}`,
      '--disable-log-to-file',
    ],
  },
]

async function prepareSandbox(origin: string) {
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return response.json()
  }
  const { access_token } = await post('/__sandbox/users', { email: 'bench@example.test' })
  const headers = { authorization: `Bearer ${access_token}` }
  const ids: number[] = []
  for (let count = 0; count < 20; count += 1) ids.push((await post('/api/v1/documents', order, headers)).id)
  return { document: `/api/v1/documents/${ids[0]}`, headers }
}

export async function sections(quick: boolean): Promise<readonly Section[]> {
  const seconds = quick ? 1 : 2
  const rounds = quick ? 1 : 5
  const spec = writePlatformDocument()
  const starts: Record<string, number[]> = {}
  const idle: Record<string, number> = {}
  const loaded: Record<string, number> = {}
  const samples: (LoadResult & { server: string; request: string; processor: number })[] = []

  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of contestants) {
      const port = await freePort()
      const origin = `http://127.0.0.1:${port}`
      const server: Started = await startServer(contestant.command(port, spec), `${origin}/api/v1/health`)
      try {
        starts[contestant.name] = [...(starts[contestant.name] ?? []), server.startMilliseconds]
        idle[contestant.name] ??= server.memory()
        const { document, headers } = (await contestant.prepare?.(origin)) ?? {
          document: '/api/v1/documents/1',
          headers: { authorization: 'Bearer any' },
        }
        const loads: Readonly<Record<string, Load>> = {
          'GET one': { method: 'GET', url: `${origin}${document}`, headers },
          'GET list': { method: 'GET', url: `${origin}/api/v1/documents?per_page=20`, headers },
          'POST validated': {
            method: 'POST',
            url: `${origin}/api/v1/documents`,
            headers: { ...headers, 'content-type': 'application/json' },
            body: JSON.stringify(order),
          },
        }
        for (const [name, request] of Object.entries(loads)) {
          await load(request, 1)
          const before = server.processorMicroseconds()
          const result = await load(request, seconds)
          const processor = (server.processorMicroseconds() - before) / (result.requestsPerSecond * seconds)
          samples.push({ ...result, server: contestant.name, request: name, processor })
        }
        loaded[contestant.name] = server.memory()
      } finally {
        await server.stop()
      }
    }
  }

  const of = (server: string, request: string) =>
    samples.filter((sample) => sample.server === server && sample.request === request)
  // The best round is the one that the rest of the machine disturbed least.
  const rate = (server: string, request: string) =>
    Math.max(...of(server, request).map((sample) => sample.requestsPerSecond))
  const throughput = (request: string): Section => ({
    title: `Server: ${request}`,
    note: `${loadGenerator}, 32 connections, the best of ${rounds} rounds of ${seconds} s after 1 s of warm-up, all on one machine. The sandbox checks the token, validates request and answer, and keeps a timeline; the others do not.`,
    columns: ['server', 'requests/s', '÷ node:http', '× Prism', 'p99 ms', 'CPU µs each', 'failures'],
    rows: contestants.map(({ name }) => [
      name,
      rate(name, request),
      rate(name, request) / rate('node:http + Ajv', request),
      rate(name, request) / rate('Prism (silent)', request),
      Math.min(...of(name, request).map((sample) => sample.p99Milliseconds)),
      Math.min(...of(name, request).map((sample) => sample.processor)),
      `${of(name, request).reduce((sum, sample) => sum + sample.failures, 0)}`,
    ]),
    goals: [
      atLeast(
        `${request}: requests/s as a multiple of Prism's`,
        rate('Concord sandbox', request) / rate('Prism (silent)', request),
        10,
        ' ×',
      ),
      ...(request === 'GET one'
        ? [
            atLeast(
              'GET one: share of bare node:http',
              rate('Concord sandbox', request) / rate('node:http + Ajv', request),
              0.5,
            ),
          ]
        : []),
    ],
  })
  const start = (name: string) => Math.min(...(starts[name] ?? []))
  return [
    throughput('GET one'),
    throughput('GET list'),
    throughput('POST validated'),
    {
      title: 'Server: start-up and memory',
      columns: ['server', 'ms to first answer', 'MB idle', 'MB after load', 'start ÷ Prism'],
      rows: contestants.map(({ name }) => [
        name,
        start(name),
        idle[name] ?? Number.NaN,
        loaded[name] ?? Number.NaN,
        start(name) / start('Prism (silent)'),
      ]),
      goals: [atMost('sandbox: milliseconds to the first answer', start('Concord sandbox'), 500)],
    },
  ]
}
