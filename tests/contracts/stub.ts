import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A backend that has understood nothing: it answers `200 {}` to everything. */
export async function startStub(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((incoming, answer) => {
    incoming.resume()
    answer.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
