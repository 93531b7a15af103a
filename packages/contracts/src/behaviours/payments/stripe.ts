import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { signPayload } from '@concord/sdk/webhooks/testing'
import type { Answer } from '../engine/answer.ts'
import { Broken } from '../engine/broken.ts'
import type { Stage, Step } from '../engine/stage.ts'

/** How long something that must not happen is waited for, in milliseconds. */
const MOMENT = 50

/** What every behaviour of a payment begins with. */
export const paymentStates = ['a signed-in user', 'a payment'] as const

/** A payment as the backend tells of it, and whose it is. */
export interface PaymentSeen {
  readonly id: number
  readonly intent: string
  readonly documentId: number
  readonly userId: number
  readonly amount: number
  readonly currency: string
  readonly token: string
}

/** Begins anew with a payment of a signed-in user. */
export async function aPayment(stage: Stage, status: string): Promise<PaymentSeen> {
  const values = await stage.setUp('a signed-in user', ['a payment', { status }])
  const id = values.number('payment_id')
  const answer = (await stage.call('payments.get', { path: { payment_id: id }, as: values.token })).expect(200)
  return {
    id,
    intent: values.text('payment_intent_id'),
    documentId: values.number('document_id'),
    userId: values.number('user_id'),
    amount: answer.number('amount'),
    currency: answer.text('currency'),
    token: values.token,
  }
}

/** What Stripe tells of an intent: the event's body, byte for byte. */
export function intentEvent(type: string, payment: PaymentSeen, change: object = {}): string {
  const paid = type === 'payment_intent.succeeded'
  return eventBody(type, {
    id: payment.intent,
    object: 'payment_intent',
    amount: payment.amount,
    amount_received: paid ? payment.amount : 0,
    currency: payment.currency,
    status: intentStatus[type] ?? 'requires_payment_method',
    created: seconds() - 60,
    livemode: false,
    latest_charge: paid ? `ch_${payment.intent.slice(3)}` : null,
    last_payment_error: null,
    metadata: {
      document_id: String(payment.documentId),
      payment_id: String(payment.id),
      user_id: String(payment.userId),
    },
    ...change,
  })
}

const intentStatus: Readonly<Record<string, string>> = {
  'payment_intent.succeeded': 'succeeded',
  'payment_intent.processing': 'processing',
  'payment_intent.canceled': 'canceled',
}

/** What Stripe tells of a charge that was given back, wholly or in part. */
export const refundedEvent = (payment: PaymentSeen, amountRefunded: number): string =>
  eventBody('charge.refunded', {
    id: `ch_${payment.intent.slice(3)}`,
    object: 'charge',
    amount: payment.amount,
    amount_refunded: amountRefunded,
    currency: payment.currency,
    payment_intent: payment.intent,
    refunded: amountRefunded === payment.amount,
    created: seconds() - 60,
    livemode: false,
    metadata: {},
  })

/** What Stripe tells of a charge whose holder does not want it. */
export const disputeEvent = (payment: PaymentSeen): string =>
  eventBody('charge.dispute.created', {
    id: `dp_${payment.intent.slice(3)}`,
    object: 'dispute',
    amount: payment.amount,
    currency: payment.currency,
    charge: `ch_${payment.intent.slice(3)}`,
    payment_intent: payment.intent,
    reason: 'fraudulent',
    status: 'needs_response',
    created: seconds(),
    livemode: false,
    metadata: {},
  })

/** Any event, under an id of its own. */
export const eventBody = (type: string, object: object): string =>
  JSON.stringify({
    id: `evt_${randomUUID().replaceAll('-', '')}`,
    object: 'event',
    api_version: '2025-03-31.basil',
    created: seconds(),
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
    data: { object },
  })

/** How a delivery is signed; what is absent is as Stripe does it. */
export interface Signing {
  readonly secret?: string
  /** How many seconds ago. */
  readonly age?: number
  /** Over what. */
  readonly over?: string
  /** The whole header, or none. */
  readonly header?: string | undefined
}

/** The delivery of an event, signed over its bytes. */
export async function delivery(stage: Stage, body: string, signing: Signing = {}): Promise<Step> {
  const { secret = stage.webhookSecret, age = 0, over = body } = signing
  const header = 'header' in signing ? signing.header : await signPayload(over, secret, seconds() - age)
  return stage.step('payments.receiveWebhook', {
    body,
    headers: header === undefined ? {} : { 'stripe-signature': header },
  })
}

/** Delivers an event once. */
export async function deliver(stage: Stage, body: string, signing: Signing = {}): Promise<Answer> {
  const { header: given } = signing
  const { sent } = await delivery(stage, body, signing)
  const signature = 'header' in signing ? given : sent.headers['stripe-signature']
  return stage.call('payments.receiveWebhook', {
    body,
    headers: signature === undefined ? {} : { 'stripe-signature': signature },
  })
}

/** Delivers an event that must be taken. */
export async function mustTake(stage: Stage, body: string, why: string): Promise<Answer> {
  const answer = (await deliver(stage, body)).expect(200, why)
  stage.must(
    answer.value('received') === true,
    `The webhook answers ${answer.shown} without \`received: true\` ${why}.`,
    {
      expected: '{"received":true}',
      actual: answer.shown,
      sent: answer.reply.sent,
    },
  )
  return answer
}

/** What the user does in Stripe's form; no webhook comes of it by itself. */
export async function confirmAtStripe(stage: Stage, payment: PaymentSeen, card?: string): Promise<void> {
  if (!stage.hasProviders) return
  await stage.providers.scenario('webhooks.lost')
  const path = `/__sandbox/payments/${payment.intent}/confirm`
  mustKnow((await stage.providers.ask('POST', path, card === undefined ? {} : { card })).status, payment)
}

/** Calls an intent off at Stripe. */
export async function cancelAtStripe(stage: Stage, payment: PaymentSeen): Promise<void> {
  if (!stage.hasProviders) return
  await stage.providers.scenario('webhooks.lost')
  const path = `/providers/stripe/v1/payment_intents/${payment.intent}/cancel`
  mustKnow((await stage.providers.ask('POST', path)).status, payment)
}

/** Gives back a part of a payment at Stripe, as somebody does in its dashboard. */
export async function refundAtStripe(stage: Stage, payment: PaymentSeen, amount: number): Promise<void> {
  if (!stage.hasProviders) return
  await stage.providers.scenario('webhooks.lost')
  const body = new URLSearchParams({ payment_intent: payment.intent, amount: String(amount) })
  mustKnow((await stage.providers.ask('POST', '/providers/stripe/v1/refunds', body)).status, payment)
}

function mustKnow(status: number, { intent }: PaymentSeen): void {
  if (status < 300) return
  throw new Broken(
    `The sandbox that plays Stripe answers ${status} about ${intent}: the backend did not make this payment there. Point its Stripe URL at the sandbox.`,
  )
}

/** The payment as it is stored. */
export const storedPayment = (stage: Stage, { id, token }: PaymentSeen): Promise<Answer> =>
  stage.call('payments.get', { path: { payment_id: id }, as: token })

/** @throws Broken unless the payment comes to have this status */
export async function mustBecome(stage: Stage, payment: PaymentSeen, status: string, why: string): Promise<Answer> {
  let last = (await storedPayment(stage, payment)).expect(200)
  await stage.eventually(async () => {
    if (last.value('status') !== status) last = (await storedPayment(stage, payment)).expect(200)
    return last.value('status') === status ? last : undefined
  }, 2000)
  stage.must(
    last.value('status') === status,
    `The payment is ${String(last.value('status'))} instead of ${status} ${why}.`,
    {
      expected: status,
      actual: String(last.value('status')),
      sent: last.reply.sent,
    },
  )
  return last
}

/** @throws Broken when the payment comes to have another status: what a backend does in the background shows after a moment */
export async function mustStay(stage: Stage, payment: PaymentSeen, status: string, why: string): Promise<void> {
  const changed = await stage.eventually(async () => {
    const stored = (await storedPayment(stage, payment)).expect(200)
    return stored.value('status') === status ? undefined : stored
  }, MOMENT)
  if (changed === undefined) return
  const actual = String(changed.value('status'))
  throw changed.broken(`The payment is ${actual} instead of ${status} ${why}.`, { expected: status, actual })
}

/** The ids of the jobs of a payment's document. A backend that serves no jobs shows the one that its payment names. */
async function jobsOf(stage: Stage, payment: PaymentSeen): Promise<readonly unknown[]> {
  const query = { document_id: payment.documentId, per_page: 100 }
  const listed = await stage.call('jobs.list', { query, as: payment.token })
  if (listed.status !== 404)
    return listed
      .expect(200)
      .list()
      .map(({ id }) => id)
  const named = (await storedPayment(stage, payment)).expect(200).value('job_id')
  return typeof named === 'number' ? [named] : []
}

/** @throws Broken unless the payment is completed and has made exactly one job */
export async function mustHaveOneJob(stage: Stage, payment: PaymentSeen, why: string): Promise<void> {
  const stored = await mustBecome(stage, payment, 'completed', why)
  await stage.eventually(async () => ((await jobsOf(stage, payment)).length > 0 ? true : undefined), 2000)
  // A second one may be on its way.
  await wait(MOMENT)
  const jobs = await jobsOf(stage, payment)
  stage.must(jobs.length === 1, `${countOf(jobs.length)} ${why}, and there must be exactly one.`, {
    expected: 'one job',
    actual: `${jobs.length}${jobs.length > 0 ? `: ${jobs.join(', ')}` : ''}`,
    sent: stored.reply.sent,
  })
  const named = (await storedPayment(stage, payment)).expect(200)
  stage.must(
    named.value('job_id') === jobs[0],
    `The payment names the job ${named.value('job_id')}, and its document has ${jobs[0]}.`,
    {
      sent: named.reply.sent,
    },
  )
}

/** @throws Broken when there is a job */
export async function mustHaveNoJob(stage: Stage, payment: PaymentSeen, why: string): Promise<void> {
  const jobs = await jobsOf(stage, payment)
  stage.must(jobs.length === 0, `${countOf(jobs.length)} ${why}, and there must be none.`, {
    expected: 'no job',
    actual: jobs.join(', '),
  })
}

const countOf = (jobs: number): string =>
  jobs === 0 ? 'There is no job' : jobs === 1 ? 'There is a job' : `There are ${jobs} jobs`

const seconds = (): number => Math.floor(Date.now() / 1000)
