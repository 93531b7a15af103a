// What clients of HTTP correct or refuse to send, sent byte by byte.
import { connect, type Socket } from 'node:net'
import { expect } from 'vitest'

/** An answer as it came over the connection. */
export interface RawAnswer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** Sends bytes over a connection of their own and reads until it ends. Whoever wants it to end says `connection: close`. */
export async function sendBytes(port: number, bytes: string | Uint8Array): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(bytes)
  return everything(socket)
}

/** All that comes until the other side ends the connection. */
export function everything(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    socket.setEncoding('latin1')
    socket.on('data', (part) => {
      text += part
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(text))
  })
}

export interface RawRequest {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

/** A request whose path and headers arrive exactly as they are written here. */
export async function request(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body = '' }: RawRequest = {},
): Promise<RawAnswer> {
  const bytes = Buffer.from(body)
  const all = {
    host: `localhost:${port}`,
    connection: 'close',
    ...(bytes.length > 0 && { 'content-length': String(bytes.length) }),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  const head = Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1')
  return parse(await sendBytes(port, Buffer.concat([head, bytes])))
}

export function parse(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n')
  const [first = '', ...lines] = text.slice(0, end === -1 ? undefined : end).split('\r\n')
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(`${first} `)?.[1])
  const headers = new Map<string, string>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim())
  }
  return { status, headers, body: end === -1 ? '' : Buffer.from(text.slice(end + 4), 'latin1').toString('utf8') }
}

/** A problem that a person can do something with, and that shows nothing of the inside. */
export function expectProblem(answer: RawAnswer, status: number, code: string): void {
  expect(answer.headers.get('content-type'), answer.body).toBe('application/problem+json')
  const problem = JSON.parse(answer.body)
  expect(problem, answer.body).toMatchObject({ status, code, title: expect.any(String) })
  expect(answer.status).toBe(status)
  expect(problem.detail).toMatch(/^.{10,}\.( .+[.?])?$/s)
  expect(problem.request_id).toBe(answer.headers.get('x-request-id'))
  expect(answer.body).not.toMatch(insides)
}

/** Stack traces, paths of source files, names of internals. */
export const insides = /\n\s+at |node:internal|\.ts:\d+|\/node_modules\/|\[object Object\]|undefined is not/
