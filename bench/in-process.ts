// A call inside a test process: straight into the sandbox, through MSW, over loopback to the same sandbox, and over loopback at all.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSandbox } from '@concord/mocks'
import { setupSandboxServer } from '@concord/mocks/node'
import { startServer } from '@concord/mocks/server'
import { microsecondsPerCall } from './measure.ts'
import { atMost, type Section } from './report.ts'
import { document, order } from './servers/document.ts'

async function readOne(send: typeof fetch, origin: string, token: string): Promise<() => Promise<unknown>> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const created = await send(`${origin}/api/v1/documents`, { method: 'POST', headers, body: JSON.stringify(order) })
  const { id } = (await created.json()) as { id: number }
  const url = `${origin}/api/v1/documents/${id}`
  return async () => (await send(url, { headers })).json()
}

/** What any request over loopback costs: a bare server that always gives the same document. */
async function bareServer(): Promise<{ url: string; close(): void }> {
  const text = JSON.stringify(document)
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    response.end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

export async function sections(quick: boolean): Promise<readonly Section[]> {
  const sandbox = createSandbox({ seed: 1 })
  const direct = await readOne(sandbox.fetch, sandbox.origin, (await sandbox.signIn('ada@example.test')).access_token)

  const server = await startServer({ port: 0 })
  const user = await fetch(`${server.url}/__sandbox/users`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ada@example.test' }),
  })
  const { access_token } = (await user.json()) as { access_token: string }
  const loopback = await readOne(fetch, server.url, access_token)
  const bare = await bareServer()
  const calls = quick ? 300 : 1_000
  const alone = await microsecondsPerCall(
    {
      'sandbox.fetch': direct,
      'the same sandbox over loopback': loopback,
      'a bare node:http server over loopback': async () => (await fetch(bare.url)).json(),
    },
    { calls, rounds: quick ? 3 : 9 },
  )
  await server.close()
  bare.close()

  // MSW replaces the global fetch for the whole process, so it is measured after the others.
  const intercepted = setupSandboxServer({ seed: 1 })
  intercepted.listen()
  const signedIn = await intercepted.signIn('ada@example.test')
  const through = await readOne(fetch, intercepted.origin, signedIn.access_token)
  const msw = await microsecondsPerCall({ 'through MSW': through }, { calls, rounds: quick ? 3 : 9 })
  intercepted.close()

  const times = { ...alone, ...msw }
  const directTime = times['sandbox.fetch'] ?? Number.NaN
  return [
    {
      title: 'In a test process: GET one, parsed',
      columns: ['way', 'µs a call', '÷ sandbox.fetch'],
      rows: Object.entries(times).map(([name, time]) => [name, time, time / directTime]),
      // 60 µs where a bare request over loopback takes 237: as a ratio, because microseconds are noise on a shared machine.
      goals: [
        atMost(
          'sandbox.fetch ÷ a bare request over loopback',
          directTime / (times['a bare node:http server over loopback'] ?? Number.NaN),
          0.25,
        ),
      ],
    },
  ]
}
