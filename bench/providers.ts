// What backends call, over a real port, beside a bare node:http that answers as many bytes and beside a call of the platform.
import { join } from 'node:path'
import { freePort, type Load, type LoadResult, load, loadGenerator, type Started, startServer } from './measure.ts'
import { atLeast, atMost, type Section } from './report.ts'
import { order } from './servers/document.ts'
import { type Stall, stalls } from './streams.ts'

const root = join(import.meta.dirname, '..')
const node = [process.execPath, '--conditions=concord-source', '--disable-warning=ExperimentalWarning']

const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
const json = { 'content-type': 'application/json' }

/** Everything that is asked, once there is somebody who asks. */
async function requests(origin: string): Promise<Readonly<Record<string, Load>>> {
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
    },
    'stripe: a payment intent': {
      method: 'POST',
      url: `${origin}/providers/stripe/v1/payment_intents`,
      headers: { ...bearer('sk_test_bench'), 'content-type': 'application/x-www-form-urlencoded' },
      body: 'amount=1000&currency=eur&metadata[document_id]=42',
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
  for (let sent = 0; sent < warm; ) sent += (await load(request, 1)).requestsPerSecond
  const before = server.processorMicroseconds()
  const result = await load(request, seconds)
  return { ...result, processor: (server.processorMicroseconds() - before) / (result.requestsPerSecond * seconds) }
}

export async function sections(quick: boolean): Promise<readonly Section[]> {
  const seconds = quick ? 1 : 2
  const rounds = quick ? 1 : 5
  const ours: Record<string, Sample[]> = {}
  const bare: Record<string, Sample[]> = {}
  const flows: Stall[] = []
  for (let round = 0; round < rounds; round += 1) {
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    const command = [...node, join(root, 'packages/mocks/src/cli/concord-sandbox.ts'), '--port', `${port}`]
    const sandbox = await startServer(command, `${origin}/api/v1/health`)
    try {
      for (const [name, request] of Object.entries(await requests(origin))) {
        const { url, ...init } = request
        const answer = await fetch(url, init)
        const { byteLength } = await answer.arrayBuffer()
        if (!answer.ok) throw new Error(`${name} answered ${answer.status}.`)
        const plainPort = await freePort()
        const plainOrigin = `http://127.0.0.1:${plainPort}`
        const plain = await startServer(
          [...node, join(root, 'bench/servers/same-size.ts'), `${plainPort}`, `${byteLength}`],
          `${plainOrigin}/`,
        )
        try {
          bare[name] = [...(bare[name] ?? []), await measured(plain, { ...request, url: `${plainOrigin}/` }, seconds)]
          ours[name] = [...(ours[name] ?? []), await measured(sandbox, request, seconds)]
        } finally {
          await plain.stop()
        }
      }
      flows.push(await stalls(origin))
    } finally {
      await sandbox.stop()
    }
  }

  // The best round is the one that the rest of the machine disturbed least.
  const rate = (samples: readonly Sample[] = []) => Math.max(...samples.map((sample) => sample.requestsPerSecond))
  const cost = (samples: readonly Sample[] = []) => Math.min(...samples.map((sample) => sample.processor))
  const share = (name: string) => rate(ours[name]) / rate(bare[name])
  const stall = flows.reduce((best, flow) => (flow.together < best.together ? flow : best))
  return [
    {
      title: 'Providers: calls over a port',
      note: `${loadGenerator}, 32 connections, the best of ${rounds} rounds of ${seconds} s after ${warm.toLocaleString('en')} calls of warm-up. Beside each call a bare node:http that reads the same body and answers as many bytes.`,
      columns: ['call', 'requests/s', 'bare node:http', 'share', 'CPU µs each', 'bare CPU µs', 'failures'],
      rows: Object.keys(ours).map((name) => [
        name,
        rate(ours[name]),
        rate(bare[name]),
        share(name),
        cost(ours[name]),
        cost(bare[name]),
        `${(ours[name] ?? []).reduce((sum, { failures }) => sum + failures, 0)}`,
      ]),
      goals: [atLeast('a small completion: share of bare node:http', share('openai: a small completion'), 0.5)],
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
