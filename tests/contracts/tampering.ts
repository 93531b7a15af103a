import { request as ask, createServer } from 'node:http'
import { type Loopback, listen } from '../loopback.ts'

/** A proxy in front of a backend that hands every JSON answer to `change` before it goes on, and knows no sockets. */
export async function tamperWith(
  backend: string,
  change: (body: Record<string, unknown>, path: string, status: number, method: string) => unknown,
): Promise<Loopback> {
  const { host, hostname, port } = new URL(backend)
  const server = createServer((incoming, answer) => {
    const headers = { ...incoming.headers, host }
    const outgoing = ask({ hostname, port, method: incoming.method, path: incoming.url, headers }, async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk as Buffer)
      const body = Buffer.concat(chunks)
      const { 'content-length': _length, 'transfer-encoding': _chunked, ...passed } = response.headers
      const status = response.statusCode ?? 502
      const json = /json/.test(passed['content-type'] ?? '')
      answer.writeHead(status, passed)
      const { url = '', method = 'GET' } = incoming
      answer.end(json ? JSON.stringify(change(JSON.parse(body.toString()), url, status, method)) : body)
    })
    outgoing.on('error', () => answer.destroy())
    incoming.pipe(outgoing)
  })
  server.on('upgrade', (_request, socket) => socket.destroy())
  return listen(server)
}
