import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { WebSocket as WsClient } from 'ws'
import { type RunningServer, ServerNotStarted, type ServerOptions, startServer } from './server.ts'

const running: { close(): unknown }[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.close()
})

async function started(options: ServerOptions = {}): Promise<RunningServer> {
  const server = await startServer({ port: 0, paused: true, ...options })
  running.push(server)
  return server
}

interface Raw {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** A request with any header: `fetch` sets `Host` and `Origin` by itself. */
function raw(
  server: RunningServer,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  body?: string | Buffer,
): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ port: server.port, host: '127.0.0.1', path, method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

describe('who may call', () => {
  test.for([
    ['localhost', 200],
    ['localhost:8000', 200],
    ['127.0.0.1:1', 200],
    ['[::1]:8000', 200],
    ['app.localhost', 200],
    ['evil.example', 421],
    ['localhost.evil.example', 421],
    ['127.0.0.1.evil.example', 421],
  ] as const)('a request for the host "%s" gets %d', async ([host, status]) => {
    const answer = await raw(await started(), '/api/v1/health', { host })
    expect(answer.status).toBe(status)
    if (status === 421) expect(JSON.parse(answer.text)).toMatchObject({ code: 'host_not_served', status })
  })

  test.for([
    ['http://localhost:5173', 200],
    ['http://127.0.0.1:3000', 200],
    ['https://app.example.test', 200],
    ['https://evil.example', 403],
    ['http://localhost.evil.example', 403],
    ['null', 403],
  ] as const)('a page of %s gets %d', async ([origin, status]) => {
    const server = await started({ origins: ['https://app.example.test'] })
    const answer = await raw(server, '/api/v1/health', { origin })
    expect(answer.status).toBe(status)
    const allowed = answer.headers['access-control-allow-origin']
    expect(allowed).toBe(status === 200 ? origin : undefined)
    if (status === 200) expect(answer.headers['access-control-allow-credentials']).toBe('true')
  })

  test('a preflight is answered for an allowed page and refused for a foreign one', async () => {
    const server = await started()
    const ask = {
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': 'authorization, idempotency-key',
    }
    const good = await raw(server, '/api/v1/documents/1', { origin: 'http://localhost:5173', ...ask }, 'OPTIONS')
    expect([good.status, good.headers['access-control-allow-headers']]).toEqual([204, 'authorization, idempotency-key'])
    expect(good.headers['access-control-allow-methods']).toContain('PATCH')
    expect(
      (await raw(server, '/api/v1/documents/1', { origin: 'https://evil.example', ...ask }, 'OPTIONS')).status,
    ).toBe(403)
  })

  test('a foreign page gets no socket', async () => {
    const server = await started()
    const socket = new WsClient(`${server.url.replace('http', 'ws')}/api/v1/ws/1?token=x`, {
      origin: 'https://evil.example',
    })
    const status = await new Promise((resolve) => {
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
      socket.on('error', () => {})
    })
    expect(status).toBe(403)
  })
})

test('links in an answer lead back here under a scenario for one request too', async () => {
  const server = await started()
  const { headers } = await raw(server, '/api/v1/auth/google', { prefer: 'scenario=webhooks.late' })
  expect(headers.location).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${server.port}/__sandbox/consent/google\\?`))
})

describe('bad input', () => {
  test.for([
    ['whose length is told', true],
    ['whose length is not', false],
  ] as const)('a body of 11 MB %s is 413, and the server goes on', async ([, told]) => {
    const server = await started()
    const body = Buffer.alloc(11 * 1_048_576, 32)
    const headers = {
      'content-type': 'application/json',
      ...(told ? { 'content-length': String(body.length) } : { 'transfer-encoding': 'chunked' }),
    }
    const answer = await raw(server, '/api/v1/auth/magic-link', headers, 'POST', body)
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([413, 'content_too_large'])
    expect((await raw(server, '/api/v1/health')).status).toBe(200)
  })

  test.for([
    ['the platform', '/api/v1/documents', { code: 'content_too_large', request_id: expect.stringMatching(/^req_/) }],
    ['a provider', '/providers/openai/v1/chat/completions', { error: { type: 'invalid_request_error' } }],
    ['a provider in a world', '/~blue/providers/anthropic/v1/messages', { error: { type: 'request_too_large' } }],
    ['the control API', '/__sandbox/users', { code: 'content_too_large' }],
  ] as const)('a body that is too large is refused in the words of %s', async ([, path, wanted]) => {
    const server = await started({ bodyLimit: 1_000 })
    const answer = await raw(server, path, { 'content-type': 'application/json' }, 'POST', Buffer.alloc(1_001, 32))
    expect(answer.status).toBe(413)
    expect(JSON.parse(answer.text)).toMatchObject(wanted)
  })

  test.for([
    ['no HTTP at all', 'HELO sandbox\r\n\r\n'],
    ['a header that is none', 'GET / HTTP/1.1\r\nhost localhost\r\n\r\n'],
    ['a length that is none', 'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: many\r\n\r\n'],
  ] as const)('%s is 400, and the server goes on', async ([, text]) => {
    const server = await started()
    const answer = await new Promise<string>((resolve) => {
      let got = ''
      const socket = connect(server.port, '127.0.0.1', () => socket.write(text))
      socket.on('data', (part) => {
        got += part
      })
      socket.on('close', () => resolve(got))
    })
    expect(answer).toMatch(/^HTTP\/1.1 400/)
    expect((await raw(server, '/api/v1/health')).status).toBe(200)
  })

  test.for(['/~/api/v1/health', '/~a%20b/api/v1/health', `/~${'a'.repeat(101)}/api/v1/health`])(
    'a world that cannot be, %s, is 400',
    async (path) => {
      const answer = await raw(await started(), path)
      expect([answer.status, JSON.parse(answer.text).code]).toEqual([400, 'world_name_invalid'])
    },
  )

  test('a fault of the sandbox is a 500 that says where to look, is told, and the server goes on', async () => {
    const faults: unknown[] = []
    const server = await started({ onFault: (error) => faults.push(error) })
    server.controls().world.timeline.since = () => {
      throw new Error('broken on purpose')
    }
    const answer = await raw(server, '/__sandbox/timeline')
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([500, 'internal_error'])
    expect(faults).toHaveLength(1)
    expect((await raw(server, '/api/v1/health')).status).toBe(200)
  })

  test('a port that is taken is told in a sentence', async () => {
    const first = await started()
    await expect(startServer({ port: first.port })).rejects.toThrow(ServerNotStarted)
    await expect(startServer({ port: first.port })).rejects.toThrow(`Port ${first.port} is taken.`)
  })
})

describe('worlds', () => {
  test('a path with a world in it leads to links with the world in them', async () => {
    const server = await started()
    const json = { 'content-type': 'application/json' }
    await raw(server, '/~blue/api/v1/auth/magic-link', json, 'POST', '{"email":"ada@example.test"}')
    const inbox = JSON.parse((await raw(server, '/~blue/__sandbox/inbox')).text)
    expect(inbox.items[0].links[0]).toMatch(
      new RegExp(`^http://127.0.0.1:${server.port}/~blue/|^http://localhost:${server.port}/~blue/`),
    )
    expect(JSON.parse((await raw(server, '/__sandbox/inbox')).text).items).toEqual([])
    expect(JSON.parse((await raw(server, '/__sandbox/inbox', { 'x-sandbox-world': 'blue' })).text).items).toHaveLength(
      1,
    )
  })
})

describe('effects on the connection', () => {
  async function withFault(effect: Record<string, unknown> & { kind: string }): Promise<RunningServer> {
    const server = await started()
    server.controls().addFault({ match: { on: 'request', operation: 'health.get' }, when: { kind: 'always' }, effect })
    return server
  }

  test('reset is a connection reset', async () => {
    await expect(raw(await withFault({ kind: 'reset' }), '/api/v1/health')).rejects.toMatchObject({
      code: 'ECONNRESET',
    })
  })

  test('truncate sends the head and a part, then nothing', async () => {
    const server = await withFault({ kind: 'truncate', bytes: 20 })
    const got = await new Promise<string>((resolve) => {
      let text = ''
      const socket = connect(server.port, '127.0.0.1', () =>
        socket.write('GET /api/v1/health HTTP/1.1\r\nhost: localhost\r\n\r\n'),
      )
      socket.on('data', (part) => {
        text += part
      })
      socket.on('close', () => resolve(text))
    })
    const [head = '', body = ''] = got.split('\r\n\r\n')
    expect(Number(/content-length: (\d+)/.exec(head)?.[1])).toBeGreaterThan(20)
    expect(body).toHaveLength(20)
  })

  test('drip sends all of it, slowly', async () => {
    const server = await withFault({ kind: 'drip', bytes_per_second: 1000 })
    const from = performance.now()
    const answer = await raw(server, '/api/v1/health')
    expect(JSON.parse(answer.text).status).toBe('healthy')
    expect(performance.now() - from).toBeGreaterThan(50)
  })
})

describe('webhooks to a backend', () => {
  test('are signed, sent to its address and tried again when it refuses', async () => {
    const server = await started()
    const received: { signature: unknown; body: string }[] = []
    const backend = createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (part: string) => {
        body += part
      })
      request.on('end', () => {
        received.push({ signature: request.headers['stripe-signature'], body })
        response.writeHead(received.length === 1 ? 500 : 200).end()
      })
    })
    await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve))
    running.push({ close: () => backend.close() })
    const address = backend.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`
    const controls = server.controls()
    controls.effects.webhooks.setEndpoint({ url, secret: 'whsec_backend' })
    const { access_token } = controls.signIn({ email: 'ada@example.test' })
    const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' }
    const order = '{"title":"Bees","topic":"Pollination","target_pages":20,"language":"en"}'
    const { id } = JSON.parse((await raw(server, '/api/v1/documents', headers, 'POST', order)).text)
    await raw(server, '/api/v1/payment/create-intent', headers, 'POST', JSON.stringify({ document_id: id }))
    await controls.clock.settled()
    expect(received).toHaveLength(1)
    expect(received[0]?.signature).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/)
    await controls.clock.advance('6m')
    expect(received).toHaveLength(2)
    expect(received[1]?.body).toBe(received[0]?.body)
  })
})

test('closing ends what is open', async () => {
  const server = await startServer({ port: 0, paused: true })
  const { access_token, user } = server.controls().signIn({ email: 'ada@example.test' })
  const socket = new WsClient(`${server.url.replace('http', 'ws')}/api/v1/ws/${user.id}?token=${access_token}`)
  await new Promise((resolve) => socket.on('open', resolve))
  const closed = new Promise((resolve) => socket.on('close', resolve))
  const stream = await fetch(`${server.url}/__sandbox/timeline`, { headers: { accept: 'text/event-stream' } })
  await server.close()
  await closed
  await expect(stream.text()).rejects.toThrow(TypeError)
  await expect(fetch(`${server.url}/api/v1/health`)).rejects.toThrow(TypeError)
})
