import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCore } from './run-core.ts'

// The core's process is kept: what one verification finds must never be taken for what another one finds.

let folder = ''
let server: Server
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'concord-run-core-'))
  server = createServer((request, response) => {
    // Those that come together are answered in the order in which they did not come.
    setTimeout(() => response.writeHead(request.url === '/1' ? 200 : 404).end(), request.url === '/1' ? 200 : 0)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true, force: true })
})

async function found(number: number): Promise<readonly string[]> {
  const file = join(folder, `${number}.json`)
  const request = { method: 'GET', path: `/${number}` }
  const interactions = [
    { type: 'Synchronous/HTTP', description: `boat ${number}`, pending: false, request, response: { status: 200 } },
  ]
  const pact = { consumer: { name: 'sailor' }, provider: { name: 'boats' }, interactions }
  await writeFile(file, JSON.stringify({ ...pact, metadata: { pactSpecification: { version: '4.0' } } }))
  const { port } = server.address() as AddressInfo
  const results = await runCore({
    provider: 'boats',
    providerBaseUrl: `http://127.0.0.1:${port}`,
    pactUrls: [file],
    logLevel: 'error',
  })
  return results.map(({ description, result }) => `${description}: ${result}`)
}

test('one after another, and at the same moment', async () => {
  expect(await found(1)).toEqual(['boat 1: OK'])
  expect(await found(2)).toEqual(['boat 2: Error'])
  expect(await Promise.all([found(1), found(2), found(1)])).toEqual([['boat 1: OK'], ['boat 2: Error'], ['boat 1: OK']])
})

test('a core that cannot do it says so, and the next one can', async () => {
  await expect(
    runCore({ provider: 'boats', providerBaseUrl: 'http://127.0.0.1:9', pactUrls: [join(folder, 'none.json')] }),
  ).rejects.toThrow(/Pact's core could not run: /)
  expect(await found(1)).toEqual(['boat 1: OK'])
})
