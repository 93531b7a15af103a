// Whether a world that is asked 100,000 times stays as small as it was after 40,000, when all of its bounded records are full.
// node --expose-gc --conditions=concord-source scripts/memory.ts
import { createSandbox, type InProcessSandbox } from '@concord/mocks'

const requests = 100_000
const samples = 5
/** What a heap may differ by without anything growing, in megabytes. */
const tolerance = 8

const collect = globalThis.gc
if (collect === undefined) throw new Error('Start node with --expose-gc, or the heap tells nothing.')

const order = { title: 'Bees', topic: 'Pollination', target_pages: 20, language: 'en' }

type Send = (count: number) => Promise<Response>

/** Reads, refusals and changes; orders that are thrown away again, each under a key of its own; what backends ask of providers, and payment intents without end. */
const loads: Readonly<Record<string, (sandbox: InProcessSandbox, token: string) => Promise<Send>>> = {
  'reads, refusals and changes': async ({ fetch }, token) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const post = { method: 'POST', headers, body: JSON.stringify(order) }
    const { id } = (await (await fetch('/api/v1/documents', post)).json()) as { readonly id: number }
    const asks = [
      () => fetch(`/api/v1/documents/${id}`, { headers }),
      () => fetch('/api/v1/documents', { headers }),
      () => fetch('/api/v1/documents'),
      () => fetch('/api/v1/documents', { ...post, body: '{"title":""}' }),
      (count: number) =>
        fetch(`/api/v1/documents/${id}`, { method: 'PATCH', headers, body: `{"title":"Bees ${count}"}` }),
    ] as const
    return (count) => (asks[count % asks.length] ?? asks[0])(count)
  },
  'orders under keys, thrown away again': async ({ fetch }, token) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    let id = 0
    return async (count) => {
      if (count % 2 === 1) return fetch(`/api/v1/documents/${id}`, { method: 'DELETE', headers })
      const keyed = { ...headers, 'idempotency-key': `key-${count}` }
      const answer = await fetch('/api/v1/documents', { method: 'POST', headers: keyed, body: JSON.stringify(order) })
      id = ((await answer.clone().json()) as { readonly id: number }).id
      return answer
    }
  },
  'calls of providers': async ({ fetch }) => {
    const openai = { authorization: 'Bearer sk-memory', 'content-type': 'application/json' }
    const stripe = { authorization: 'Bearer sk_test_memory', 'content-type': 'application/x-www-form-urlencoded' }
    const made = await fetch('/providers/stripe/v1/payment_intents', {
      method: 'POST',
      headers: stripe,
      body: 'amount=1000&currency=eur',
    })
    const { id } = (await made.json()) as { readonly id: string }
    const ask = (more: object) =>
      fetch('/providers/openai/v1/chat/completions', {
        method: 'POST',
        headers: openai,
        body: JSON.stringify({
          model: 'gpt-4',
          max_tokens: 16,
          messages: [{ role: 'user', content: 'Bees?' }],
          ...more,
        }),
      })
    const asks = [
      () => ask({}),
      () => ask({ stream: true }),
      () => ask({ model: 'none' }),
      () => fetch(`/providers/stripe/v1/payment_intents/${id}`, { headers: stripe }),
      () => fetch('/providers/stripe/v1/payment_intents', { method: 'POST', headers: stripe, body: 'amount=none' }),
    ] as const
    return (count) => (asks[count % asks.length] ?? asks[0])()
  },
  'payments that nobody makes': async ({ fetch }) => {
    const headers = { authorization: 'Bearer sk_test_memory', 'content-type': 'application/x-www-form-urlencoded' }
    const intent = { method: 'POST', headers, body: 'amount=1000&currency=eur' }
    return () => fetch('/providers/stripe/v1/payment_intents', intent)
  },
}

for (const [name, load] of Object.entries(loads)) {
  const sandbox = createSandbox()
  const { access_token } = await sandbox.signIn('ada@example.test')
  const send = await load(sandbox, access_token)
  const heaps: number[] = []
  const began = performance.now()
  for (let count = 0; count < requests; count++) {
    await (await send(count)).arrayBuffer()
    if ((count + 1) % (requests / samples) !== 0) continue
    collect()
    heaps.push(process.memoryUsage().heapUsed / 2 ** 20)
  }
  const seconds = (performance.now() - began) / 1000
  const [, full = 0] = heaps
  const grown = (heaps.at(-1) ?? 0) - full
  const line = heaps.map((heap) => heap.toFixed(1)).join(' → ')
  console.log(
    `${name}: heap ${line} MB in ${seconds.toFixed(1)} s; ${sandbox.timeline.items.length} items on the timeline`,
  )
  if (grown > tolerance) {
    console.error(`The heap grew by ${grown.toFixed(1)} MB after the first ${(2 * requests) / samples} requests.`)
    process.exitCode = 1
  }
}
