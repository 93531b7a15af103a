// Everything that should not be sent, over a real port. Each time the answer says what is wrong, and the server goes on.
import { connect } from 'node:net'
import { type RunningServer, startServer } from '@concord/mocks/server'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { everything, expectProblem, parse, type RawRequest, request, sendBytes } from './raw-http.ts'
import { zipEntry } from './zip-entry.ts'

const faults: unknown[] = []
let server: RunningServer
let token: string
const json = { 'content-type': 'application/json' }
const order = '{"title":"Bees","topic":"Pollination","target_pages":10,"language":"en"}'

beforeAll(async () => {
  server = await startServer({ port: 0, onFault: (error) => faults.push(error) })
  token = server.controls().signIn({ email: 'ada@example.test' }).access_token
})
afterAll(() => server.close())
afterEach(async () => {
  const health = await request(server.port, '/api/v1/health')
  expect(health.status).toBe(200)
  expect(faults).toEqual([])
})

const send = (path: string, how: RawRequest = {}) =>
  request(server.port, path, { ...how, headers: { authorization: `Bearer ${token}`, ...how.headers } })
const post = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  send('/api/v1/documents', { method: 'POST', body, headers: { ...json, ...headers } })

describe('a body that is wrong is refused with the reason', () => {
  test.for<[string, string | Uint8Array, Record<string, string>, number, string, RegExp]>([
    ['malformed JSON', '{"title":', {}, 422, 'validation_failed', /not JSON/],
    ['no body at all', '', {}, 422, 'validation_failed', /body is required/],
    ['only white space', ' \n ', {}, 422, 'validation_failed', /not JSON/],
    ['an array', '[]', {}, 422, 'validation_failed', /must be an object/],
    ['null', 'null', {}, 422, 'validation_failed', /must be an object/],
    ['JSON with a comment', `/* bees */ ${order}`, {}, 422, 'validation_failed', /not JSON/],
    ['100,000 brackets', '['.repeat(100_000), {}, 422, 'validation_failed', /not JSON/],
    ['XML', '<order/>', { 'content-type': 'application/xml' }, 415, 'unsupported_media_type', /application\/xml/],
    [
      'a form',
      'title=Bees',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'unsupported_media_type',
      /form/,
    ],
    ['a content type that is none', order, { 'content-type': ';;;' }, 415, 'unsupported_media_type', /without a type/],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), { 'content-encoding': 'gzip' }, 415, 'unsupported_media_type', /gzip/],
    ['UTF-16', Buffer.from(order, 'utf16le'), {}, 422, 'validation_failed', /not JSON/],
    [
      'invalid UTF-8',
      Buffer.from(order.replace('Bees', 'Bi\xe9'), 'latin1'),
      {},
      422,
      'validation_failed',
      /not UTF-8/,
    ],
    ['11 MB', Buffer.alloc(11 << 20, 0x20), {}, 413, 'content_too_large', /10 MB/],
  ])('%s', async ([, body, headers, status, code, words]) => {
    const answer = await post(body, headers)
    expectProblem(answer, status, code)
    expect(JSON.parse(answer.body).detail).toMatch(words)
  })

  test.for([
    ['1e400', 'whole number'],
    ['-1', 'at least 1'],
    ['0', 'at least 1'],
    ['1.5', 'whole number'],
    ['201', 'at most 200'],
    ['9007199254740993', 'at most 200'],
    ['"10"', 'whole number'],
    ['null', 'whole number'],
    ['[10]', 'whole number'],
  ])('%s pages', async ([pages, words]) => {
    const answer = await post(order.replace('10', String(pages)))
    expectProblem(answer, 422, 'validation_failed')
    const [error] = JSON.parse(answer.body).errors
    expect(error).toMatchObject({ loc: ['body', 'target_pages'], msg: expect.stringContaining(String(words)) })
  })

  test('a chunked body without an end is cut off at 10 MB', async () => {
    const socket = connect(server.port, '127.0.0.1')
    const answer = everything(socket)
    socket.write(
      `POST /api/v1/documents HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\n` +
        'content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
    )
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`
    const pour = () => {
      while (!socket.destroyed && socket.write(chunk));
    }
    socket.on('drain', pour)
    pour()
    expectProblem(parse(await answer), 413, 'content_too_large')
  })

  test('11 MB that are announced are refused before they are sent', async () => {
    const socket = connect(server.port, '127.0.0.1')
    const answer = everything(socket)
    socket.write(
      'POST /api/v1/documents HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n' +
        'content-length: 11534336\r\nconnection: close\r\n\r\n',
    )
    await new Promise((resolve) => socket.once('data', resolve))
    socket.destroy()
    expectProblem(parse(await answer), 413, 'content_too_large')
  })

  test('a client that goes away in the middle of a body is forgotten', async () => {
    const socket = connect(server.port, '127.0.0.1')
    socket.write('POST /api/v1/documents HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\n{"title":')
    await new Promise((resolve) => setImmediate(resolve))
    socket.destroy()
  })

  test('a key that would change every object changes none', async () => {
    const answer = await post(
      order.replace('{', '{"__proto__":{"role":"admin"},"constructor":{"prototype":{"role":"admin"}},'),
    )
    expect([201, 422]).toContain(answer.status)
    expect(({} as { role?: string }).role).toBeUndefined()
  })
})

describe('an address that is wrong', () => {
  test.for<[string, number, string]>([
    ['/api/v1/documents/..%2f..%2fetc%2fpasswd', 422, 'validation_failed'],
    ['/api/v1/documents/%00', 422, 'validation_failed'],
    ['/api/v1/documents/%zz', 422, 'validation_failed'],
    ['/api/v1/documents/%E0%A4%A', 422, 'validation_failed'],
    ['/api/v1/documents/1%0d%0aset-cookie:%20a=b', 422, 'validation_failed'],
    [`/api/v1/documents/${'9'.repeat(5000)}`, 422, 'validation_failed'],
    [`/api/v1/documents/${'x'.repeat(5000)}`, 422, 'validation_failed'],
    ['/api/v1/documents/1e400', 422, 'validation_failed'],
    ['/api/v1/documents/-1', 422, 'validation_failed'],
    ['/api/v1/documents/1.5', 422, 'validation_failed'],
    ['/api/v1/documents/9007199254740993', 404, 'document_not_found'],
    ['/api/v1/documents/1/../../users/me', 404, 'path_not_found'],
    ['/api/v1/documents/', 404, 'path_not_found'],
    ['/api/v1/nothing', 404, 'path_not_found'],
    ['/', 404, 'path_not_found'],
    ['//api/v1/health', 404, 'path_not_found'],
    ['/api/v1/files/..%2f..%2f..%2fetc/passwd', 422, 'validation_failed'],
    ['/api/v1/files/f_1/..%2f..%2f..%2fetc%2fpasswd', 422, 'validation_failed'],
    ['/api/v1/files/f_1/passwd', 404, 'file_not_found'],
    ['/providers/nobody/v1/charges', 404, 'path_not_found'],
    [`/${'a'.repeat(10_000)}`, 404, 'path_not_found'],
    ['/~/api/v1/health', 400, 'world_name_invalid'],
    ['/~..%2f/api/v1/health', 400, 'world_name_invalid'],
    ['/api/v1/documents?page=abc', 422, 'validation_failed'],
    ['/api/v1/documents?page=-1', 422, 'validation_failed'],
    ['/api/v1/documents?page=1e400', 422, 'validation_failed'],
    ['/api/v1/documents?page=', 422, 'validation_failed'],
    ['/api/v1/documents?page=%zz', 422, 'validation_failed'],
    ['/api/v1/documents?per_page=101', 422, 'validation_failed'],
    ['/api/v1/documents?per_page=20&per_page=1000', 422, 'validation_failed'],
    ['/api/v1/documents?status=%FF%FE', 422, 'validation_failed'],
    ['/api/v1/auth/google?redirect_uri=https://evil.test/', 400, 'redirect_uri_not_allowed'],
    ['/api/v1/auth/google?redirect_uri=http://localhost:3000/%0d%0aset-cookie:%20a=b', 422, 'validation_failed'],
  ])('%s is %i %s', async ([path, status, code]) => {
    const answer = await send(path)
    expectProblem(answer, status, code)
    expect(answer.headers.has('set-cookie')).toBe(false)
  })

  test('a parameter that is given twice counts as its last one', async () => {
    const answer = await send('/api/v1/documents?per_page=5&per_page=7')
    expect(JSON.parse(answer.body)).toMatchObject({ per_page: 7 })
  })

  test.for<[string, string, string[]]>([
    ['DELETE', '/api/v1/health', ['GET', 'HEAD']],
    ['PUT', '/api/v1/documents', ['GET', 'POST']],
    ['TRACE', '/api/v1/users/me', ['GET', 'PUT']],
    ['PROPFIND', '/api/v1/documents/1', ['GET', 'PATCH', 'DELETE']],
    ['PATCH', '/__sandbox/clock', ['GET', 'PUT']],
    ['GET', '/__sandbox/reset', ['POST']],
  ])('%s %s is 405, and Allow has the methods that there are', async ([method, path, methods]) => {
    const answer = await send(path, { method })
    expectProblem(answer, 405, 'method_not_allowed')
    const allowed = answer.headers.get('allow')?.split(', ') ?? []
    for (const right of methods) expect(allowed).toContain(right)
    expect(allowed).not.toContain(method)
  })
})

describe('headers that are wrong', () => {
  test.for<[string, Record<string, string>, number, string]>([
    ['a foreign Host', { host: 'evil.test' }, 421, 'host_not_served'],
    ['a Host that only begins like ours', { host: 'localhost.evil.test' }, 421, 'host_not_served'],
    ['a Host that is no name', { host: '"><script>' }, 421, 'host_not_served'],
    ['a foreign Origin', { origin: 'https://evil.test' }, 403, 'origin_not_allowed'],
    ['an Origin that only begins like ours', { origin: 'http://localhost.evil.test' }, 403, 'origin_not_allowed'],
    ['the Origin of a sandboxed frame', { origin: 'null' }, 403, 'origin_not_allowed'],
    ['a world that climbs', { 'x-sandbox-world': '../../etc' }, 400, 'world_name_invalid'],
    ['a world of 101 letters', { 'x-sandbox-world': 'w'.repeat(101) }, 400, 'world_name_invalid'],
    ['a token of 10,000 letters', { authorization: `Bearer ${'a'.repeat(10_000)}` }, 401, 'token_invalid'],
    ['another scheme', { authorization: 'Basic YWRhOmJlZXM=' }, 401, 'token_invalid'],
  ])('%s', async ([, headers, status, code]) => {
    const answer = await send('/api/v1/users/me', { headers })
    expectProblem(answer, status, code)
    expect(answer.headers.has('access-control-allow-origin')).toBe(false)
  })

  test.for([
    ['empty', ''],
    ['of 256 letters', 'k'.repeat(256)],
  ])('an idempotency key that is %s', async ([, key]) => {
    expectProblem(await post(order, { 'idempotency-key': key as string }), 422, 'validation_failed')
  })

  test('no page of another origin is told that it may send anything', async () => {
    const headers = { origin: 'https://evil.test', 'access-control-request-method': 'POST' }
    expectProblem(await send('/api/v1/documents', { method: 'OPTIONS', headers }), 403, 'origin_not_allowed')
  })

  test.for([
    'Bees\r\nSet-Cookie: a=b',
    '../../\u0000\u0001\ufffe"; filename=evil.exe',
    '<script>alert(1)</script> &amp; ]]>',
    '\ud800 🐝 Бджоли',
  ])(
    'a document called %j gives a file with a harmless name, no header of its own, and XML that can be read',
    async (title) => {
      const paper = { title, topic: title, target_pages: 1, language: 'en' }
      const { id } = JSON.parse((await post(JSON.stringify(paper))).body)
      const pay = { method: 'POST', body: `{"document_id":${id}}`, headers: json }
      const { payment_intent_id } = JSON.parse((await send('/api/v1/payment/create-intent', pay)).body)
      await server.controls().pay(payment_intent_id)
      await server.controls().clock.advance('2m')
      const body = '{"format":"docx"}'
      const exported = await send(`/api/v1/documents/${id}/export`, { method: 'POST', body, headers: json })
      const url = new URL(JSON.parse(exported.body).download_url)
      const file = await fetch(url)
      expect(file.status).toBe(200)
      expect(file.headers.has('set-cookie')).toBe(false)
      const bytes = new Uint8Array(await file.arrayBuffer())
      for (const name of ['word/document.xml', 'docProps/core.xml']) {
        expect(zipEntry(bytes, name)).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u)
      }
      expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="[a-z0-9-]+\.docx"$/)
    },
  )
})

describe('what is no request', () => {
  test.for<[string, string | Uint8Array, number, string]>([
    ['garbage', 'hello there\r\n\r\n', 400, 'malformed_request'],
    ['the greeting of TLS', Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]), 400, 'malformed_request'],
    ['a NUL in a header', 'GET / HTTP/1.1\r\nhost: localhost\r\nx: a\0b\r\n\r\n', 400, 'malformed_request'],
    ['a line break in a header', 'GET / HTTP/1.1\r\nhost: localhost\r\nx: a\nb\r\n\r\n', 400, 'malformed_request'],
    ['a space in the address', 'GET /a b HTTP/1.1\r\nhost: localhost\r\n\r\n', 400, 'malformed_request'],
    [
      'two lengths, to smuggle',
      'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'malformed_request',
    ],
    [
      'a chunk without a size',
      'POST /api/v1/documents HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
      400,
      'malformed_request',
    ],
    [
      'a head of 100 KB',
      `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`,
      431,
      'headers_too_large',
    ],
    ['no Host', 'GET /api/v1/health HTTP/1.1\r\nconnection: close\r\n\r\n', 400, 'host_missing'],
    ['a tunnel', 'CONNECT evil.test:443 HTTP/1.1\r\nhost: evil.test:443\r\n\r\n', 405, 'method_not_allowed'],
  ])('%s is answered and the connection closed', async ([, bytes, status, code]) => {
    expectProblem(parse(await sendBytes(server.port, bytes)), status, code)
  })
})
