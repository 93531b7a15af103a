import { describe, expect, test } from 'vitest'
import { inPageSink, type WebhookListener } from '../adapters/in-page-sink.ts'
import { createSandbox, type InProcessSandbox, type VerdictName } from '../adapters/in-process.ts'
import type { FaultEffect } from '../world/world.ts'

const order = { title: 'Bees', topic: 'Pollination', target_pages: 20, language: 'en' } as const
const effectOf = (effect: FaultEffect) => effect

/** A backend is a client too: Stripe's, as far as webhooks go. */
async function judged(
  name: VerdictName,
  effect: FaultEffect | undefined,
  backend: (sandbox: InProcessSandbox) => WebhookListener,
) {
  let listener: WebhookListener = () => 200
  const sandbox = createSandbox({ send: inPageSink((delivery) => listener(delivery)) })
  listener = backend(sandbox)
  sandbox.controls.effects.webhooks.setEndpoint({ url: 'https://backend.example.test/hook', secret: 'whsec_backend' })
  if (effect !== undefined) sandbox.world.faults.add({ match: { on: 'webhook' }, when: { kind: 'always' }, effect })
  const { concord } = await sandbox.signIn('ada@example.test')
  const { id } = await concord.documents.create(order)
  await concord.payments.createIntent({ document_id: id })
  await sandbox.clock.advance('2h')
  const webhooks = sandbox.timeline.of('webhook').map(({ seq }) => seq)
  const { outcome, evidence, sentence } = sandbox.verdict.of(name)
  return { outcome, sentence, evidence, webhooks, sandbox }
}

/** Makes a payment intent of its own for each event that it takes. */
const acting =
  (decide: (eventId: string) => 'act' | number) =>
  (sandbox: InProcessSandbox): WebhookListener =>
  async ({ body }) => {
    const { id, data } = JSON.parse(body)
    if (data.object.metadata.mine !== undefined) return 200
    const decision = decide(id)
    if (decision !== 'act') return decision
    await sandbox.fetch('/providers/stripe/v1/payment_intents', {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_1' },
      body: new URLSearchParams({ amount: '100', currency: 'eur', 'metadata[mine]': 'yes' }),
    })
    return 200
  }

/** Acts on the first copy, and answers further ones. */
const remembering = (answer: number) => {
  const seen = new Set<string>()
  return acting((id) => {
    if (seen.has(id)) return answer
    seen.add(id)
    return 'act'
  })
}

describe('takes-events-once', () => {
  const duplicate = effectOf({ kind: 'duplicate', copies: 3, gap: 1 })
  test.for<[string, FaultEffect | undefined, (sandbox: InProcessSandbox) => WebhookListener, string]>([
    ['acts on every copy', duplicate, acting(() => 'act'), 'failed'],
    [
      'acts on every one of concurrent copies',
      effectOf({ kind: 'concurrent', copies: 5 }),
      acting(() => 'act'),
      'failed',
    ],
    [
      'acts again because its answer got lost',
      effectOf({ kind: 'retried', failures: 1 }),
      acting(() => 'act'),
      'failed',
    ],
    ['refuses a copy of what it has taken', duplicate, remembering(409), 'failed'],
    ['acts once', duplicate, remembering(200), 'passed'],
    ['acts once though its answer got lost', effectOf({ kind: 'retried', failures: 1 }), remembering(200), 'passed'],
    ['gets no copy', undefined, acting(() => 'act'), 'not-seen'],
  ])('of a backend that %s', async ([, effect, backend, outcome]) => {
    const { evidence, webhooks, ...verdict } = await judged('takes-events-once', effect, backend)
    expect(verdict.outcome, verdict.sentence).toBe(outcome)
    if (outcome !== 'not-seen') expect(webhooks.some((seq) => evidence.includes(seq))).toBe(true)
  })

  test('names what happened more than once', async () => {
    const { evidence, sentence, sandbox } = await judged(
      'takes-events-once',
      duplicate,
      acting(() => 'act'),
    )
    expect(sentence).toMatch(/delivered 3 times, and POST .*\/payment_intents with the same content happened 3 times/)
    const calls = sandbox.timeline.of('request').filter(({ operation }) => operation === 'stripe.createPaymentIntent')
    expect(evidence).toEqual(expect.arrayContaining(calls.slice(0, 3).map(({ seq }) => seq)))
  })

  test('the platform that the sandbox plays passes', async () => {
    const sandbox = createSandbox()
    sandbox.scenario('webhooks.concurrent', { copies: 5 })
    const { concord } = await sandbox.signIn('ada@example.test')
    const { id } = await concord.documents.create(order)
    await sandbox.pay(await concord.payments.createIntent({ document_id: id }))
    sandbox.verdict.expect('takes-events-once')
  })
})

describe('verifies-signatures', () => {
  const forged = effectOf({ kind: 'bad-signature' })
  const stale = effectOf({ kind: 'replayed', seconds: 3600, stale: true })
  const after = (first: number, then: number) => () => {
    let count = 0
    return () => (count++ === 0 ? first : then)
  }
  test.for<[string, FaultEffect | undefined, () => WebhookListener, string]>([
    ['takes anything', forged, () => () => 200, 'failed'],
    ['falls over', forged, () => () => 500, 'failed'],
    ['takes what is an hour old', stale, () => () => 200, 'failed'],
    ['refuses it', forged, () => () => 400, 'passed'],
    ['refuses what is an hour old', stale, after(200, 400), 'passed'],
    ['gets none', undefined, () => () => 200, 'not-seen'],
  ])('of a backend that %s', async ([, effect, backend, outcome]) => {
    const { evidence, webhooks, ...verdict } = await judged('verifies-signatures', effect, backend)
    expect(verdict.outcome, verdict.sentence).toBe(outcome)
    expect(evidence).toEqual(outcome === 'not-seen' ? [] : effect === stale ? webhooks.slice(1) : webhooks)
  })
})
