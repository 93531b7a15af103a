import { createSandbox } from '@concord/mocks'
import { setupSandboxServer } from '@concord/mocks/node'
import { type RunningServer, startServer } from '@concord/mocks/server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, test } from 'vitest'
import { type Door, DoorClient } from './check.ts'
import { doorChecks } from './checks.ts'

describe('sandbox.fetch', () => {
  for (const { name, run } of doorChecks) {
    test(name, async () => {
      const { fetch, WebSocket, origin } = createSandbox()
      await run(new DoorClient({ fetch, WebSocket, origin, hidesRedirects: false }))
    })
  }
})

describe('MSW in Node', () => {
  const sandbox = setupSandboxServer()
  beforeAll(() => sandbox.listen())
  afterEach(() => sandbox.renew())
  afterAll(() => sandbox.close())
  for (const { name, run } of doorChecks) test(name, () => run(new DoorClient(globalDoor(sandbox.origin))))
})

describe('the server', () => {
  let server: RunningServer
  beforeEach(async () => {
    server = await startServer({ port: 0, paused: true })
  })
  afterEach(() => server.close())
  for (const { name, run } of doorChecks) test(name, () => run(new DoorClient(globalDoor(server.url))))
})

function globalDoor(origin: string): Door {
  return { origin, fetch: (...call) => fetch(...call), WebSocket, hidesRedirects: false }
}
