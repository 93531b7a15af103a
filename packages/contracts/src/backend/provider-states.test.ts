import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openProviderStates, StateFailed } from './provider-states.ts'

let server: Server
let url: URL
const calls: string[] = []

beforeEach(async () => {
  calls.length = 0
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    // As a framework does that wants a slash at the end.
    if (request.url === '/states') return response.writeHead(307, { location: '/states/' }).end()
    if (request.url !== '/states/') return response.writeHead(307, { location: '/round' }).end()
    const { action, state } = JSON.parse(Buffer.concat(chunks).toString())
    calls.push(`${request.method} ${action} ${state}`)
    return response.writeHead(200, { 'content-type': 'application/json' }).end('{"boat_id":7}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/states`)
})
afterEach(() => server.close())

const boat = { name: 'a boat', params: {} }
const promised = new Map([['a boat', ['boat_id']]])

test('states are set up, added and torn down once, also behind a redirect', async () => {
  const states = openProviderStates(url, promised)
  expect(await states.setUp([boat])).toEqual({ boat_id: 7 })
  await states.add(boat)
  await states.tearDown()
  await states.tearDown()
  expect(calls).toEqual(['POST setup a boat', 'POST setup a boat', 'POST teardown a boat'])
})

test('an endpoint that sends round and round, or is gone, fails with a sentence', async () => {
  const round = openProviderStates(new URL('/round', url), promised).setUp([boat])
  await expect(round).rejects.toThrow(new StateFailed('The provider state "a boat" could not be set up: 307 '))
  const gone = openProviderStates(new URL('http://127.0.0.1:9/states'), promised)
  await expect(gone.setUp([boat])).rejects.toThrow(/could not be set up: http:\S+ did not answer \(.*ECONNREFUSED/)
  await gone.tearDown()
})
