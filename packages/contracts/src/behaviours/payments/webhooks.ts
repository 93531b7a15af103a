import type { Behaviour } from '../behaviour.ts'
import {
  aPayment,
  cancelAtStripe,
  confirmAtStripe,
  delivery,
  disputeEvent,
  eventBody,
  intentEvent,
  mustBecome,
  mustHaveNoJob,
  mustHaveOneJob,
  mustStay,
  mustTake,
  paymentStates,
  refundAtStripe,
  refundedEvent,
  storedPayment,
} from './stripe.ts'

const COPIES = 8
const DECLINED = '4000000000000002'

/** What events do, in whatever order they come. */
export const webhookBehaviours: readonly Behaviour[] = [
  {
    id: 'webhook-once',
    service: 'payments',
    statement: 'An event that comes again is answered alike and changes nothing: one job',
    operations: ['payments.receiveWebhook', 'payments.get', 'jobs.list'],
    states: paymentStates,
    async run(stage) {
      const payment = await aPayment(stage, 'pending')
      await confirmAtStripe(stage, payment)
      const body = intentEvent('payment_intent.succeeded', payment)
      await mustTake(stage, body, 'to the first copy of an event')
      await mustHaveOneJob(stage, payment, 'after an event')
      const before = (await storedPayment(stage, payment)).reply.body.toString()
      for (const copy of ['second', 'third']) await mustTake(stage, body, `to the ${copy} copy of an event`)
      await mustTake(stage, intentEvent('payment_intent.succeeded', payment), 'to another event that says the same')
      await mustHaveOneJob(stage, payment, 'after an event that came three times')
      const after = (await storedPayment(stage, payment)).reply.body.toString()
      stage.must(before === after, 'A copy of an event changes the payment.', { expected: before, actual: after })
    },
  },
  {
    id: 'webhook-race',
    service: 'payments',
    statement: 'However many copies of an event arrive at the same moment, the payment makes exactly one job',
    operations: ['payments.receiveWebhook', 'payments.get', 'jobs.list'],
    states: paymentStates,
    run: (stage) =>
      stage.rounds(async () => {
        const payment = await aPayment(stage, 'pending')
        await confirmAtStripe(stage, payment)
        const step = await delivery(stage, intentEvent('payment_intent.succeeded', payment))
        const answers = await stage.together(Array.from({ length: COPIES }, () => step))
        for (const answer of answers) answer.expect(200, `to one of ${COPIES} copies of an event`)
        await mustHaveOneJob(stage, payment, `after ${COPIES} concurrent copies of an event`)
      }),
  },
  {
    id: 'webhook-order',
    service: 'payments',
    statement: 'A paid payment stays completed whatever older event comes after it',
    operations: ['payments.receiveWebhook', 'payments.get', 'jobs.list'],
    states: paymentStates,
    async run(stage) {
      const payment = await aPayment(stage, 'pending')
      await confirmAtStripe(stage, payment)
      await mustTake(stage, intentEvent('payment_intent.succeeded', payment), 'to payment_intent.succeeded')
      await mustHaveOneJob(stage, payment, 'after payment_intent.succeeded')
      const older = [
        intentEvent('payment_intent.created', payment),
        intentEvent('payment_intent.processing', payment),
        intentEvent('payment_intent.payment_failed', payment, declined),
        intentEvent('payment_intent.canceled', payment),
      ]
      for (const body of older) {
        const { type } = JSON.parse(body)
        await mustTake(stage, body, `to ${type} after payment_intent.succeeded`)
        await mustBecome(stage, payment, 'completed', `after ${type} came behind payment_intent.succeeded`)
      }
      await mustHaveOneJob(stage, payment, 'after older events came late')
    },
  },
  {
    id: 'webhook-processing',
    service: 'payments',
    statement:
      'A payment is completed by payment_intent.succeeded alone: what is being processed is pending and makes no job',
    operations: ['payments.receiveWebhook', 'payments.get', 'jobs.list'],
    states: paymentStates,
    async run(stage) {
      const payment = await aPayment(stage, 'pending')
      for (const type of ['payment_intent.created', 'payment_intent.processing']) {
        await mustTake(stage, intentEvent(type, payment), `to ${type}`)
        await mustStay(stage, payment, 'pending', `after ${type}`)
        await mustHaveNoJob(stage, payment, `after ${type}`)
      }
      await confirmAtStripe(stage, payment)
      await mustTake(stage, intentEvent('payment_intent.succeeded', payment), 'to payment_intent.succeeded')
      await mustHaveOneJob(stage, payment, 'after a payment that was being processed has succeeded')
    },
  },
  {
    id: 'webhook-verify-race',
    service: 'payments',
    statement: 'Events and questions at the same moment make exactly one job',
    operations: ['payments.receiveWebhook', 'payments.verify', 'jobs.list'],
    states: paymentStates,
    needs: 'sandbox',
    run: (stage) =>
      stage.rounds(async () => {
        const payment = await aPayment(stage, 'pending')
        await confirmAtStripe(stage, payment)
        const event = await delivery(stage, intentEvent('payment_intent.succeeded', payment))
        const question = stage.step('payments.verify', {
          query: { payment_intent_id: payment.intent },
          as: payment.token,
        })
        const answers = await stage.together([event, question, event, question, event, question])
        for (const answer of answers) answer.expect(200, 'while an event and the same question arrive together')
        await mustHaveOneJob(stage, payment, 'after an event and the question of its user came together')
      }),
  },
  {
    id: 'webhook-lost',
    service: 'payments',
    statement: 'A payment whose event never comes is completed by verify, and a late event adds nothing',
    operations: ['payments.verify', 'payments.receiveWebhook', 'jobs.list'],
    states: paymentStates,
    needs: 'sandbox',
    async run(stage) {
      const payment = await aPayment(stage, 'pending')
      await confirmAtStripe(stage, payment)
      const query = { payment_intent_id: payment.intent }
      const verified = (await stage.call('payments.verify', { query, as: payment.token })).expect(200)
      stage.must(
        verified.value('status') === 'completed',
        `A payment that Stripe has is ${String(verified.value('status'))} after verify: the lost event is not made good.`,
        { expected: 'completed', actual: String(verified.value('status')), sent: verified.reply.sent },
      )
      await mustHaveOneJob(stage, payment, 'after verify found a payment whose event was lost')
      await mustTake(stage, intentEvent('payment_intent.succeeded', payment), 'to an event that comes late')
      await mustHaveOneJob(stage, payment, 'after the event of a verified payment came late')
    },
  },
  {
    id: 'webhook-failed',
    service: 'payments',
    statement: 'A declined payment is failed, says why and makes no job, and can still be paid',
    operations: ['payments.receiveWebhook', 'payments.get', 'jobs.list'],
    states: paymentStates,
    async run(stage) {
      const payment = await aPayment(stage, 'pending')
      await confirmAtStripe(stage, payment, DECLINED)
      await mustTake(
        stage,
        intentEvent('payment_intent.payment_failed', payment, declined),
        'to payment_intent.payment_failed',
      )
      const failed = await mustBecome(stage, payment, 'failed', 'after payment_intent.payment_failed')
      mustSayWhy(failed, 'card_declined')
      await mustHaveNoJob(stage, payment, 'after a card was declined')
      await confirmAtStripe(stage, payment)
      await mustTake(
        stage,
        intentEvent('payment_intent.succeeded', payment),
        'to payment_intent.succeeded after a decline',
      )
      await mustHaveOneJob(stage, payment, 'after a declined payment was paid')
    },
  },
  {
    id: 'webhook-canceled',
    service: 'payments',
    statement: 'A canceled payment is failed and makes no job, and the next intent is a new one',
    operations: ['payments.receiveWebhook', 'payments.createIntent', 'jobs.list'],
    states: paymentStates,
    async run(stage) {
      const payment = await aPayment(stage, 'pending')
      await cancelAtStripe(stage, payment)
      await mustTake(stage, intentEvent('payment_intent.canceled', payment), 'to payment_intent.canceled')
      mustSayWhy(await mustBecome(stage, payment, 'failed', 'after payment_intent.canceled'), 'canceled')
      await mustHaveNoJob(stage, payment, 'after a payment was canceled')
      const next = await stage.call('payments.createIntent', {
        body: { document_id: payment.documentId },
        as: payment.token,
      })
      next.expect(201, 'after the intent of the document was canceled')
      stage.must(
        next.text('payment_intent_id') !== payment.intent,
        'A canceled intent is given out again: nobody can pay it.',
        { expected: 'a new intent', actual: payment.intent, sent: next.reply.sent },
      )
    },
  },
  {
    id: 'webhook-unknown-type',
    service: 'payments',
    statement: 'An event of an unknown type is accepted and changes nothing',
    operations: ['payments.receiveWebhook', 'payments.get'],
    states: paymentStates,
    async run(stage) {
      const payment = await aPayment(stage, 'pending')
      const before = (await storedPayment(stage, payment)).reply.body.toString()
      const succeeded = JSON.parse(intentEvent('payment_intent.succeeded', payment))
      await mustTake(stage, JSON.stringify({ ...succeeded, type: 'payment_intent.imagined' }), 'to an unknown type')
      await mustTake(stage, eventBody('customer.created', { id: 'cus_1', object: 'customer' }), 'to customer.created')
      const after = (await storedPayment(stage, payment)).reply.body.toString()
      stage.must(before === after, 'An event of an unknown type changes the payment.', {
        expected: before,
        actual: after,
      })
    },
  },
  {
    id: 'webhook-foreign-intent',
    service: 'payments',
    statement: "An event about an intent that is not the platform's is accepted and ignored",
    operations: ['payments.receiveWebhook', 'payments.list', 'payments.get'],
    states: paymentStates,
    async run(stage) {
      const payment = await aPayment(stage, 'pending')
      const list = async () => (await stage.call('payments.list', { as: payment.token })).expect(200)
      const before = await list()
      const foreign = { ...payment, intent: 'pi_of_another_shop_of_this_account' }
      await mustTake(
        stage,
        intentEvent('payment_intent.succeeded', foreign, { metadata: {} }),
        'to an event of a foreign intent',
      )
      await mustTake(
        stage,
        intentEvent('payment_intent.canceled', foreign, { metadata: {} }),
        'to an event of a foreign intent',
      )
      const after = await list()
      stage.must(
        after.reply.body.equals(before.reply.body),
        'An event about an intent of somebody else changes the payments.',
        { expected: before.reply.body.toString(), actual: after.reply.body.toString(), sent: after.reply.sent },
      )
      await mustHaveNoJob(stage, payment, 'after an event about an intent of somebody else')
    },
  },
  {
    id: 'webhook-refunded',
    service: 'payments',
    statement: 'What Stripe gave back stands in the payment, and an older event does not take it away again',
    operations: ['payments.receiveWebhook', 'payments.get'],
    states: paymentStates,
    async run(stage) {
      const payment = await aPayment(stage, 'completed')
      const part = Math.floor(payment.amount / 4)
      await refundAtStripe(stage, payment, part)
      await mustTake(stage, refundedEvent(payment, part), 'to charge.refunded of a part')
      mustHaveReturned(await mustBecome(stage, payment, 'partially_refunded', 'after a part was given back'), part)
      await refundAtStripe(stage, payment, payment.amount - part)
      await mustTake(stage, refundedEvent(payment, payment.amount), 'to charge.refunded of all')
      mustHaveReturned(await mustBecome(stage, payment, 'refunded', 'after all was given back'), payment.amount)
      await mustTake(stage, refundedEvent(payment, part), 'to an older charge.refunded')
      mustHaveReturned(await mustBecome(stage, payment, 'refunded', 'after an older charge.refunded'), payment.amount)
    },
  },
  {
    id: 'webhook-dispute',
    service: 'payments',
    statement: 'A disputed payment shows it, and cannot be given back a second way',
    operations: ['payments.receiveWebhook', 'payments.get', 'refunds.create'],
    states: paymentStates,
    async run(stage) {
      const payment = await aPayment(stage, 'completed')
      await mustTake(stage, disputeEvent(payment), 'to charge.dispute.created')
      const shown = await stage.eventually(async () => {
        const stored = (await storedPayment(stage, payment)).expect(200)
        return stored.value('disputed') === true ? stored : undefined
      }, 2000)
      stage.must(shown !== undefined, 'The payment is not disputed after charge.dispute.created.')
      const body = { payment_id: payment.id, reason: 'The bank shall not decide.' }
      const asked = await stage.call('refunds.create', { body, as: payment.token })
      // A backend that serves payments alone has no refunds to refuse.
      if (asked.status !== 404) asked.expectProblem(409, 'payment_not_refundable', 'to a refund of a disputed payment')
    },
  },
]

const declined = {
  last_payment_error: {
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'generic_decline',
    message: 'Your card was declined.',
  },
}

function mustSayWhy(answer: Awaited<ReturnType<typeof storedPayment>>, code: string): void {
  const failure = answer.value('failure')
  const said = typeof failure === 'object' && failure !== null && 'code' in failure ? failure.code : undefined
  if (said === code) return
  throw answer.broken(`The failed payment says ${JSON.stringify(said)} instead of "${code}" as its failure.`, {
    expected: code,
    actual: JSON.stringify(failure),
  })
}

function mustHaveReturned(answer: Awaited<ReturnType<typeof storedPayment>>, amount: number): void {
  const returned = answer.number('amount_refunded')
  if (returned === amount) return
  throw answer.broken(`The payment says that ${returned} was given back, and Stripe says ${amount}.`, {
    expected: String(amount),
    actual: String(returned),
  })
}
