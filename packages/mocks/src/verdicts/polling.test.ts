import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSandbox } from '../adapters/in-process.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const order = { title: 'Bees', topic: 'Pollination', target_pages: 10, language: 'en' } as const

/** A client that asks every `pace` until the end is told, and so often afterwards. */
async function judged(before: boolean, after: number, pace: number) {
  const sandbox = createSandbox()
  const { concord } = await sandbox.signIn('ada@example.test')
  const { id } = await concord.documents.create(order)
  await sandbox.pay(await concord.payments.createIntent({ document_id: id }))
  const [job] = (await concord.jobs.list({ document_id: id })).items
  const ask = async () => {
    const { status } = await concord.jobs.progress(job?.id ?? 0)
    await sandbox.clock.advance(pace)
    return status
  }
  if (before) while (!/^completed/.test(await ask())) {}
  else await sandbox.clock.advance('1h')
  for (let count = 0; count < after; count++) await ask()
  const { outcome, evidence, sentence } = sandbox.verdict.of('stops-polling')
  return [outcome, evidence.length, sentence]
}

test.for<[string, boolean, number, number, readonly unknown[]]>([
  ['goes on', true, 5, 2, ['failed', 6, expect.stringContaining('was asked 5 times more')]],
  ['stops', true, 0, 2, ['passed', 1, expect.stringContaining('told the end in the last')]],
  ['looks once more', true, 1, 2, ['passed', 1, expect.anything()]],
  ['looks again now and then', true, 5, 60, ['passed', 1, expect.anything()]],
  ['never polled', false, 0, 2, ['not-seen', 0, expect.anything()]],
])('stops-polling: a client that %s', async ([, before, after, pace, verdict]) => {
  expect(await judged(before, after, pace)).toEqual(verdict)
})
