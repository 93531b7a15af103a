// What must happen once, asked for many times at the same moment, over a real port.
import { type RunningServer, startServer } from '@concord/mocks/server'
import { Concord, isApiError, memorySession } from '@concord/sdk'
import { signPayload } from '@concord/sdk/webhooks/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { webhookSecret } from '../packages/mocks/src/providers/stripe-secret.ts'

let server: RunningServer
let worlds = 0
beforeAll(async () => {
  server = await startServer({ port: 0, paused: true })
})
afterAll(() => server.close())

/** A world of its own, with Ada in it. */
function somewhere() {
  worlds += 1
  const world = `race-${worlds}`
  const controls = server.controls(world)
  const url = `${server.url}/~${world}`
  const signedIn = controls.signIn({ email: 'ada@example.test' })
  const concord = new Concord({ baseUrl: url, session: memorySession(signedIn) })
  const jobs = () => controls.world.timeline.since(0, 'job').length
  const order = () =>
    concord.documents.create({ title: 'Bees', topic: 'Pollination', target_pages: 10, language: 'en' })
  const intent = async () => concord.payments.createIntent({ document_id: (await order()).id })
  return { url, controls, signedIn, concord, jobs, order, intent }
}
type Place = ReturnType<typeof somewhere>
type PaymentIntent = Awaited<ReturnType<Place['intent']>>

/** Stripe's events of an intent, as Stripe has them. */
async function eventsOf({ url }: Place, { payment_intent_id }: PaymentIntent) {
  const headers = { authorization: 'Bearer sk_test_concord' }
  const response = await fetch(`${url}/providers/stripe/v1/events?limit=100`, { headers })
  const { data } = (await response.json()) as { data: { id: string; type: string; data: { object: { id: string } } }[] }
  return data.filter((event) => event.data.object.id === payment_intent_id)
}

/** Posts an event to the platform, signed as Stripe signs, and gives the status. */
async function deliver({ url, controls }: Place, event: object): Promise<number> {
  const body = JSON.stringify(event)
  const signature = await signPayload(body, webhookSecret, Math.floor(controls.clock.now() / 1000))
  const headers = { 'content-type': 'application/json', 'stripe-signature': signature }
  return (await fetch(`${url}/api/v1/payment/webhook`, { method: 'POST', headers, body })).status
}

/** Paid, and the webhook lost: the platform knows nothing yet. */
async function paidInSilence(place: Place): Promise<PaymentIntent> {
  place.controls.addFault({ match: { on: 'webhook' }, when: { kind: 'always' }, effect: { kind: 'lose' } })
  const intent = await place.intent()
  await place.controls.pay(intent.payment_intent_id)
  expect(place.jobs()).toBe(0)
  return intent
}

const times = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('payment_intent.succeeded makes exactly one job', () => {
  test.for([1, 2, 5, 20, 50])('when %i copies of it arrive at the same moment', async (copies) => {
    const place = somewhere()
    await fetch(`${place.url}/__sandbox/scenarios/webhooks.concurrent`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ copies }),
    })
    const intent = await place.intent()
    await place.controls.pay(intent.payment_intent_id)
    const delivered = place.controls.effects.webhooks.deliveries.filter(
      ({ type }) => type === 'payment_intent.succeeded',
    )
    expect(delivered).toHaveLength(copies)
    expect(delivered.map(({ response_status }) => response_status)).toEqual(times(copies).map(() => 200))
    expect(place.jobs()).toBe(1)
    expect((await place.concord.payments.get(intent.payment_id)).status).toBe('completed')
  })

  test.for([1, 2, 5, 20, 50])('when %i sockets post one signed event in parallel', async (copies) => {
    const place = somewhere()
    const intent = await paidInSilence(place)
    const event = (await eventsOf(place, intent)).find(({ type }) => type === 'payment_intent.succeeded')
    const statuses = await Promise.all(times(copies).map(() => deliver(place, event ?? {})))
    expect(statuses).toEqual(times(copies).map(() => 200))
    expect(place.jobs()).toBe(1)
    expect((await place.concord.jobs.list()).total).toBe(1)
  })

  test('when 50 different events say it in parallel', async () => {
    const place = somewhere()
    const intent = await paidInSilence(place)
    const event = (await eventsOf(place, intent)).find(({ type }) => type === 'payment_intent.succeeded')
    const statuses = await Promise.all(times(50).map((n) => deliver(place, { ...event, id: `evt_copy_${n}` })))
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect(place.jobs()).toBe(1)
  })

  test('when it comes before, after and between the events that led to it', async () => {
    const place = somewhere()
    const intent = await paidInSilence(place)
    const events = await eventsOf(place, intent)
    expect(events.length).toBeGreaterThan(1)
    const newestFirst = [...events]
    const oldestFirst = events.toReversed()
    for (const event of [...newestFirst, ...oldestFirst]) expect(await deliver(place, event)).toBe(200)
    expect(place.jobs()).toBe(1)
    expect((await place.concord.payments.get(intent.payment_id)).status).toBe('completed')
  })

  test('when it races with the client that asks, again and again', async () => {
    const place = somewhere()
    const intent = await paidInSilence(place)
    const event = (await eventsOf(place, intent)).find(({ type }) => type === 'payment_intent.succeeded')
    const { payment_intent_id } = intent
    await Promise.all(
      times(20).flatMap(() => [deliver(place, event ?? {}), place.concord.payments.verify({ payment_intent_id })]),
    )
    expect(place.jobs()).toBe(1)
  })

  test('when it arrives before the request that caused it is answered', async () => {
    const place = somewhere()
    await fetch(`${place.url}/__sandbox/scenarios/webhooks.before-response`, { method: 'PUT' })
    const intent = await place.intent()
    await place.controls.pay(intent.payment_intent_id)
    const items = place.controls.world.timeline.since(0)
    const webhook = items.findIndex(({ kind, type }) => kind === 'webhook' && type === 'payment_intent.succeeded')
    const answer = items.findIndex(({ operation }) => operation === 'stripe.confirmPaymentIntent')
    expect(webhook).toBeGreaterThan(-1)
    expect(answer).toBeGreaterThan(webhook)
    expect(place.jobs()).toBe(1)
  })

  test('and none when its signature is wrong, old, or of other bytes', async () => {
    const place = somewhere()
    const intent = await paidInSilence(place)
    const event = (await eventsOf(place, intent)).find(({ type }) => type === 'payment_intent.succeeded')
    const body = JSON.stringify(event)
    const now = Math.floor(place.controls.clock.now() / 1000)
    for (const signature of [
      'nonsense',
      await signPayload(body, 'whsec_somebody_else', now),
      await signPayload(body, webhookSecret, now - 301),
      await signPayload(`${body} `, webhookSecret, now),
    ]) {
      const headers = { 'content-type': 'application/json', 'stripe-signature': signature }
      const response = await fetch(`${place.url}/api/v1/payment/webhook`, { method: 'POST', headers, body })
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ code: 'invalid_signature' })
    }
    expect(place.jobs()).toBe(0)
  })
})

describe('30 parallel calls with one idempotency key', () => {
  type Post = (key: string, body: object) => Promise<Response>
  const poster = ({ url, signedIn }: Place, path: string): Post => {
    const authorization = `Bearer ${signedIn.access_token}`
    return (key, body) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
      })
  }

  const bees = { title: 'Bees', topic: 'Pollination', target_pages: 10, language: 'en' }
  test.for<
    [
      string,
      string,
      (place: Place) => Promise<object>,
      (place: Place) => Promise<object>,
      (p: Place) => Promise<number>,
    ]
  >([
    [
      'documents.create',
      '/api/v1/documents',
      async () => bees,
      async () => ({ ...bees, title: 'Wasps' }),
      async ({ concord }) => (await concord.documents.list()).total,
    ],
    [
      'payments.createIntent',
      '/api/v1/payment/create-intent',
      async ({ order }) => ({ document_id: (await order()).id }),
      async ({ order }) => ({ document_id: (await order()).id }),
      async ({ concord }) => (await concord.payments.list()).total,
    ],
  ])('%s give one resource and the same bytes', async ([, path, body, other, count]) => {
    const place = somewhere()
    const post = poster(place, path)
    const given = await body(place)
    const answers = await Promise.all(times(30).map(() => post('order-1', given)))
    expect(answers.map(({ status }) => status)).toEqual(times(30).map(() => 201))
    const bytes = await Promise.all(answers.map((answer) => answer.text()))
    expect(new Set(bytes).size).toBe(1)
    const replayed = answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')
    expect(replayed).toHaveLength(29)
    expect(await count(place)).toBe(1)

    const conflict = await post('order-1', await other(place))
    expect(conflict.status).toBe(409)
    expect(await conflict.json()).toMatchObject({ code: 'idempotency_key_reused' })
    expect((await post('order-2', await other(place))).status).toBe(201)
  })

  test('payments.createIntent without a key, in parallel, still makes one payment for the document', async () => {
    const place = somewhere()
    const { id } = await place.order()
    const intents = await Promise.all(times(30).map(() => place.concord.payments.createIntent({ document_id: id })))
    expect(new Set(intents.map(({ payment_intent_id }) => payment_intent_id)).size).toBe(1)
    expect((await place.concord.payments.list()).total).toBe(1)
  })

  test('one key of two users is two keys', async () => {
    const place = somewhere()
    const bob = { ...place, signedIn: place.controls.signIn({ email: 'bob@example.test' }) }
    const [first, second] = await Promise.all([
      poster(place, '/api/v1/documents')('mine', bees),
      poster(bob, '/api/v1/documents')('mine', bees),
    ])
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.headers.get('idempotent-replayed') ?? first.headers.get('idempotent-replayed')).toBeNull()
  })
})

describe('a refresh token', () => {
  const refresh = (place: Place, refresh_token: string) =>
    new Concord({ baseUrl: place.url }).auth.refresh({ refresh_token }).result()

  test('that is used again takes its whole family with it', async () => {
    const place = somewhere()
    const other = place.controls.signIn({ email: 'ada@example.test' })
    const first = await refresh(place, place.signedIn.refresh_token)
    if (!first.ok) throw first.error
    const again = await refresh(place, place.signedIn.refresh_token)
    expect(again).toMatchObject({ ok: false, error: { status: 401, code: 'refresh_token_reused' } })
    for (const token of [place.signedIn.access_token, first.value.access_token]) {
      const authorization = `Bearer ${token}`
      expect((await fetch(`${place.url}/api/v1/users/me`, { headers: { authorization } })).status).toBe(401)
    }
    expect(await refresh(place, first.value.refresh_token)).toMatchObject({ ok: false })
    const authorization = `Bearer ${other.access_token}`
    expect((await fetch(`${place.url}/api/v1/users/me`, { headers: { authorization } })).status).toBe(200)
  })

  test('that is used 20 times at the same moment is good at most once', async () => {
    const place = somewhere()
    const results = await Promise.all(times(20).map(() => refresh(place, place.signedIn.refresh_token)))
    const good = results.filter(({ ok }) => ok)
    expect(good).toHaveLength(1)
    const codes = results.flatMap((result) => (!result.ok && isApiError(result.error) ? [result.error.code] : []))
    expect(codes).toEqual(times(19).map(() => 'refresh_token_reused'))
  })

  test('that one client needs for 20 calls at once is used once, and every call succeeds', async () => {
    const place = somewhere()
    await place.controls.clock.advance('31m')
    const users = await Promise.all(times(20).map(() => place.concord.users.me()))
    expect(new Set(users.map(({ id }) => id)).size).toBe(1)
    const refreshes = place.controls.world.timeline
      .since(0, 'request')
      .filter(({ operation }) => operation === 'auth.refresh')
    expect(refreshes).toHaveLength(1)
  })
})
