// What backends call, over a real port, beside a call of the platform and beside two floors: what a person writes by hand, and ready bytes.
import { join } from 'node:path'
import { freePort, type Load, type LoadResult, load, loadGenerator, type Started, startServer } from './measure.ts'
import { atLeast, atMost, type Section } from './report.ts'
import { order } from './servers/document.ts'
import { type Stall, stalls } from './streams.ts'

const root = join(import.meta.dirname, '..')
const node = [process.execPath, '--conditions=concord-source', '--disable-warning=ExperimentalWarning']

const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
const json = { 'content-type': 'application/json' }

/** A call of the sandbox, and the path of the same one where it is written by hand. */
interface Call extends Load {
  readonly byHand: string
}

/** Everything that is asked, once there is somebody who asks. */
async function calls(origin: string): Promise<Readonly<Record<string, Call>>> {
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    (
      await fetch(`${origin}${path}`, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) })
    ).json()
  const { access_token } = await post('/__sandbox/users', { email: 'bench@example.test' })
  const { id } = await post('/api/v1/documents', order, bearer(access_token))
  return {
    'platform: GET a document': {
      method: 'GET',
      url: `${origin}/api/v1/documents/${id}`,
      headers: bearer(access_token),
      byHand: '/api/v1/documents/1',
    },
    'openai: a small completion': {
      method: 'POST',
      url: `${origin}/providers/openai/v1/chat/completions`,
      headers: { ...json, ...bearer('sk-bench') },
      body: JSON.stringify({
        model: 'gpt-3.5-turbo',
        max_tokens: 16,
        messages: [{ role: 'user', content: 'What do bees eat?' }],
      }),
      byHand: '/v1/chat/completions',
    },
    'stripe: a payment intent': {
      method: 'POST',
      url: `${origin}/providers/stripe/v1/payment_intents`,
      headers: { ...bearer('sk_test_bench'), 'content-type': 'application/x-www-form-urlencoded' },
      body: 'amount=1000&currency=eur&metadata[document_id]=42',
      byHand: '/v1/payment_intents',
    },
  }
}

interface Sample extends LoadResult {
  readonly processor: number
}

/**
 * By then the engine's code is compiled, however slow the machine: on two busy cores a call still costs twice as much after 20,000 as it
 * does in the end.
 */
const warm = 40_000

async function measured(server: Started, request: Load, seconds: number): Promise<Sample> {
  const { status } = await fetch(request.url, request)
  if (status !== 200) throw new Error(`${request.url} answered ${status}.`)
  for (let sent = 0; sent < warm; ) sent += (await load(request, 1)).requestsPerSecond
  const before = server.processorMicroseconds()
  const result = await load(request, seconds)
  return { ...result, processor: (server.processorMicroseconds() - before) / (result.requestsPerSecond * seconds) }
}

/** The same for a server that lives only as long. @param file in `bench/servers` @param path asked of it */
async function measuredAlone(file: string, values: readonly string[], path: string, request: Load, seconds: number) {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const server = await startServer([...node, join(root, 'bench/servers', file), `${port}`, ...values], `${origin}/`)
  try {
    return await measured(server, { ...request, url: `${origin}${path}` }, seconds)
  } finally {
    await server.stop()
  }
}

/** Of one call, in every round. */
interface Samples {
  readonly ours: Sample[]
  readonly byHand: Sample[]
  readonly readyBytes: Sample[]
}

export async function sections(quick: boolean): Promise<readonly Section[]> {
  const seconds = quick ? 1 : 2
  const rounds = quick ? 1 : 5
  const found = new Map<string, Samples>()
  const flows: Stall[] = []
  for (let round = 0; round < rounds; round += 1) {
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    const command = [...node, join(root, 'packages/mocks/src/cli/concord-sandbox.ts'), '--port', `${port}`]
    const sandbox = await startServer(command, `${origin}/api/v1/health`)
    try {
      for (const [name, { byHand, ...request }] of Object.entries(await calls(origin))) {
        const samples = found.get(name) ?? { ours: [], byHand: [], readyBytes: [] }
        found.set(name, samples)
        const { byteLength } = await (await fetch(request.url, request)).arrayBuffer()
        samples.readyBytes.push(await measuredAlone('same-size.ts', [`${byteLength}`], '/', request, seconds))
        samples.ours.push(await measured(sandbox, request, seconds))
        samples.byHand.push(await measuredAlone('node-http.ts', [], byHand, request, seconds))
      }
      flows.push(await stalls(origin))
    } finally {
      await sandbox.stop()
    }
  }

  // The best round is the one that the rest of the machine disturbed least.
  const rate = (samples: readonly Sample[]) => Math.max(...samples.map((sample) => sample.requestsPerSecond))
  const cost = (samples: readonly Sample[]) => Math.min(...samples.map((sample) => sample.processor))
  const completion = found.get('openai: a small completion') as Samples
  const stall = flows.reduce((best, flow) => (flow.together < best.together ? flow : best))
  return [
    {
      title: 'Providers: calls over a port',
      note: `${loadGenerator}, 32 connections, the best of ${rounds} rounds of ${seconds} s after ${warm.toLocaleString('en')} calls of warm-up. By hand: node:http with Ajv, that reads, checks and writes JSON. Ready bytes: node:http that answers as many bytes and looks at nothing.`,
      columns: [
        'call',
        'requests/s',
        'CPU µs',
        'by hand',
        'CPU µs',
        'share',
        'ready bytes',
        'CPU µs',
        'share',
        'failures',
      ],
      rows: Array.from(found, ([name, { ours, byHand, readyBytes }]) => [
        name,
        rate(ours),
        cost(ours),
        rate(byHand),
        cost(byHand),
        rate(ours) / rate(byHand),
        rate(readyBytes),
        cost(readyBytes),
        rate(ours) / rate(readyBytes),
        `${ours.reduce((sum, { failures }) => sum + failures, 0)}`,
      ]),
      // Against the floor that does nothing: it is the harder one.
      goals: [
        atLeast('a small completion: share of ready bytes', rate(completion.ours) / rate(completion.readyBytes), 0.5),
      ],
    },
    {
      title: `Providers: ${stall.streams} streams at once`,
      note: 'The longest gap between two chunks behind the first token, on any of the streams, in the best round. A model leaves up to 38 ms between two tokens.',
      columns: ['streams', 'longest gap, ms'],
      rows: [
        ['1', stall.alone],
        [`${stall.streams}`, stall.together],
      ],
      goals: [atMost(`${stall.streams} streams: the longest gap`, stall.together, 250, ' ms')],
    },
  ]
}
