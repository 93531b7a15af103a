import { createServer } from 'node:http'
import { type AddressInfo, createServer as createRawServer, type Server } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { burst } from './burst.ts'

let server: Server
afterEach(() => server.close())

async function listening(): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const request = (url: string, body = '{"n":1}') => ({
  method: 'POST',
  url: `${url}/races?of=many`,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(body),
})

describe('a burst', () => {
  test('is there as a whole before anything of it is answered, and gives the answers in its order', async () => {
    const waiting: (() => void)[] = []
    const seen: string[] = []
    server = createServer((incoming, answer) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => {
        const body = Buffer.concat(chunks).toString()
        seen.push(`${incoming.method} ${incoming.url} ${body}`)
        waiting.push(() => {
          answer.writeHead(201, { 'content-type': 'application/json', 'x-twice': ['a', 'b'] }).write('{"said":')
          answer.end(`${body}}`)
        })
        if (waiting.length === 8) for (const reply of waiting.reverse()) reply()
      })
    })
    const url = await listening()
    const bodies = Array.from({ length: 8 }, (_, index) => `{"n":${index}}`)
    const replies = await burst(bodies.map((body) => request(url, body)))
    expect(replies.map(({ json }) => json)).toEqual(bodies.map((body) => ({ said: JSON.parse(body) })))
    expect(replies[0]).toMatchObject({ status: 201, headers: { 'x-twice': 'a, b' } })
    expect(seen.sort()).toEqual(bodies.map((body) => `POST /races?of=many ${body}`))
  })

  test.each([
    ['something else than HTTP', (socket: { end(text: string): void }) => socket.end('HELLO\r\n\r\n')],
    ['nothing', (socket: { end(text: string): void }) => socket.end('')],
  ])('of a backend that answers %s is no reply', async (_what, answer) => {
    server = createRawServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', () => answer(socket))
    })
    const url = await listening()
    await expect(burst([request(url), request(url)])).rejects.toThrow(
      /^POST http:\/\/127\.0\.0\.1:\d+\/races\?of=many was not answered/,
    )
  })

  test('of a backend that is gone is no reply', async () => {
    server = createServer()
    const url = await listening()
    server.close()
    await expect(burst([request(url)])).rejects.toThrow(/was not answered: .*ECONNREFUSED/)
  })
})
