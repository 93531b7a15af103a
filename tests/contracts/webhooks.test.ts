// Webhooks go the other way: Stripe sends them, the platform and the SDK receive them. So it is the sender in the sandbox that is held
// against the messages, and the SDK that must take what was sent.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningServer, startServer } from '@concord/mocks/server'
import { Concord } from '@concord/sdk'
import { StripeWebhookEventSchema } from '@concord/sdk/schemas'
import { verify } from '@concord/sdk/webhooks'
import { signPayload } from '@concord/sdk/webhooks/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CoreResult, runCore } from '../../packages/contracts/src/pact/run-core.ts'
import { disputeIntent } from '../../packages/mocks/src/providers/stripe-machine.ts'
import { webhookSecret } from '../../packages/mocks/src/providers/stripe-secret.ts'
import { listen } from '../loopback.ts'
import { manifest, messages } from './pact-interactions.ts'

const declined = '4000000000000002'
const entry = manifest.pacts.find(({ provider }) => provider === 'payments')
/** Cards settle at once; what takes days (a bank transfer) is nothing that the sandbox plays. */
const neverSent = 'payment_intent.processing'
const contract = (entry?.interactions ?? []).filter(({ type }) => type === 'webhook')
const listed = contract.filter(({ operation }) => operation !== neverSent).map(({ description }) => description)

interface Sent {
  readonly type: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

let sandbox: RunningServer
let sent: readonly Sent[] = []
let results: readonly CoreResult[] = []

/** Everything that Stripe has to tell: paid, declined, called off, given back and disputed. */
async function causeEveryEvent(): Promise<void> {
  const controls = sandbox.controls()
  const ada = new Concord({
    baseUrl: sandbox.url,
    session: controls.signIn({ email: 'ada@example.test' }).access_token,
  })
  const administrator = controls.signIn({ email: 'admin@example.test', role: 'admin' })
  const admin = new Concord({ baseUrl: sandbox.url, session: administrator.access_token })
  const order = async () => {
    const document = await ada.documents.create({
      title: 'Bees',
      topic: 'Pollination',
      target_pages: 2,
      language: 'en',
    })
    return ada.payments.createIntent({ document_id: document.id })
  }
  const paid = await order()
  await controls.pay(paid.payment_intent_id)
  const refund = await ada.refunds.create({ payment_id: paid.payment_id, reason: 'Not what I ordered.' })
  await admin.admin.approveRefund(refund.id, {})
  await controls.pay((await order()).payment_intent_id, declined)
  const disputed = await order()
  await controls.pay(disputed.payment_intent_id)
  expect(disputeIntent(controls.world, disputed.payment_intent_id)).toBe(true)
  const calledOff = await order()
  await fetch(`${sandbox.url}/providers/stripe/v1/payment_intents/${calledOff.payment_intent_id}/cancel`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_concord' },
  })
  // The platform made the intent itself, so only an endpoint of one's own is told of it.
  controls.effects.webhooks.setEndpoint({ url: `${sandbox.url}/api/v1/health`, secret: webhookSecret })
  await order()
  await controls.clock.settled()
}

beforeAll(async () => {
  sandbox = await startServer({ port: 0 })
  await causeEveryEvent()
  sent = sandbox.controls().effects.webhooks.deliveries
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { description } = JSON.parse(Buffer.concat(chunks).toString()) as { description: string }
    const found = sent.find(({ type }) => description.startsWith(`${type}: `))
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(found?.body ?? '{}')
  })
  const talker = await listen(server)
  const folder = await mkdtemp(join(tmpdir(), 'concord-webhooks-'))
  const file = join(folder, 'webhooks.json')
  const { pact, interactions } = messages(entry?.file ?? '')
  const webhooks = interactions.filter(({ description }) => listed.includes(description))
  await writeFile(file, JSON.stringify({ ...pact, interactions: webhooks }))
  results = await runCore({
    provider: 'payments',
    providerBaseUrl: talker.url,
    pactUrls: [file],
    transports: [{ protocol: 'message', scheme: 'http', port: Number(new URL(talker.url).port), path: '/messages' }],
    logLevel: 'error',
  })
  await talker.close()
  await rm(folder, { recursive: true })
})
afterAll(() => sandbox.close())

test('every webhook of the contract was looked at', () => {
  expect(listed.length).toBeGreaterThan(0)
  expect(results.map(({ description }) => description)).toEqual(listed)
  expect(contract).toHaveLength(listed.length + 1)
  expect(sent.map(({ type }) => type)).not.toContain(neverSent)
})

describe('Stripe, as the sandbox plays it, sends what the contract says:', () => {
  test.each(listed)('%s', (name) => {
    const found = results.find(({ description }) => description === name)
    expect(found?.mismatch).toBeUndefined()
    expect(found?.result).toBe('OK')
  })
})

describe('the SDK takes every event of the contract:', () => {
  const events = messages(entry?.file ?? '').interactions
  const cases = events.map(({ description, contents }) => ({ name: description, content: contents.content }))

  test('of which none is missing', () => {
    expect(cases.map(({ name }) => name)).toEqual(contract.map(({ description }) => description))
  })

  test.each(cases)('$name', async ({ content }) => {
    const body = JSON.stringify(content)
    const event = await verify(body, { 'stripe-signature': await signPayload(body, webhookSecret) }, webhookSecret)
    expect(event).toEqual(content)
    expect(StripeWebhookEventSchema.parse(event)).toEqual(content)
  })
})

describe('the SDK takes what was sent:', () => {
  test.each(listed.map((name) => name.split(': ')[0]))('%s', async (type) => {
    const delivery = sent.find((one) => one.type === type)
    if (delivery === undefined) throw new Error(`No ${type} was sent.`)
    const event = await verify(delivery.body, delivery.headers, webhookSecret)
    expect(event.type).toBe(type)
    await expect(verify(delivery.body, delivery.headers, 'another-secret')).rejects.toMatchObject({
      code: 'signature_mismatch',
    })
  })
})
