import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { get, serverOf } from '../../test/stub.ts'
import { binary, form, multipart } from './bodies.ts'
import { type Core, createCore } from './core.ts'
import { type ApiPromise, operation } from './execute.ts'
import { blob, location, text } from './readers.ts'
import type { CallOptions, UploadProgress } from './request.ts'

const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A real server; gives its origin. */
async function listen(
  answer: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void,
): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    answer(request, response, Buffer.concat(chunks))
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const echo = (request: IncomingMessage, response: ServerResponse, body: Buffer) =>
  response
    .setHeader('content-type', 'application/json')
    .end(JSON.stringify({ headers: request.headers, body: body.toString('latin1') }))

interface Echo {
  readonly headers: Record<string, string>
  readonly body: string
}
type Send = (core: Core, body: unknown, options?: CallOptions) => ApiPromise<Echo>
const sendForm: Send = operation('things.form', 'POST', '/x', 1, form)
const sendParts: Send = operation('things.parts', 'POST', '/x', 5, multipart)
const sendBytes: Send = operation('things.bytes', 'POST', '/x', 5, binary('application/pdf'))
const where: (core: Core) => ApiPromise<string> = operation('things.where', 'GET', '/x', 0, location)
const download: (core: Core) => ApiPromise<Blob> = operation('things.download', 'GET', '/x', 0, blob)
const read: (core: Core) => ApiPromise<string> = operation('things.read', 'GET', '/x', 0, text)

describe('redirects', () => {
  test('to another origin take no token along', async () => {
    const elsewhere = await listen(echo)
    const origin = await listen((_, response) => response.writeHead(302, { location: `${elsewhere}/other` }).end())
    const answer = (await get(createCore({ baseUrl: origin, session: 'secret' }), 1)) as unknown as Echo
    expect(answer.headers.authorization).toBeUndefined()
    expect(JSON.stringify(answer)).not.toContain('secret')
  })

  test('inside of an origin keep it', async () => {
    const origin = await listen((request, response, body) =>
      request.url === '/other' ? echo(request, response, body) : response.writeHead(302, { location: '/other' }).end(),
    )
    const answer = (await get(createCore({ baseUrl: origin, session: 'secret' }), 1)) as unknown as Echo
    expect(answer.headers.authorization).toBe('Bearer secret')
  })

  test('that are what an operation answers with are given, not followed', async () => {
    const origin = await listen((_, response) =>
      response.writeHead(302, { location: 'https://accounts.example.test/consent' }).end(),
    )
    await expect(where(createCore({ baseUrl: origin }))).resolves.toBe('https://accounts.example.test/consent')
  })

  test('that a page may not see say where to go instead', async () => {
    const opaque = serverOf(() => Object.assign(Response.error(), {}))
    await expect(where(createCore({ baseUrl: 'http://api.test', fetch: opaque.fetch }))).rejects.toMatchObject({
      code: 'decode',
      message: 'things.where: a page cannot see where it is sent. Let the browser open http://api.test/x',
    })
  })
})

describe('answers', () => {
  test('that are files are Blobs', async () => {
    const origin = await listen((_, response) =>
      response.setHeader('content-type', 'application/pdf').end(Buffer.from([0, 255, 128])),
    )
    const file = await download(createCore({ baseUrl: origin }))
    expect(file.type).toBe('application/pdf')
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(new Uint8Array([0, 255, 128]))
  })

  test('that are text are strings', async () => {
    const origin = await listen((_, response) => response.setHeader('content-type', 'text/plain').end('up 1'))
    await expect(read(createCore({ baseUrl: origin }))).resolves.toBe('up 1')
  })

  test('that break off in the middle are asked for again', async () => {
    let count = 0
    const origin = await listen((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '8' })
      if (++count === 1) response.write('{"id"', () => response.destroy())
      else response.end('{"id":1}')
    })
    await expect(get(createCore({ baseUrl: origin, retry: { base: 1 } }), 1)).resolves.toEqual({ id: 1 })
    expect(count).toBe(2)
  })
})

test('a server that is not there is a NetworkError with its cause', async () => {
  const origin = await listen(echo)
  const server = servers.pop()
  await new Promise((resolve) => server?.close(resolve))
  await expect(get(createCore({ baseUrl: origin, retry: { attempts: 1 } }), 1)).rejects.toMatchObject({
    code: 'network',
    cause: { cause: { code: 'ECONNREFUSED' } },
  })
})

describe('bodies', () => {
  test('of forms are encoded, and name their media type', async () => {
    const answer = await sendForm(createCore({ baseUrl: await listen(echo) }), {
      state: 'a&b',
      list: [1, 2],
      none: null,
      user: undefined,
    })
    expect(answer.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/)
    expect(answer.body).toBe('state=a%26b&list=1&list=2')
  })

  test('of several parts carry files, fields and their own boundary', async () => {
    const origin = await listen(echo)
    const file = new File(['%PDF'], 'a "b"\r\n.pdf', { type: 'application/pdf' })
    const answer = await sendParts(createCore({ baseUrl: origin }), {
      file,
      title: 'Bees',
      tags: ['a', 'b'],
      meta: { pages: 2 },
      none: undefined,
    })
    const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(answer.headers['content-type'] ?? '')?.[1]
    expect(boundary).toBeDefined()
    expect(Number(answer.headers['content-length'])).toBe(answer.body.length)
    expect(answer.body.split(`--${boundary}`).map((part) => part.trim())).toEqual([
      '',
      'Content-Disposition: form-data; name="file"; filename="a %22b%22%0D%0A.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF',
      'Content-Disposition: form-data; name="title"\r\n\r\nBees',
      'Content-Disposition: form-data; name="tags"\r\n\r\na',
      'Content-Disposition: form-data; name="tags"\r\n\r\nb',
      'Content-Disposition: form-data; name="meta"\r\nContent-Type: application/json\r\n\r\n{"pages":2}',
      '--',
    ])
  })

  test('tell how much of them has left, for each attempt anew', async () => {
    let count = 0
    const origin = await listen((request, response, body) =>
      ++count === 1 ? response.writeHead(503).end() : echo(request, response, body),
    )
    const progress: UploadProgress[] = []
    const file = new Blob([new Uint8Array(300_000)], { type: 'application/pdf' })
    const core = createCore({ baseUrl: origin, retry: { base: 1 } })
    const answer = await sendBytes(core, file, { onProgress: (step) => progress.push(step) })
    expect(answer.body).toHaveLength(300_000)
    expect(answer.headers['content-type']).toBe('application/pdf')
    expect(progress.filter(({ sentBytes }) => sentBytes === 0)).toHaveLength(2)
    expect(progress.at(-1)).toEqual({ sentBytes: 300_000, totalBytes: 300_000 })
  })

  test('that are streams are sent as they come', async () => {
    const origin = await listen(echo)
    const progress: UploadProgress[] = []
    const stream = new Blob(['abc']).stream()
    const answer = await sendBytes(createCore({ baseUrl: origin }), stream, {
      onProgress: (step) => progress.push(step),
    })
    expect(answer.body).toBe('abc')
    expect(progress).toEqual([{ sentBytes: 0 }, { sentBytes: 3 }])
  })
})
