import type { JobStatus, PaymentStatus, RefundStatus } from '@concord/sdk/types'
import { intentFor } from '../../platform/payments/payment-intents.ts'
import { askStripe, changeRefund, insertRefund, settle } from '../../platform/refunds/refunding.ts'
import { type JobRow, jobs, type PaymentRow, payments, type RefundRow, type UserRow } from '../../platform/rows.ts'
import { stripeSender } from '../../providers/stripe.ts'
import { webhookSecret } from '../../providers/stripe-secret.ts'
import { scenariosOf } from '../scenario-controls.ts'
import { insertDocument } from './document-states.ts'
import { account } from './sign-in-states.ts'
import { numberParam, type StateContext, type StateSetups, type StateValues, textParam } from './state.ts'

const declinedCard = '4000000000000002'
const step = 1000
/** A generation of 20 pages takes a minute; with every retry that a scenario can cause, less than this. */
const longest = 3_600_000

/** Payments, refunds and generations: brought about as they come about on the platform, through Stripe and the clock. */
export const paymentStates: StateSetups = {
  'a payment': async (context, params) =>
    paymentValues(await payment(context, context.user(), oneOf(paymentStatuses, params.status, 'completed'))),

  'a payment of another user': async (context) => {
    return paymentValues(await payment(context, stranger(context), 'completed'))
  },

  'a refund': async (context, params) =>
    refundValues(await refund(context, context.user(), oneOf(refundStatuses, params.status, 'pending'))),

  'a refund of another user': async (context) => refundValues(await refund(context, stranger(context), 'pending')),

  'a job': async (context, params) => {
    const { id, document_id, payment_id } = await job(
      context,
      context.user(),
      oneOf(jobStatuses, params.status, 'running'),
      numberParam(params, 'age_seconds'),
    )
    return { job_id: id, document_id, payment_id }
  },

  'a job of another user': async (context) => {
    const { id, document_id } = await job(context, stranger(context), 'running')
    return { job_id: id, document_id }
  },

  'a signed Stripe event': ({ world }, params) => {
    const at = world.clock.now() - (numberParam(params, 'age_seconds') ?? 0) * 1000
    return {
      stripe_signature: stripeSender.sign(textParam(params, 'payload') ?? '', webhookSecret, at)['stripe-signature'],
    }
  },
}

const paymentStatuses: readonly PaymentStatus[] = ['pending', 'completed', 'failed', 'refunded', 'partially_refunded']
const refundStatuses: readonly RefundStatus[] = ['pending', 'approved', 'processed', 'rejected']
const jobStatuses: readonly JobStatus[] = [
  'queued',
  'running',
  'completed',
  'completed_with_warnings',
  'failed',
  'failed_quality',
]

function oneOf<T extends string>(known: readonly T[], value: unknown, otherwise: T): T {
  return known.find((name) => name === value) ?? otherwise
}

const stranger = ({ world }: StateContext): UserRow => account(world, 'grace@example.test')

async function payment(context: StateContext, user: UserRow, status: PaymentStatus): Promise<PaymentRow> {
  const { world, controls } = context
  const document = insertDocument(world, user.id, {})
  const made = await intentFor(world, document.id, () => document)
  if (made === undefined) throw new Error('A new document could not be paid for.')
  if (status !== 'pending') await controls.pay(made.payment_intent_id, status === 'failed' ? declinedCard : undefined)
  if (status === 'refunded') await giveBack(context, made.id, made.amount)
  if (status === 'partially_refunded') await giveBack(context, made.id, Math.floor(made.amount / 2))
  await controls.clock.settled()
  const row = payments(world).get(made.id)
  if (row?.status !== status) throw new Error(`The payment is ${row?.status ?? 'gone'} where it should be ${status}.`)
  return row
}

async function giveBack({ world }: StateContext, paymentId: number, amount: number): Promise<RefundRow> {
  const row = payments(world).get(paymentId)
  if (row === undefined) throw new Error(`There is no payment ${paymentId}.`)
  const asked = insertRefund(world, {
    payment_id: row.id,
    user_id: row.user_id,
    amount,
    currency: row.currency,
    reason: 'Not what I ordered.',
    status: 'approved',
    review_note: 'Agreed.',
    reviewed_at: world.clock.iso(),
  })
  await askStripe(world, asked)
  await settle(world, asked)
  return asked
}

async function refund(context: StateContext, user: UserRow, status: RefundStatus): Promise<RefundRow> {
  const { world } = context
  const paid = await payment(context, user, 'completed')
  if (status === 'processed') return giveBack(context, paid.id, paid.amount)
  const asked = insertRefund(world, {
    payment_id: paid.id,
    user_id: user.id,
    amount: paid.amount,
    currency: paid.currency,
    reason: 'Not what I ordered.',
    status: 'pending',
    review_note: null,
    reviewed_at: null,
  })
  if (status === 'pending') return asked
  const review_note = status === 'rejected' ? 'It is what was ordered.' : 'Agreed.'
  return changeRefund(world, asked.id, { status, review_note, reviewed_at: world.clock.iso() })
}

/** What has to go wrong for a generation to end so. */
const troubles: Readonly<
  Partial<Record<JobStatus, readonly [name: string, options: Readonly<Record<string, unknown>>]>>
> = {
  completed_with_warnings: ['generation.partial-43', {}],
  failed_quality: ['generation.partial-42', {}],
  failed: ['llm.down', { provider: 'all' }],
}

/** @param age how long a running one has been at it at least, in seconds */
async function job(context: StateContext, user: UserRow, status: JobStatus, age = 0): Promise<JobRow> {
  const { world, controls } = context
  const { id: payment_id } = await payment(context, user, 'completed')
  const trouble = troubles[status]
  if (trouble !== undefined) scenariosOf(controls).switchOn(...trouble)
  const reached = (row: JobRow) =>
    row.status === status &&
    (status !== 'running' || (row.completed_sections > 0 && world.clock.now() >= began(row) + age * 1000))
  for (let waited = 0; waited < longest; waited += step) {
    const row = jobs(world).first({ payment_id })
    if (row !== undefined && reached(row)) {
      if (trouble !== undefined) scenariosOf(controls).switchOff(trouble[0])
      return row
    }
    await world.advance(step)
  }
  throw new Error(`No job became ${status}.`)
}

const began = ({ started_at }: JobRow): number => Date.parse(started_at ?? '')

function paymentValues({ id, payment_intent_id, document_id }: PaymentRow): StateValues {
  return { payment_id: id, payment_intent_id, document_id }
}

function refundValues({ id, payment_id }: RefundRow): StateValues {
  return { refund_id: id, payment_id }
}
