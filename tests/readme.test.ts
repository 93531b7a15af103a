// The README's MSW lines, as they stand there.
import { useSandbox } from '@concord/mocks/vitest'
import { expect, test } from 'vitest'

const sandbox = useSandbox({ seed: 7 })

test('five webhooks, one job', async () => {
  sandbox.scenario('webhooks.concurrent', { copies: 5 })
  const { concord } = await sandbox.signIn('ada@example.test')
  const document = await concord.documents.create({
    title: 'Bees',
    topic: 'Pollination',
    target_pages: 20,
    language: 'en',
  })
  await sandbox.pay(await concord.payments.createIntent({ document_id: document.id }))
  await sandbox.clock.advance('10m')
  expect(sandbox.timeline.of('webhook')).toHaveLength(5)
  expect(sandbox.timeline.of('job')).toHaveLength(1)
})
