import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { CannotVerify } from '../report/report.ts'
import { preflight } from './preflight.ts'
import { openProviderStates } from './provider-states.ts'

// A state endpoint that asks for the secret of its run.

let server: Server
let states: URL

beforeAll(async () => {
  server = createServer((request, response) => {
    const status = request.headers['x-contract-secret'] === 'of this run' ? 200 : 403
    const items = [{ name: 'a boat' }]
    const body = status === 403 ? { detail: 'No.' } : request.method === 'GET' ? { items } : { boat_id: 7 }
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  states = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/_contract/state`)
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})
afterEach(() => {
  vi.unstubAllEnvs()
})

test('without the secret one sentence says what to do', async () => {
  const refusal = preflight(states, 'boats', ['a boat'])
  await expect(refusal).rejects.toThrow(CannotVerify)
  await expect(refusal).rejects.toThrow(/answers 403: .* CONTRACT_SECRET/)
})

test('with it the catalogue is read and states are set', async () => {
  vi.stubEnv('CONTRACT_SECRET', 'of this run')
  await preflight(states, 'boats', ['a boat'])
  const provider = openProviderStates(states, new Map([['a boat', ['boat_id']]]))
  expect(await provider.setUp([{ name: 'a boat', params: {} }])).toEqual({ boat_id: 7 })
})
