import { setTimeout as sleep } from 'node:timers/promises'
import { JobStatusSchema, PaymentStatusSchema, RefundStatusSchema } from '@concord/sdk/schemas'
import type { JobStatus, PaymentStatus, Refund, RefundStatus } from '@concord/sdk/types'
import { z } from 'zod'
import { setStatus } from '../documents/documents.ts'
import { sectionsFor } from '../documents/estimate.ts'
import { beginSoon, workName } from '../jobs/generation.ts'
import { type JobRow, jobById } from '../jobs/jobs.ts'
import { intentFor, reconcile } from '../payments/intents.ts'
import { type PaymentRow, paymentById } from '../payments/payments.ts'
import type { Platform } from '../platform.ts'
import { processRefund } from '../refunds/refunding.ts'
import { insertRefund, refundById, review } from '../refunds/refunds.ts'
import { seconds, timestamp } from '../storage/clock.ts'
import { someDocument, stranger, writeAll } from './document-states.ts'
import { type ProviderStates, type StateContext, state } from './states.ts'

const nothing = z.object({})
const declinedCard = '4000000000000002'

/** A running job is written slowly, so that there is something to hear for as long as somebody waits for a heartbeat. */
const slowly = { delay: 0, pause: 2_500 }
const sectionsBefore = 2
/** Milliseconds for which a queued job waits for somebody to listen. */
const patience = 2_000

/** Payments, refunds and jobs: brought about as they come about, through Stripe. */
export const paymentStates: ProviderStates = {
  'a payment': state(
    z.object({ status: PaymentStatusSchema.default('completed') }),
    ['payment_id', 'payment_intent_id', 'document_id'],
    async (context, { status }) => paymentValues(await somePayment(context, context.user().id, status)),
  ),

  'a payment of another user': state(nothing, ['payment_id', 'payment_intent_id', 'document_id'], async (context) =>
    paymentValues(await somePayment(context, stranger(context.platform), 'completed')),
  ),

  'a refund': state(
    z.object({ status: RefundStatusSchema.default('pending') }),
    ['refund_id', 'payment_id'],
    async (context, { status }) => refundValues(await someRefund(context, context.user().id, status)),
  ),

  'a refund of another user': state(nothing, ['refund_id', 'payment_id'], async (context) =>
    refundValues(await someRefund(context, stranger(context.platform), 'pending')),
  ),

  'a job': state(
    z.object({ status: JobStatusSchema.default('running'), age_seconds: z.int().min(0).default(0) }),
    ['job_id', 'document_id', 'payment_id'],
    async (context, { status, age_seconds }) => {
      const { id, document_id, payment_id } = await someJob(context, context.user().id, status, age_seconds)
      return { job_id: id, document_id, payment_id }
    },
  ),

  'a job of another user': state(nothing, ['job_id', 'document_id'], async (context) => {
    const { id, document_id } = await someJob(context, stranger(context.platform), 'running')
    return { job_id: id, document_id }
  }),

  'the payment provider is down': state(nothing, [], async ({ sandbox }) => {
    await sandbox.switchOn('payments.provider-down')
    return {}
  }),

  'the quality checks are down': state(nothing, [], async ({ sandbox }) => {
    await sandbox.switchOn('quality.down')
    return {}
  }),

  'a signed Stripe event': state(
    z.object({ payload: z.string().default(''), age_seconds: z.int().min(0).default(0) }),
    ['stripe_signature'],
    ({ platform }, { payload, age_seconds }) => ({
      stripe_signature: platform.stripe.signatureFor(payload, age_seconds),
    }),
  ),
}

const paymentValues = ({ id, payment_intent_id, document_id }: PaymentRow) => ({
  payment_id: id,
  payment_intent_id,
  document_id,
})

const refundValues = ({ id, payment_id }: Refund) => ({ refund_id: id, payment_id })

async function somePayment(context: StateContext, userId: number, status: PaymentStatus): Promise<PaymentRow> {
  const { platform, sandbox } = context
  const { database } = platform
  const { id: documentId } = someDocument(database, userId)
  const made = await intentFor(platform, documentId, userId)
  if (status === 'failed') await sandbox.pay(made.payment_intent_id, declinedCard)
  else if (status !== 'pending') await sandbox.pay(made.payment_intent_id)
  const payment = await reconcile(platform, made)
  if (status === 'refunded') await giveBack(context, payment, payment.amount)
  if (status === 'partially_refunded') await giveBack(context, payment, Math.floor(payment.amount / 2))
  const reached = paymentById(database, payment.id)
  if (reached?.status !== status) throw new Error(`The payment is ${reached?.status} where it should be ${status}.`)
  return reached
}

async function someRefund(context: StateContext, userId: number, status: RefundStatus): Promise<Refund> {
  const { database } = context.platform
  const payment = await somePayment(context, userId, 'completed')
  if (status === 'processed') return giveBack(context, payment, payment.amount)
  const refund = insertRefund(database, payment, { reason: 'Not what I ordered.' })
  if (!refund) throw new Error(`Payment ${payment.id} has a refund already.`)
  if (status === 'pending') return refund
  const note = status === 'rejected' ? 'It is what was ordered.' : 'Agreed.'
  return review(database, refund.id, status, note) ?? refund
}

async function giveBack({ platform }: StateContext, payment: PaymentRow, amount: number): Promise<Refund> {
  const fields = { reason: 'Not what I ordered.', status: 'approved', note: 'Agreed.', amount } as const
  const refund = insertRefund(platform.database, payment, fields)
  if (refund) await processRefund(platform, refund.id)
  const processed = refund && refundById(platform.database, refund.id)
  if (!processed) throw new Error(`Payment ${payment.id} has a refund already.`)
  return processed
}

/** A queued job begins as soon as its user listens; a running one goes on slowly; of one that has ended only the end is told. */
async function someJob(context: StateContext, userId: number, status: JobStatus, age = 0): Promise<JobRow> {
  const { platform } = context
  const { database } = platform
  const payment = await somePayment(context, userId, 'completed')
  const ordered = database.one<JobRow>`select * from jobs where payment_id = ${payment.id}`
  if (!ordered) throw new Error(`Payment ${payment.id} made no job.`)
  platform.background.stop(workName(ordered.id))
  if (status === 'queued') {
    beginWhenHeard(platform, ordered)
    return ordered
  }
  const ended = status === 'completed' || status === 'completed_with_warnings' || status === 'failed_quality'
  const startedAt = timestamp(Date.now() - age * seconds)
  writeSections(context, ordered, startedAt, ended ? sectionsFor(20) : sectionsBefore, failuresOf(status))
  if (status === 'running') beginSoon(platform, ordered.id, slowly)
  else await end(context, payment, ordered, status)
  return jobById(database, ordered.id) ?? ordered
}

/** So that its beginning is heard on a busy machine too; and if nobody comes, it begins all the same. */
function beginWhenHeard(platform: Platform, { id, user_id }: JobRow): void {
  platform.background.start(`begin ${workName(id)}`, 0, async (signal) => {
    const late = Date.now() + patience
    while (!platform.sockets.hears(user_id) && Date.now() < late) await sleep(20, undefined, { signal })
    beginSoon(platform, id, { delay: 0 })
  })
}

/** How many of twenty sections fail their checks: 85 % have to be good. */
const failuresOf = (status: JobStatus): number =>
  ({ completed_with_warnings: 3, failed_quality: 4 })[String(status)] ?? 0

function writeSections(
  { platform }: StateContext,
  job: JobRow,
  startedAt: string,
  sections: number,
  failures: number,
): void {
  const { database } = platform
  writeAll(database, job.document_id, sections, failures)
  const warnings = database.all<{ warning: string }>`
    select warning from sections where document_id = ${job.document_id} and warning is not null order by section_index`
  const words = JSON.stringify(warnings.map(({ warning }) => warning))
  const next = Math.min(sections + 1, job.total_sections)
  database.run`
    update jobs
    set status = 'running', started_at = ${startedAt}, updated_at = ${timestamp()}, completed_sections = ${sections - failures},
        failed_sections = ${failures}, progress = ${Math.floor((sections / job.total_sections) * 100)},
        quality_warnings = ${words}, current_section = ${next},
        stage = ${`generating_section_${next}_of_${job.total_sections}`}
    where id = ${job.id}`
  database.run`update documents set quality_warnings = ${words} where id = ${job.document_id}`
}

async function end(context: StateContext, payment: PaymentRow, job: JobRow, status: JobStatus): Promise<void> {
  const { database } = context.platform
  const error = errors[String(status)]
  database.run`
    update jobs
    set status = ${status}, stage = ${status}, finished_at = ${timestamp()}, error_code = ${error?.code ?? null},
        error_detail = ${error?.detail ?? null}
    where id = ${job.id}`
  setStatus(database, job.document_id, status === 'failed' || status === 'failed_quality' ? status : 'completed')
  if (status === 'failed_quality') await giveBack(context, payment, payment.amount)
}

const errors: Readonly<Record<string, { readonly code: string; readonly detail: string }>> = {
  failed: { code: 'all_providers_failed', detail: 'No language model answered.' },
  failed_quality: { code: 'failed_quality', detail: 'Only 16 of 20 sections passed the quality checks.' },
}
