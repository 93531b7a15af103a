// One journey, every door that a program in Node can take.
import { createSandbox } from '@concord/mocks'
import { setupSandboxServer } from '@concord/mocks/node'
import { startServer } from '@concord/mocks/server'
import { Concord, memorySession } from '@concord/sdk'
import { afterEach, expect, test } from 'vitest'
import { journey } from '../examples/integrator/src/journey.ts'
import { type Person, personInSandbox } from '../examples/integrator/src/person.ts'
import { production } from '../examples/integrator/src/production.ts'

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0)) await step()
})

async function expectWholeJourney(concord: Concord, person: Person): Promise<void> {
  const { steps, file, refund } = await journey(concord, person, () => {})
  const sections = steps.filter((step) => step.type === 'section_completed').map((step) => step.section_index)
  expect(sections).toEqual(Array.from({ length: sections.length }, (_, index) => index + 1))
  expect(sections.length).toBeGreaterThan(0)
  const started = steps.flatMap((step, index) => (step.type === 'job_started' ? [index] : []))
  expect(started).toHaveLength(1)
  expect(steps.findIndex((step) => step.type === 'section_completed')).toBeGreaterThan(started[0] ?? Number.NaN)
  expect(steps.at(-1)).toMatchObject({ type: 'job_completed', status: 'completed' })
  const progress = steps.filter((step) => step.type === 'progress').map((step) => step.progress)
  expect(progress).toEqual([...progress].sort((a, b) => a - b))
  // Queued and the first section are both at 0 %, so a step is known by its stage.
  const stages = steps.flatMap((step) => (step.type === 'progress' ? [step.stage] : []))
  expect(new Set(stages).size).toBe(stages.length)
  expect(new TextDecoder('latin1').decode(file.subarray(0, 4))).toBe('PK\u0003\u0004')
  expect(refund.status).toBe('processed')

  const told: string[] = []
  const { video, cost } = await production(concord, person, (line) => told.push(line))
  expect(video.status).toBe('ready_for_upload')
  expect(told.filter((line) => line.startsWith('  '))).toHaveLength(cost.components.length)
}

test('the SDK against the server', async () => {
  const server = await startServer({ port: 0 })
  cleanUp.push(() => server.close())
  const concord = new Concord({ baseUrl: server.url, session: memorySession() })
  await expectWholeJourney(concord, personInSandbox('ada@example.test', server.url))
})

test('the SDK inside MSW, in Node', async () => {
  const sandbox = setupSandboxServer({ seed: 7 })
  sandbox.listen()
  cleanUp.push(() => sandbox.close())
  const concord = new Concord({ baseUrl: sandbox.origin, session: memorySession() })
  await expectWholeJourney(concord, personInSandbox('ada@example.test', sandbox.origin))
})

test("the SDK on the sandbox's own fetch and WebSocket", async () => {
  const sandbox = createSandbox({ seed: 7 })
  const concord = sandbox.client({ session: memorySession() })
  await expectWholeJourney(concord, personInSandbox('ada@example.test', sandbox.origin, sandbox.fetch))
})
