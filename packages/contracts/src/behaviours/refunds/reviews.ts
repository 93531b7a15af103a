import type { Behaviour } from '../behaviour.ts'
import type { Answer } from '../engine/answer.ts'
import type { Stage } from '../engine/stage.ts'

const states = ['a signed-in user', 'a refund', 'a signed-in administrator'] as const
const NOTE = { note: 'Agreed.' }
const REASON = { reason: 'It is what was ordered.' }

/** Giving money back, or not. */
export const reviewBehaviours: readonly Behaviour[] = [
  {
    id: 'refund-review-once',
    service: 'admin',
    statement: 'A refund is reviewed once: approved it cannot be approved or rejected again, rejected neither',
    operations: ['admin.approveRefund', 'admin.rejectRefund', 'refunds.get'],
    states,
    async run(stage) {
      for (const first of ['approve', 'reject'] as const) {
        const refund = await aRefund(stage)
        ;(await review(stage, refund, first)).expect(200)
        for (const second of ['approve', 'reject'] as const) {
          const again = await review(stage, refund, second)
          again.expectProblem(409, 'refund_already_reviewed', `to ${second} after ${first}`)
        }
        await mustHaveCome(stage, refund, first)
      }
    },
  },
  {
    id: 'refund-review-race',
    service: 'admin',
    statement: 'Of administrators who approve and reject at the same moment one decides, and the money follows',
    operations: ['admin.approveRefund', 'admin.rejectRefund', 'refunds.get', 'payments.get'],
    states,
    run: (stage) =>
      stage.rounds(async () => {
        const refund = await aRefund(stage)
        const path = { refund_id: refund.id }
        const approve = stage.step('admin.approveRefund', { path, body: NOTE, as: refund.admin })
        const reject = stage.step('admin.rejectRefund', { path, body: REASON, as: refund.admin })
        const answers = await stage.together([approve, reject, approve, reject, approve, reject])
        for (const answer of answers) {
          if (answer.status !== 200) answer.expectProblem(409, 'refund_already_reviewed', 'in a burst of reviews')
        }
        const decided = answers.filter(({ status }) => status === 200)
        stage.must(
          decided.length === 1,
          `${decided.length} of 6 concurrent reviews of one refund were taken instead of one.`,
          {
            expected: 'one',
            actual: answers.map(({ step, status }) => `${step} ${status}`).join(', '),
            sent: approve.sent,
          },
        )
        await mustHaveCome(stage, refund, decided[0]?.step === 'admin.approveRefund' ? 'approve' : 'reject')
      }),
  },
  {
    id: 'refund-review-admin-only',
    service: 'admin',
    statement: 'Who asked for a refund cannot grant it',
    operations: ['admin.approveRefund', 'refunds.get'],
    states,
    async run(stage) {
      const refund = await aRefund(stage)
      const path = { refund_id: refund.id }
      const own = await stage.call('admin.approveRefund', { path, body: NOTE, as: refund.user })
      own.expectProblem(403, 'not_authorized', 'to a user who approves the refund that they asked for')
      const seen = (await stage.call('refunds.get', { path, as: refund.user })).expect(200)
      stage.must(seen.value('status') === 'pending', 'A refund was granted by the user who asked for it.', {
        expected: 'pending',
        actual: String(seen.value('status')),
        sent: seen.reply.sent,
      })
    },
  },
]

interface AskedBack {
  readonly id: number
  readonly paymentId: number
  readonly user: string
  readonly admin: string
}

async function aRefund(stage: Stage): Promise<AskedBack> {
  const values = await stage.setUp('a signed-in user', ['a refund', { status: 'pending' }])
  const admin = await stage.add('a signed-in administrator')
  return {
    id: values.number('refund_id'),
    paymentId: values.number('payment_id'),
    user: values.token,
    admin: admin.token,
  }
}

const review = (stage: Stage, refund: AskedBack, how: 'approve' | 'reject'): Promise<Answer> =>
  stage.call(how === 'approve' ? 'admin.approveRefund' : 'admin.rejectRefund', {
    path: { refund_id: refund.id },
    body: how === 'approve' ? NOTE : REASON,
    as: refund.admin,
  })

/** @throws Broken unless the refund and its payment show what was decided, and all of it */
async function mustHaveCome(stage: Stage, refund: AskedBack, decided: 'approve' | 'reject'): Promise<void> {
  const wanted = decided === 'approve' ? 'processed refunded all' : 'rejected completed 0'
  let seen = ''
  let last: Answer | undefined
  await stage.eventually(async () => {
    const asked = (await stage.call('refunds.get', { path: { refund_id: refund.id }, as: refund.user })).expect(200)
    last = (await stage.call('payments.get', { path: { payment_id: refund.paymentId }, as: refund.user })).expect(200)
    const returned = last.number('amount_refunded')
    const share = returned === last.number('amount') ? 'all' : String(returned)
    seen = `${asked.text('status')} ${last.text('status')} ${share}`
    return seen === wanted ? seen : undefined
  })
  const [status, payment, share] = seen.split(' ')
  const approved = share === '0' ? 'No money went back after an approval' : 'An approval was not carried out'
  const happened = decided === 'approve' ? approved : 'A rejection did not leave everything as it was'
  stage.must(
    seen === wanted,
    `${happened}: the refund is ${status}, its payment ${payment}, and given back is ${share}.`,
    {
      expected: wanted,
      actual: seen,
      ...(last && { sent: last.reply.sent }),
    },
  )
}
