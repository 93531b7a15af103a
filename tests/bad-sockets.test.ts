// Handshakes and messages that should not be sent, over a real port. Each ends with a status or a close code that says why.
import { connect } from 'node:net'
import { type RunningServer, startServer } from '@concord/mocks/server'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectProblem, insides, type RawRequest, request } from './raw-http.ts'

const faults: unknown[] = []
let server: RunningServer
let token: string
let userId: number

beforeAll(async () => {
  server = await startServer({ port: 0, onFault: (error) => faults.push(error) })
  const signedIn = server.controls().signIn({ email: 'ada@example.test' })
  token = signedIn.access_token
  userId = signedIn.user.id
})
afterAll(() => server.close())
afterEach(async () => {
  expect((await request(server.port, '/api/v1/health')).status).toBe(200)
  expect(faults).toEqual([])
})

const send = (path: string, how: RawRequest = {}) =>
  request(server.port, path, { ...how, headers: { authorization: `Bearer ${token}`, ...how.headers } })

const upgrade = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
}

describe('a handshake that is wrong is refused with a status', () => {
  test.for<[string, string, Record<string, string>, number, string]>([
    ['to an unknown path', '/api/v1/nothing', {}, 404, 'path_not_found'],
    ['to a path without a socket', '/api/v1/health', {}, 404, 'path_not_found'],
    ['to an id that is none', '/api/v1/ws/%00', {}, 422, 'validation_failed'],
    ['from a foreign Origin', '/api/v1/ws/1', { origin: 'https://evil.test' }, 403, 'origin_not_allowed'],
    ['to a foreign Host', '/api/v1/ws/1', { host: 'evil.test' }, 421, 'host_not_served'],
    ['in a world that cannot be', '/~../api/v1/ws/1', {}, 400, 'world_name_invalid'],
  ])('%s', async ([, path, headers, status, code]) => {
    expectProblem(await send(path, { headers: { ...upgrade, ...headers } }), status, code)
  })

  test.for<[string, Record<string, string>]>([
    ['without a key', { 'sec-websocket-key': '' }],
    ['with a key that is none', { 'sec-websocket-key': 'bees' }],
    ['of another version', { 'sec-websocket-version': '7' }],
  ])('%s', async ([, headers]) => {
    const answer = await send(`/api/v1/ws/${userId}`, { headers: { ...upgrade, ...headers } })
    expectProblem(answer, 400, 'handshake_invalid')
    expect(answer.headers.get('sec-websocket-version')).toBe('13')
  })

  test('an offer of HTTP/2, which Java makes with every request, is an ordinary request', async () => {
    const headers = {
      connection: 'Upgrade, HTTP2-Settings, close',
      upgrade: 'h2c',
      'http2-settings': 'AAEAAEAAAAIAAAAB',
    }
    expect((await send('/api/v1/users/me', { headers })).status).toBe(200)
  })

  test('a request without a handshake says what the path speaks', async () => {
    const answer = await send(`/api/v1/ws/${userId}`)
    expectProblem(answer, 426, 'upgrade_required')
    expect(answer.headers.get('upgrade')).toBe('websocket')
  })
})

describe('a message that is wrong closes the socket with a code and a reason', () => {
  const open = () => new WebSocket(`ws://localhost:${server.port}/api/v1/ws/${userId}?token=${token}`)
  const closed = (socket: WebSocket) => new Promise<CloseEvent>((resolve) => socket.addEventListener('close', resolve))

  test.for<[string, string | Uint8Array<ArrayBuffer>, number, RegExp]>([
    ['no JSON', 'hello', 1007, /JSON/],
    ['an array', '[]', 1008, /object/],
    ['null', 'null', 1008, /object/],
    ['no type', '{}', 1008, /type/],
    ['an unknown type', '{"type":"dance"}', 1008, /type/],
    ['an unknown type of many letters', JSON.stringify({ type: '🐝'.repeat(500) }), 1008, /type/],
    ['a subscription to nothing', '{"type":"subscribe"}', 1008, /job_id/],
    ['a subscription to no id', '{"type":"subscribe","job_id":"1; DROP TABLE"}', 1008, /job_id/],
    ['a subscription to nobody’s job', '{"type":"subscribe","job_id":999999999}', 4404, /job/],
    ['binary', new Uint8Array([1, 2, 3]), 1003, /text/],
    ['more than 1 MB', 'x'.repeat(1_100_000), 1009, /^/],
  ])('%s', async ([, message, code, words]) => {
    const socket = open()
    socket.addEventListener('open', () => socket.send(message))
    const end = await closed(socket)
    expect(end.code).toBe(code)
    expect(end.reason).toMatch(words)
    expect(end.reason).not.toMatch(insides)
  })

  test.for<[string, Uint8Array, number]>([
    ['not masked', Buffer.from([0x81, 2, 0x68, 0x69]), 1002],
    ['of a kind that is none', Buffer.from([0x83, 0x80, 1, 2, 3, 4]), 1002],
    ['of reserved bits', Buffer.from([0xf1, 0x80, 1, 2, 3, 4]), 1002],
    ['of text that is no UTF-8', Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0xff]), 1007],
  ])('a frame %s', async ([, frame, code]) => {
    const lines = Object.entries({ host: 'localhost', ...upgrade }).map(([name, value]) => `${name}: ${value}\r\n`)
    const socket = connect(server.port, '127.0.0.1')
    const parts: Buffer[] = []
    socket.on('data', (part: Buffer) => {
      if (parts.length === 0) socket.write(frame)
      parts.push(part)
    })
    socket.write(`GET /api/v1/ws/${userId}?token=${token} HTTP/1.1\r\n${lines.join('')}\r\n`)
    await new Promise((resolve) => socket.on('close', resolve))
    const last = Buffer.concat(parts)
    const end = last.lastIndexOf(0x88)
    expect(last.readUInt16BE(end + 2)).toBe(code)
  })
})
