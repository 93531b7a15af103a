import { verify } from '@concord/contracts/verify'
import { type RunningServer, startServer } from '@concord/mocks/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faultyBackend } from '../behaviours/faulty-backend.ts'

// A heartbeat takes ten seconds. The pacts want to hear one and a behaviour does; a run waits for it once.

let sandbox: RunningServer
beforeAll(async () => {
  sandbox = await startServer({ port: 0, speed: 20 })
})
afterAll(() => sandbox.close())

async function heartbeats(of: (job: number) => number) {
  let heard = 0
  const backend = await faultyBackend(sandbox.url, undefined, {
    frame: (frame) => {
      if (frame.type !== 'heartbeat') return [frame]
      heard += 1
      return [{ ...frame, job_id: of(Number(frame.job_id)) }]
    },
  })
  try {
    const { checks } = await verify({
      provider: 'websockets',
      baseUrl: backend.url,
      statesUrl: `${sandbox.url}/__sandbox/provider-states`,
      sandboxUrl: sandbox.url,
      only: ['pacts', 'behaviours'],
      filter: 'heartbeat',
    })
    return { heard, causes: checks.map(({ layer, failure }) => [layer, failure?.cause]) }
  } finally {
    await backend.close()
  }
}

test('one heartbeat does for the pacts and for the behaviour', async () => {
  expect(await heartbeats((job) => job)).toEqual({
    heard: 1,
    causes: [
      ['pacts', undefined],
      ['behaviours', undefined],
    ],
  })
})

test('a heartbeat of another job keeps the pact, and the behaviour looks at whose it is', async () => {
  const { heard, causes } = await heartbeats((job) => job + 1)
  expect(heard).toBe(1)
  expect(causes).toEqual([
    ['pacts', undefined],
    ['behaviours', expect.stringMatching(/^The heartbeat is of the job \d+, which does not run\.$/)],
  ])
})
