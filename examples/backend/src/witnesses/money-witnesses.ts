import type { moneyFaults } from '../faults/money-faults.ts'
import { wrongPassword } from './access-witnesses.ts'
import { type Answered, type Bench, settled, type Values, type Witness, type Witnesses } from './bench.ts'

const order = { title: 'Bees', topic: 'Pollination', target_pages: 4, language: 'en' }

/** Orders a document twice under one key; the second time perhaps another document, or as another user. */
async function twice(bench: Bench, second: { body?: object; email?: string } = {}): Promise<readonly Answered[]> {
  const headers = { 'idempotency-key': 'a-key-of-the-witness' }
  const { access_token: token } = await bench.state('a signed-in user')
  const first = await bench.ask('POST /documents', { token, headers, body: order })
  const { access_token: other } = second.email
    ? await bench.state('a signed-in user', { email: second.email })
    : { access_token: token }
  return [first, await bench.ask('POST /documents', { token: other, headers, body: { ...order, ...second.body } })]
}

const paymentSeen =
  (look: (answer: Answered) => unknown, status = 'completed'): Witness =>
  async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    const { payment_id } = await bench.state('a payment', { status })
    return look(await bench.ask(`GET /payment/${payment_id}`, { token }))
  }

interface News {
  readonly type: string
  readonly object: object
  readonly id?: string
  readonly age?: number
  readonly signature?: string
}

async function deliver(bench: Bench, { type, object, id = 'evt_1', age = 0, signature }: News): Promise<number> {
  const created = Math.floor(Date.now() / 1000)
  const event = {
    id,
    object: 'event',
    api_version: '2025-01-01',
    created,
    livemode: false,
    pending_webhooks: 1,
    request: null,
  }
  const payload = JSON.stringify({ ...event, type, data: { object } })
  const { stripe_signature } = await bench.state('a signed Stripe event', { payload, age_seconds: age })
  return bench.status('POST /payment/webhook', {
    body: payload,
    headers: { 'stripe-signature': signature ?? String(stripe_signature) },
  })
}

const intent = (payment: Values, status: string, more: object = {}): object => ({
  id: payment.payment_intent_id,
  object: 'payment_intent',
  amount: 1000,
  currency: 'eur',
  status,
  metadata: {},
  ...more,
})

const declined = { last_payment_error: { code: 'card_declined', message: 'Your card was declined.' } }

/** How a payment looks after its news came. */
const after =
  (status: string, news: (payment: Values) => readonly News[], field = 'status'): Witness =>
  async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    const payment = await bench.state('a payment', { status })
    for (const one of news(payment)) await deliver(bench, one)
    return (await bench.ask(`GET /payment/${payment.payment_id}`, { token })).body[field]
  }

/** Has a video made of which all components come to this amount; how it ended, what it cost, and whether its user was alerted. */
const made =
  (price: number): Witness =>
  async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    const { channel_id } = await bench.state('a channel')
    await bench.state('the price of a video', { amount: price })
    const video = { channel_id, title: 'Why bees dance', topic: 'Where the flowers are' }
    const { video_id } = (await bench.ask('POST /videos/generate', { token, body: video })).body
    const look = async () => (await bench.ask(`GET /videos/${video_id}`, { token })).body.status
    const status = await settled(look, (seen) => seen === 'failed' || seen === 'ready_for_upload', 20_000)
    const { amount, alerted_at } = (await bench.ask(`GET /videos/${video_id}/cost`, { token })).body
    return { status, amount, alerted: alerted_at !== null }
  }

export const moneyWitnesses: Witnesses<keyof typeof moneyFaults> = {
  'idempotency-key-ignored': async (bench) => new Set((await twice(bench)).map(({ body }) => body.id)).size,
  'idempotency-key-takes-another-body': async (bench) => (await twice(bench, { body: { title: 'Ants' } }))[1]?.status,
  'replay-not-marked': async (bench) => (await twice(bench))[1]?.headers.get('idempotent-replayed'),
  'replay-with-200': async (bench) => (await twice(bench))[1]?.status,
  'idempotency-key-shared-by-users': async (bench) =>
    new Set((await twice(bench, { email: 'grace@example.test' })).map(({ body }) => body.user_id)).size,

  'intent-one-page-short': async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    const { document_id } = await bench.state('a document', { target_pages: 20 })
    return (await bench.ask('POST /payment/create-intent', { token, body: { document_id } })).body.amount
  },
  'payment-amount-in-euros': paymentSeen(({ body }) => body.amount),
  'currency-in-capitals': paymentSeen(({ body }) => body.currency),
  'partial-refund-told-as-full': after('completed', ({ payment_intent_id }) => [
    {
      type: 'charge.refunded',
      object: { id: 'ch_1', object: 'charge', payment_intent: payment_intent_id, amount_refunded: 300 },
    },
  ]),
  'refund-of-unpaid-payment': async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    const { payment_id } = await bench.state('a payment', { status: 'pending' })
    return bench.status('POST /refunds', { token, body: { payment_id, reason: 'Not what I ordered.' } })
  },
  'approved-refund-moves-no-money': async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    const { refund_id, payment_id } = await bench.state('a refund')
    const { access_token: admin } = await bench.state('a signed-in administrator')
    await bench.ask(`POST /admin/refunds/${refund_id}/approve`, { token: admin, body: {} })
    const look = async () => (await bench.ask(`GET /payment/${payment_id}`, { token })).body.status
    return settled(look, (status) => status === 'refunded', 1_500)
  },

  'video-beyond-the-limit': made(340),
  'budget-alert-never': made(265),

  'webhook-signature-not-checked': (bench) =>
    deliver(bench, {
      type: 'customer.created',
      object: { id: 'cus_1', object: 'customer' },
      signature: `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}`,
    }),
  'webhook-old-signature-accepted': (bench) =>
    deliver(bench, { type: 'customer.created', object: { id: 'cus_1', object: 'customer' }, age: 600 }),
  'webhook-duplicate-makes-two-jobs': async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    const payment = await bench.state('a payment', { status: 'pending' })
    const news = { type: 'payment_intent.succeeded', object: intent(payment, 'succeeded') }
    await deliver(bench, news)
    await deliver(bench, news)
    return (await bench.ask(`GET /jobs?document_id=${payment.document_id}`, { token })).body.total
  },
  'webhook-unknown-type-refused': (bench) =>
    deliver(bench, { type: 'customer.created', object: { id: 'cus_1', object: 'customer' } }),
  'webhook-late-failure-undoes-payment': after('pending', (payment) => [
    { type: 'payment_intent.succeeded', object: intent(payment, 'succeeded') },
    {
      type: 'payment_intent.payment_failed',
      id: 'evt_0',
      object: intent(payment, 'requires_payment_method', declined),
    },
  ]),
  'webhook-processing-completes-payment': after('pending', (payment) => [
    { type: 'payment_intent.processing', object: intent(payment, 'processing') },
  ]),
  'webhook-failure-ignored': after('pending', (payment) => [
    { type: 'payment_intent.payment_failed', object: intent(payment, 'requires_payment_method', declined) },
  ]),
  'webhook-dispute-ignored': after(
    'completed',
    ({ payment_intent_id }) => [
      { type: 'charge.dispute.created', object: { id: 'dp_1', object: 'dispute', payment_intent: payment_intent_id } },
    ],
    'disputed',
  ),

  'idempotency-key-races': (bench) =>
    together(2, () =>
      bench.status('POST /auth/register', {
        body: { email: 'ada@example.test', password: 'a long enough password', name: 'Ada' },
        headers: { 'idempotency-key': 'a-key-of-the-witness' },
      }),
    ),
  'intent-races': async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    const { document_id } = await bench.state('a document')
    return together(5, () => bench.status('POST /payment/create-intent', { token, body: { document_id } }))
  },
  'refresh-token-races': async (bench) => {
    const { refresh_token } = await bench.state('a signed-in user')
    return together(2, () => bench.status('POST /auth/refresh', { body: { refresh_token } }))
  },
  'registrations-race': (bench) =>
    together(2, () =>
      bench.status('POST /auth/register', {
        body: { email: 'ada@example.test', password: 'a long enough password', name: 'Ada' },
      }),
    ),
  'lock-out-races': async (bench) => {
    const { email } = await bench.state('a registered user')
    const statuses = await together(10, (guess) =>
      bench.status('POST /auth/login', {
        body: { email, password: wrongPassword },
        headers: { 'x-forwarded-for': `10.0.1.${guess}` },
      }),
    )
    return statuses.filter((status) => status === 401).length
  },
}

/** Does something so many times at once; what came of it, sorted. */
const together = async (times: number, work: (turn: number) => Promise<number>): Promise<number[]> =>
  (await Promise.all(Array.from({ length: times }, (_, turn) => work(turn)))).sort()
