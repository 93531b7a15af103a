import { setTimeout as wait } from 'node:timers/promises'
import { Broken } from '../engine/broken.ts'
import type { JobSocket } from '../engine/job-socket.ts'
import type { Stage } from '../engine/stage.ts'

/** What every behaviour of a generation begins with. */
export const orderStates = ['a signed-in user', 'a document'] as const

const PATIENCE = 60_000
const STEP = 2

/** A document that was just paid for. */
export interface PaidJob {
  readonly token: string
  readonly userId: number
  readonly documentId: number
  readonly paymentId: number
  readonly jobId: number
}

/** Begins anew, orders a document and has it ready to be paid. */
export async function orderDocument(stage: Stage, target_pages: number) {
  const values = await stage.setUp('a signed-in user', ['a document', { status: 'draft', target_pages }])
  const document_id = values.number('document_id')
  const made = await stage.call('payments.createIntent', { body: { document_id }, as: values.token })
  made.expect(201)
  return {
    token: values.token,
    userId: values.number('user_id'),
    documentId: document_id,
    paymentId: made.number('payment_id'),
    intent: made.text('payment_intent_id'),
  }
}

/** The user pays, and the backend is asked how the payment stands: so it knows, whether or not an event reaches it. */
export async function pay(stage: Stage, order: Awaited<ReturnType<typeof orderDocument>>): Promise<PaidJob> {
  const confirmed = await stage.providers.ask('POST', `/__sandbox/payments/${order.intent}/confirm`, {})
  if (confirmed.status !== 200) {
    throw new Broken(
      `The sandbox that plays Stripe answers ${confirmed.status} about ${order.intent}: the backend did not make this payment there. Point its Stripe URL at the sandbox.`,
    )
  }
  const query = { payment_intent_id: order.intent }
  const paid = await stage.eventually(async () => {
    const answer = (await stage.call('payments.verify', { query, as: order.token })).expect(200)
    return typeof answer.value('job_id') === 'number' ? answer : undefined
  })
  if (paid === undefined) throw new Broken('A payment that Stripe has is given no job within 5 s.')
  return { ...order, jobId: paid.number('job_id') }
}

/** One look at the progress of a job, as a client that has no socket takes it. */
export interface Poll {
  readonly status: string
  readonly progress: number
  readonly stage: string
  readonly total: number
}

/** Looks at a job until it has ended. @throws Broken when it does not */
export async function pollToTheEnd(stage: Stage, job: PaidJob, socket?: JobSocket): Promise<readonly Poll[]> {
  const polls: Poll[] = []
  const end = performance.now() + PATIENCE
  for (;;) {
    const answer = await stage.call('jobs.progress', { path: { job_id: job.jobId }, as: job.token })
    // A minute holds 60 requests; whoever is told to wait waits.
    if (answer.status !== 429) {
      answer.expect(200)
      polls.push({
        status: answer.text('status'),
        progress: answer.number('progress'),
        stage: answer.text('stage'),
        total: answer.number('total_sections'),
      })
    }
    const last = polls.at(-1)
    if (last !== undefined && last.status !== 'queued' && last.status !== 'running') return polls
    if (performance.now() > end) throw answer.broken(`The job is still ${last?.status} after ${PATIENCE / 1000} s.`)
    await stage.hurry(STEP)
    // As often as a client may, and not more.
    const pause = pauseAfter(polls.length)
    await (socket?.until(() => socket.closed !== undefined, pause) ?? wait(pause))
  }
}

/** Milliseconds: quickly at first, because a backend in a test is quick, and then as slowly as the limit wants it. */
const pauseAfter = (polls: number): number => (polls < 10 ? 50 : polls < 26 ? 100 : 2000)
