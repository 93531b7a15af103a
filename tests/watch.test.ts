// A dropped socket loses no step of a job and repeats none, wherever it drops.
import { createSandbox } from '@concord/mocks'
import type { JobStep } from '@concord/sdk'
import { expect, test } from 'vitest'
import { HandClock } from '../packages/sdk/test/stub.ts'

/** A step without the moment at which it was told: a recovered one has the moment at which it was stored. */
const known = ({ timestamp: _, ...step }: JobStep) => JSON.stringify(Object.entries(step).sort())

/** All that a watch tells of a job of ten sections, in time that only the test moves. */
async function told(prepare: (sandbox: ReturnType<typeof createSandbox>) => void = () => {}): Promise<JobStep[]> {
  const sandbox = createSandbox({ seed: 7 })
  const clock = new HandClock(sandbox.clock.now())
  const { access_token } = await sandbox.signIn('ada@example.test')
  const concord = sandbox.client({ clock, session: access_token })
  const document = await concord.documents.create({
    title: 'Bees',
    topic: 'Pollination',
    target_pages: 10,
    language: 'en',
  })
  await sandbox.pay(await concord.payments.createIntent({ document_id: document.id }))
  const { items } = await concord.jobs.list({ document_id: document.id })
  prepare(sandbox)
  const steps: JobStep[] = []
  let ended = false
  const watching = (async () => {
    for await (const step of concord.jobs.watch(items[0]?.id ?? 0)) steps.push(step)
    ended = true
  })()
  for (let count = 0; count < 1_000 && !ended; count++) {
    await clock.advance(500)
    await sandbox.clock.advance('500ms')
  }
  await watching
  return steps
}

const sectionsOf = (steps: readonly JobStep[]) =>
  steps.flatMap((step) => (step.type === 'section_completed' ? [known(step)] : []))

test('an undisturbed watch tells every section, and the end', async () => {
  const steps = await told()
  expect(sectionsOf(steps)).toHaveLength(10)
  expect(steps.at(-1)).toMatchObject({ type: 'job_completed', status: 'completed' })
})

test.each([0, 1, 2, 3, 4, 5, 8, 13, 20, 21, 22])(
  'a socket that drops after %d messages changes no section and not the end',
  async (after) => {
    const undisturbed = await told()
    const steps = await told((sandbox) => sandbox.scenario('websocket.drop', { after }))
    expect(sectionsOf(steps)).toEqual(sectionsOf(undisturbed))
    expect(known(steps.at(-1) as JobStep)).toBe(known(undisturbed.at(-1) as JobStep))
    expect(new Set(steps.map(known)).size).toBe(steps.length)
  },
)
