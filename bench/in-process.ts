// A call inside a test process: straight into the sandbox, through MSW, and over loopback to the same sandbox on a port.
import { createSandbox } from '@concord/mocks'
import { setupSandboxServer } from '@concord/mocks/node'
import { startServer } from '@concord/mocks/server'
import { microsecondsPerCall } from './measure.ts'
import { atMost, type Section } from './report.ts'
import { order } from './servers/document.ts'

async function readOne(send: typeof fetch, origin: string, token: string): Promise<() => Promise<unknown>> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const created = await send(`${origin}/api/v1/documents`, { method: 'POST', headers, body: JSON.stringify(order) })
  const { id } = (await created.json()) as { id: number }
  const url = `${origin}/api/v1/documents/${id}`
  return async () => (await send(url, { headers })).json()
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
  const calls = quick ? 300 : 1_000
  const alone = await microsecondsPerCall(
    { 'sandbox.fetch': direct, 'the same sandbox over loopback': loopback },
    { calls, rounds: quick ? 3 : 9 },
  )
  await server.close()

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
      goals: [atMost('sandbox.fetch: microseconds a call', directTime, 60, ' µs')],
    },
  ]
}
