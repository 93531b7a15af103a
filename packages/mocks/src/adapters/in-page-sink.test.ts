import { expect, test } from 'vitest'
import { inPageSink, type WebhookDelivery } from './in-page-sink.ts'
import { createSandbox } from './in-process.ts'

const order = { title: 'Bees', topic: 'Pollination', target_pages: 20, language: 'en' } as const

test('a listener in the page plays the backend behind an endpoint, its refusals included', async () => {
  const seen: WebhookDelivery[] = []
  const send = inPageSink((delivery) => {
    seen.push(delivery)
    if (seen.length === 1) return 500
    if (seen.length === 2) throw new Error('The page is busy.')
    return undefined
  })
  const sandbox = createSandbox({ send })
  const { webhooks } = sandbox.controls.effects
  webhooks.setEndpoint({ url: 'https://page.example.test/hook', secret: 'whsec_page' })
  const { concord } = await sandbox.signIn('ada@example.test')
  const { id } = await concord.documents.create(order)
  await concord.payments.createIntent({ document_id: id })
  await sandbox.clock.advance('31m')
  expect(seen.map(({ body }) => JSON.parse(body).type)).toEqual(Array(3).fill('payment_intent.created'))
  expect(seen[0]?.headers['stripe-signature']).toMatch(/^t=/)
  expect(webhooks.deliveries[0]?.attempts.map(({ response_status, error }) => response_status ?? error)).toEqual([
    500,
    'The page is busy.',
    200,
  ])
})
