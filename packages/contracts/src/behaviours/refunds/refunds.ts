import type { Behaviour } from '../behaviour.ts'
import type { Answer } from '../engine/answer.ts'
import type { Stage } from '../engine/stage.ts'
import type { StateValues } from '../engine/state-values.ts'
import { aPayment, mustBecome, mustTake, refundAtStripe, refundedEvent } from '../payments/stripe.ts'

const CALLS = 6
const REASON = 'Not what I ordered.'

const ask = (stage: Stage, payment_id: number, as: string): Promise<Answer> =>
  stage.call('refunds.create', { body: { payment_id, reason: REASON }, as })

/** Asking for money back. */
export const refundBehaviours: readonly Behaviour[] = [
  {
    id: 'refund-once',
    service: 'refunds',
    statement: 'A payment is asked back once, at the same moment too',
    operations: ['refunds.create', 'refunds.list'],
    states: ['a signed-in user', 'a payment'],
    async run(stage) {
      const values = await aPaidOne(stage)
      const payment = values.number('payment_id')
      ;(await ask(stage, payment, values.token)).expect(201)
      ;(await ask(stage, payment, values.token)).expectProblem(409, 'refund_exists', 'to a second refund of a payment')
      await stage.rounds(async () => {
        const fresh = await aPaidOne(stage)
        const body = { payment_id: fresh.number('payment_id'), reason: REASON }
        const step = stage.step('refunds.create', { body, as: fresh.token })
        const answers = await stage.together(Array.from({ length: CALLS }, () => step))
        for (const answer of answers)
          if (answer.status !== 201) answer.expectProblem(409, 'refund_exists', `in a burst of ${CALLS}`)
        const made = answers.filter(({ status }) => status === 201).length
        const query = { payment_id: fresh.number('payment_id') }
        const listed = (await stage.call('refunds.list', { query, as: fresh.token })).expect(200).number('total')
        stage.must(
          made === 1 && listed === 1,
          `${CALLS} concurrent requests made ${Math.max(made, listed)} refunds of one payment.`,
          {
            expected: 'one refund',
            actual: answers.map(({ status }) => status).join(', '),
            sent: step.sent,
          },
        )
      })
    },
  },
  {
    id: 'refund-amount',
    service: 'refunds',
    statement: 'A refund is of what is left of its payment, never of more than was paid',
    operations: ['refunds.create', 'payments.get', 'payments.receiveWebhook'],
    states: ['a signed-in user', 'a payment'],
    async run(stage) {
      for (const part of [0, 250]) {
        const payment = await aPayment(stage, 'completed')
        if (part > 0) {
          await refundAtStripe(stage, payment, part)
          await mustTake(stage, refundedEvent(payment, part), 'to charge.refunded of a part')
          await mustBecome(stage, payment, 'partially_refunded', 'after a part was given back')
        }
        const left = payment.amount - part
        const refund = (await ask(stage, payment.id, payment.token)).expect(
          201,
          `to a refund of a payment of which ${left} is left`,
        )
        const amount = refund.number('amount')
        stage.must(amount === left, `A refund is of ${amount}, and ${left} is left of its payment.`, {
          expected: String(left),
          actual: String(amount),
          sent: refund.reply.sent,
        })
      }
    },
  },
  {
    id: 'refund-paid-only',
    service: 'refunds',
    statement: 'What was not paid, or was given back already, is not given back',
    operations: ['refunds.create'],
    states: ['a signed-in user', 'a payment'],
    async run(stage) {
      for (const status of ['pending', 'failed', 'refunded']) {
        const values = await stage.setUp('a signed-in user', ['a payment', { status }])
        const refused = await ask(stage, values.number('payment_id'), values.token)
        const codes = status === 'refunded' ? ['payment_not_refundable', 'refund_exists'] : 'payment_not_refundable'
        refused.expectProblem(409, codes, `to a refund of a ${status} payment`)
      }
    },
  },
  {
    id: 'refund-again',
    service: 'refunds',
    statement: 'After a rejection the user may ask again, after anything else not',
    operations: ['refunds.create'],
    states: ['a signed-in user', 'a refund'],
    async run(stage) {
      for (const status of ['rejected', 'pending', 'processed']) {
        const values = await stage.setUp('a signed-in user', ['a refund', { status }])
        const again = await ask(stage, values.number('payment_id'), values.token)
        const why = `to another refund after a ${status} one`
        if (status === 'rejected') again.expect(201, why)
        else again.expectProblem(409, ['refund_exists', 'payment_not_refundable'], why)
      }
    },
  },
]

const aPaidOne = (stage: Stage): Promise<StateValues> =>
  stage.setUp('a signed-in user', ['a payment', { status: 'completed' }])
