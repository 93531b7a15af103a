import { type DoorCheck, holds, same } from './check.ts'

const json = 'application/json'
const problem = 'application/problem+json'

/** What must be the same behind every door. */
export const doorChecks: readonly DoorCheck[] = [
  {
    name: 'an answer has its status, its JSON and its request id',
    async run(client) {
      const answer = await client.ask('/api/v1/health')
      same([answer.status, answer.headers.get('content-type')], [200, json], 'status and type')
      same(answer.json.status, 'healthy', 'body')
      holds(/^req_/.test(answer.headers.get('x-request-id') ?? ''), 'there is a request id')
    },
  },
  {
    name: 'an unknown path is a problem that names it',
    async run(client) {
      const answer = await client.ask('/api/v1/nowhere')
      same([answer.status, answer.headers.get('content-type')], [404, problem], 'status and type')
      same([answer.json.code, answer.json.status], ['path_not_found', 404], 'body')
      same(answer.json.request_id, answer.headers.get('x-request-id'), 'the request id in body and header')
    },
  },
  {
    name: 'a wrong method says which are right',
    async run(client) {
      const answer = await client.ask('/api/v1/health', { method: 'DELETE' })
      same([answer.status, answer.json.code], [405, 'method_not_allowed'], 'problem')
      holds((answer.headers.get('allow') ?? '').includes('GET'), 'Allow has GET')
    },
  },
  {
    name: 'a call without a token is refused, and so is one with a token that is none',
    async run(client) {
      same((await client.ask('/api/v1/users/me')).json.code, 'token_missing', 'without')
      same((await client.ask('/api/v1/users/me', { token: 'x.y.z' })).json.code, 'token_invalid', 'with none')
    },
  },
  {
    name: 'a request that breaks the spec is told where',
    async run(client) {
      const { token } = await client.signIn()
      const answer = await client.ask('/api/v1/documents', { token, json: { title: 'Bees', target_pages: 500 } })
      same([answer.status, answer.json.code], [422, 'validation_failed'], 'problem')
      const places = answer.json.errors.map(({ loc }: { loc: string[] }) => loc.join('.'))
      holds(places.includes('body.target_pages'), `${places} has body.target_pages`)
    },
  },
  {
    name: 'a body that is not JSON, and one of another kind, are told apart',
    async run(client) {
      const { token } = await client.signIn()
      const broken = { token, body: '{"title":', headers: { 'content-type': json } }
      holds([400, 422].includes((await client.ask('/api/v1/documents', broken)).status), 'broken JSON is 400 or 422')
      const xml = { token, body: '<bees/>', headers: { 'content-type': 'application/xml' } }
      same((await client.ask('/api/v1/documents', xml)).status, 415, 'another kind')
    },
  },
  {
    name: 'what is created can be read, in any script',
    async run(client) {
      const { token } = await client.signIn()
      const order = { title: 'Bienen – 蜜蜂 🐝', topic: 'Bestäubung', target_pages: 20, language: 'de' }
      const created = await client.ask('/api/v1/documents', { token, json: order })
      same(created.status, 201, 'status')
      const read = await client.ask(`/api/v1/documents/${created.json.id}`, { token })
      same(read.json, created.json, 'read as created')
      same(read.json.title, order.title, 'title')
    },
  },
  {
    name: 'a query arrives as it was sent',
    async run(client) {
      const { token } = await client.signIn()
      for (let count = 0; count < 3; count += 1) await client.order(token)
      const page = await client.ask('/api/v1/documents?per_page=2&page=2&status=draft', { token })
      same([page.json.total, page.json.per_page, page.json.items.length], [3, 2, 1], 'page')
    },
  },
  {
    name: 'a repeated call under one key gives the same bytes',
    async run(client) {
      const { token } = await client.signIn()
      const order = { title: 'Bees', topic: 'Pollination', target_pages: 20, language: 'en' }
      const call = { token, json: order, headers: { 'idempotency-key': 'one' } }
      const [first, second] = [await client.ask('/api/v1/documents', call), await client.ask('/api/v1/documents', call)]
      same(second.text, first.text, 'bytes')
      same(second.headers.get('idempotent-replayed'), 'true', 'header')
    },
  },
  {
    name: 'an answer without a body has none',
    async run(client) {
      const { token } = await client.signIn()
      const id = await client.order(token)
      const answer = await client.ask(`/api/v1/documents/${id}`, { method: 'DELETE', token })
      same([answer.status, answer.text], [204, ''], 'delete')
      const head = await client.ask('/api/v1/health', { method: 'HEAD' })
      same([head.status, head.text], [200, ''], 'HEAD')
    },
  },
  {
    name: 'an id that tries to climb out of its path is no other path',
    async run(client) {
      const { token } = await client.signIn()
      for (const id of ['..%2F..%2Fhealth', '%2e%2e%2fhealth', '1%00', '%']) {
        const { status, headers } = await client.ask(`/api/v1/documents/${id}`, { token })
        holds([400, 404, 422].includes(status), `${id} is refused, not ${status}`)
        same(headers.get('content-type'), problem, id)
      }
    },
  },
  {
    name: 'a form arrives at a provider',
    async run(client) {
      const answer = await client.ask('/providers/stripe/v1/payment_intents', {
        token: 'sk_test_door',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'amount=1000&currency=eur&metadata[document_id]=42',
      })
      same([answer.status, answer.json.amount, answer.json.metadata], [200, 1000, { document_id: '42' }], 'intent')
    },
  },
  {
    name: 'a redirect can be looked at',
    async run(client) {
      const response = await client.send('/api/v1/auth/google', {}, { redirect: 'manual' })
      if (client.door.hidesRedirects) return
      same(response.status, 302, 'status')
      holds((response.headers.get('location') ?? '').includes('/consent/google'), 'it leads to the consent page')
    },
  },
  {
    name: 'a binary file arrives whole',
    async run(client) {
      const { token } = await client.signIn()
      const id = await client.pay(token)
      await client.advance(600)
      const exported = await client.ask(`/api/v1/documents/${id}/export`, { token, json: { format: 'docx' } })
      const response = await client.send(new URL(exported.json.download_url).pathname)
      const bytes = new Uint8Array(await response.arrayBuffer())
      same([...bytes.subarray(0, 4)], [0x50, 0x4b, 3, 4], 'it begins as a ZIP file does')
      // The end of a ZIP file says how much came before it, so a byte that is lost or changed shows.
      const end = new DataView(bytes.buffer, bytes.byteLength - 22)
      same(end.getUint32(0, true), 0x06054b50, 'it ends as a ZIP file does')
      same(end.getUint32(12, true) + end.getUint32(16, true) + 22, bytes.byteLength, 'nothing is missing')
      holds((response.headers.get('content-type') ?? '').includes('wordprocessingml'), 'type')
    },
  },
  {
    name: 'a stream arrives while it is written',
    async run(client) {
      await client.ask('/api/v1/health')
      const headers = { accept: 'text/event-stream' }
      const response = await client.send('/__sandbox/timeline?kind=request', { headers })
      const reader = response.body?.getReader()
      let text = ''
      while (!/data: .*health.*\n\n/.test(text)) {
        const chunk = await reader?.read()
        if (chunk?.value === undefined) throw new Error(`the stream ended with ${text}`)
        text += new TextDecoder().decode(chunk.value)
      }
      await reader?.cancel()
    },
  },
  {
    name: 'worlds do not see each other',
    async run(client) {
      const { token } = await client.signIn()
      await client.order(token)
      const headers = { 'x-sandbox-world': 'other' }
      same((await client.ask('/api/v1/documents', { token, headers })).status, 401, 'a token of another world')
      same((await client.ask('/~other/__sandbox/timeline?kind=job')).json.items, [], 'nothing happened there')
    },
  },
  {
    name: 'a socket of another world knows its own tokens only',
    async run(client) {
      const { token, userId } = await client.signIn()
      const other = await client.ask('/~other/__sandbox/users', { json: { email: 'ada@example.test' } })
      const stranger = client.open(`/~other/api/v1/ws/${userId}?token=${token}`)
      same((await stranger.closed).code, 4401, 'a token of the default world')
      const talk = client.open(`/~other/api/v1/ws/${other.json.user.id}?token=${other.json.access_token}`)
      await talk.opened
      talk.socket.send(JSON.stringify({ type: 'ping' }))
      await talk.message('pong')
      talk.socket.close()
      await talk.closed
    },
  },
  {
    name: 'a socket opens, answers and closes',
    async run(client) {
      const { token, userId } = await client.signIn()
      const talk = client.open(`/api/v1/ws/${userId}?token=${token}`)
      await talk.opened
      talk.socket.send(JSON.stringify({ type: 'ping' }))
      await talk.message('pong')
      talk.socket.close(1000)
      same(await talk.closed, { code: 1000, wasClean: true }, 'the end')
      same(talk.events, ['open', 'message', 'close'], 'events')
    },
  },
  {
    name: 'a socket is closed with the code that says why',
    async run(client) {
      const { token, userId } = await client.signIn()
      const without = client.open(`/api/v1/ws/${userId}?token=none`)
      same(await without.closed, { code: 4401, wasClean: true }, 'a bad token')
      const stranger = client.open(`/api/v1/ws/${userId + 1000}?token=${token}`)
      same(await stranger.closed, { code: 4403, wasClean: true }, 'another user')
      same(stranger.events, ['open', 'close'], 'events')
    },
  },
  {
    name: 'every message of a job arrives, in order, before the socket closes',
    async run(client) {
      const { token, userId } = await client.signIn()
      const talk = client.open(`/api/v1/ws/${userId}?token=${token}`)
      await talk.opened
      await client.pay(token)
      await client.advance(600)
      same(await talk.closed, { code: 1000, wasClean: true }, 'the end')
      const types = talk.messages.map(({ type }) => type)
      same([types[0], types.at(-1)], ['job_started', 'job_completed'], 'first and last')
      const sections = talk.messages.filter(({ type }) => type === 'section_completed')
      same(
        sections.map(({ section_index }) => section_index),
        Array.from({ length: 20 }, (_, index) => index + 1),
        'sections',
      )
    },
  },
  {
    name: 'a socket that is lost looks lost',
    async run(client) {
      const { token, userId } = await client.signIn()
      const talk = client.open(`/api/v1/ws/${userId}?token=${token}`)
      await talk.opened
      await client.ask('/__sandbox/scenarios/websocket.drop', { method: 'PUT', json: { after: 2 } })
      await client.pay(token)
      await client.advance(600)
      same(await talk.closed, { code: 1006, wasClean: false }, 'the end')
      same(talk.messages.length, 2, 'messages before it')
      same(talk.events.slice(-2), ['error', 'close'], 'events')
    },
  },
  {
    name: 'a connection that is reset is no answer',
    async run(client) {
      await client.ask('/__sandbox/faults', { json: fault('health.get', { kind: 'reset' }) })
      const outcome = await client.ask('/api/v1/health').then(
        ({ status }) => `answered ${status}`,
        (error: unknown) => (error instanceof Error ? error.name : String(error)),
      )
      same(outcome, 'TypeError', 'what fetch does')
    },
  },
  {
    name: 'a request that is never answered can be given up',
    async run(client) {
      await client.ask('/__sandbox/faults', { json: fault('health.get', { kind: 'hang' }) })
      const controller = new AbortController()
      const asked = client.send('/api/v1/health', {}, { signal: controller.signal })
      setTimeout(() => controller.abort(), 20)
      const outcome = await asked.then(
        ({ status }) => `answered ${status}`,
        (error: unknown) => (error instanceof Error ? error.name : String(error)),
      )
      same(outcome, 'AbortError', 'what fetch does')
    },
  },
  {
    name: 'an answer is cut off, or the door says that it cannot',
    async run(client) {
      const added = await client.ask('/__sandbox/faults', {
        json: fault('health.get', { kind: 'truncate', bytes: 20 }),
      })
      if (added.status === 409) return same(added.json.code, 'effect_not_supported', 'problem')
      same(added.status, 201, 'the rule is taken')
      const outcome = await client.ask('/api/v1/health').then(
        ({ text }) => `read ${text}`,
        (error: unknown) => (error instanceof Error ? error.name : String(error)),
      )
      same(outcome, 'TypeError', 'what reading does')
    },
  },
  {
    name: 'an answer trickles in, or the door says that it cannot',
    async run(client) {
      const added = await client.ask('/__sandbox/scenarios/infrastructure.slow', {
        method: 'PUT',
        json: { median: 0, bytes_per_second: 500 },
      })
      if (added.status === 409) {
        same(added.json.code, 'effect_not_supported', 'problem')
        same((await client.ask('/__sandbox/faults')).json.items, [], 'nothing of the scenario is on')
        return
      }
      const from = performance.now()
      const { json, text } = await client.ask('/api/v1/health')
      same(json.status, 'healthy', 'it is whole')
      // 50 bytes come at a time, ten times a second.
      const seconds = (performance.now() - from) / 1000
      holds(seconds > (text.length - 100) / 500, `${text.length} bytes took their time, not ${seconds} s`)
    },
  },
  {
    name: 'a provider breaks off in the middle of a stream, or the door says that it cannot',
    async run(client) {
      await client.ask('/__sandbox/scenarios/llm.stream-cut', { method: 'PUT', json: { chunks: 2 } })
      const messages = [{ role: 'user', content: 'Tell me of bees.' }]
      const response = await client.send('/providers/openai/v1/chat/completions', {
        token: 'sk-test',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'gpt-4', stream: true, messages }),
      })
      if (response.status === 501) {
        const { code, detail } = await response.json()
        same(code, 'effect_not_supported', 'problem')
        holds(!/\n|node_modules/.test(detail), 'it is a sentence, and no stack trace')
        const { items } = (await client.ask('/__sandbox/timeline?kind=fault')).json
        same(items.at(-1).rule, 'effect_not_supported', 'the timeline tells of it')
        return
      }
      const { text, error } = await textUntilItEnds(response)
      same(error, 'TypeError', 'what reading does')
      same(text.split('data: ').length - 1, 2, 'chunks that arrived')
    },
  },
]

async function textUntilItEnds(response: Response): Promise<{ text: string; error: string | undefined }> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  try {
    for (;;) {
      const { done = true, value } = (await reader?.read()) ?? {}
      if (done) return { text, error: undefined }
      text += decoder.decode(value, { stream: true })
    }
  } catch (error) {
    return { text, error: error instanceof Error ? error.name : String(error) }
  }
}

function fault(operation: string, effect: Readonly<Record<string, unknown>>): unknown {
  return { match: { on: 'request', operation }, effect }
}
