import type { Behaviour } from '../behaviour.ts'
import type { Answer } from '../engine/answer.ts'
import type { Stage } from '../engine/stage.ts'

const CENTS_A_PAGE = 50
const CALLS = 6

const createIntent = (stage: Stage, document_id: number, as: string): Promise<Answer> =>
  stage.call('payments.createIntent', { body: { document_id }, as })

/** What is to be paid, and how often. */
export const intentBehaviours: readonly Behaviour[] = [
  {
    id: 'intent-amount',
    service: 'payments',
    statement: 'A document costs 50 cents a page, in euros',
    operations: ['payments.createIntent', 'payments.get'],
    states: ['a signed-in user', 'a document'],
    async run(stage) {
      for (const target_pages of [1, 20, 200]) {
        const values = await stage.setUp('a signed-in user', ['a document', { status: 'draft', target_pages }])
        const made = (await createIntent(stage, values.number('document_id'), values.token)).expect(201)
        const id = made.number('payment_id')
        const stored = await stage.call('payments.get', { path: { payment_id: id }, as: values.token })
        for (const answer of [made, stored.expect(200)]) {
          const price = `${answer.number('amount')} ${answer.text('currency')}`
          const wanted = `${target_pages * CENTS_A_PAGE} eur`
          stage.must(price === wanted, `${target_pages} pages cost ${price} instead of ${wanted}.`, {
            expected: wanted,
            actual: price,
            sent: answer.reply.sent,
          })
        }
      }
    },
  },
  {
    id: 'one-live-intent',
    service: 'payments',
    statement: 'While a document can be paid every call gives the same intent, at the same moment too',
    operations: ['payments.createIntent', 'payments.list'],
    states: ['a signed-in user', 'a document'],
    async run(stage) {
      const values = await stage.setUp('a signed-in user', ['a document', { status: 'draft' }])
      const document_id = values.number('document_id')
      const first = (await createIntent(stage, document_id, values.token)).expect(201)
      const second = (await createIntent(stage, document_id, values.token)).expect(201, 'to a second call')
      mustBeOne(stage, [first, second])
      await stage.rounds(async () => {
        const fresh = await stage.setUp('a signed-in user', ['a document', { status: 'draft' }])
        const body = { document_id: fresh.number('document_id') }
        const steps = Array.from({ length: CALLS }, (_, index) =>
          stage.step('payments.createIntent', { body, as: fresh.token, key: `tab-${index}` }),
        )
        const answers = await stage.together(steps)
        for (const answer of answers) answer.expect(201, `in a burst of ${CALLS}`)
        mustBeOne(stage, answers)
        const listed = (await stage.call('payments.list', { query: body, as: fresh.token })).expect(200)
        stage.must(
          listed.number('total') === 1,
          `${CALLS} concurrent calls made ${listed.number('total')} payments of one document.`,
          {
            expected: '1',
            actual: String(listed.number('total')),
            sent: listed.reply.sent,
          },
        )
      })
    },
  },
  {
    id: 'paid-once',
    service: 'payments',
    statement: 'A document that was paid for cannot be paid for again',
    operations: ['payments.createIntent'],
    states: ['a signed-in user', 'a payment'],
    async run(stage) {
      const values = await stage.setUp('a signed-in user', ['a payment', { status: 'completed' }])
      const again = await createIntent(stage, values.number('document_id'), values.token)
      again.expectProblem(409, 'document_not_payable', 'to an intent for a document that was paid for')
    },
  },
  {
    id: 'stripe-down',
    service: 'payments',
    statement: 'While Stripe is down nothing is changed: no payment is made, and verify tells what was known',
    operations: ['payments.createIntent', 'payments.verify', 'payments.list'],
    states: ['a signed-in user', 'a document', 'a payment', 'the payment provider is down'],
    async run(stage) {
      const values = await stage.setUp(
        'a signed-in user',
        ['a document', { status: 'draft' }],
        'the payment provider is down',
      )
      const made = await createIntent(stage, values.number('document_id'), values.token)
      made.expectProblem(503, 'payment_provider_unavailable', 'while Stripe is down').numberInHeader('Retry-After')
      const listed = (await stage.call('payments.list', { as: values.token })).expect(200)
      stage.must(listed.number('total') === 0, 'There is a payment though Stripe was down when it was to be made.', {
        sent: listed.reply.sent,
      })
      const pending = await stage.setUp(
        'a signed-in user',
        ['a payment', { status: 'pending' }],
        'the payment provider is down',
      )
      const query = { payment_intent_id: pending.text('payment_intent_id') }
      const verified = (await stage.call('payments.verify', { query, as: pending.token })).expect(
        200,
        'while Stripe is down',
      )
      stage.must(
        verified.value('status') === 'pending',
        `A pending payment is ${String(verified.value('status'))} while Stripe cannot be asked.`,
        {
          expected: 'pending',
          actual: String(verified.value('status')),
          sent: verified.reply.sent,
        },
      )
    },
  },
]

function mustBeOne(stage: Stage, answers: readonly Answer[]): void {
  const intents = new Set(answers.map((answer) => answer.text('payment_intent_id')))
  stage.must(
    intents.size === 1,
    `${answers.length} calls for one document gave ${intents.size} intents: it could be paid ${intents.size} times.`,
    {
      expected: 'one intent',
      actual: [...intents].join(', '),
      ...(answers[0] && { sent: answers[0].reply.sent }),
    },
  )
}
