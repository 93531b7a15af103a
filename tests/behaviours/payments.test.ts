import { intentBehaviours } from '../../packages/contracts/src/behaviours/payments/intents.ts'
import { signatureBehaviours } from '../../packages/contracts/src/behaviours/payments/signatures.ts'
import { webhookBehaviours } from '../../packages/contracts/src/behaviours/payments/webhooks.ts'
import { answer, type Fault, type Given, jsonOf, onAnswer, onRequest, problem, withJson } from './faulty-backend.ts'
import { holdAgainstFaults } from './theatre.ts'

const webhook = /\/payment\/webhook$/
const intent = /\/create-intent$/
const received = answer(200, { received: true })

/** A webhook that swallows what it does not like. */
const swallows = (type: string): Fault =>
  onRequest('POST', webhook, async (asked, forward) => (jsonOf(asked).type === type ? received : forward(asked)))

/** Says something else of every payment from a certain event on. */
const saysAfter =
  (type: string, change: (payment: Record<string, unknown>) => object): (() => Fault) =>
  () => {
    let heard = false
    return async (asked, forward) => {
      if (webhook.test(asked.path) && jsonOf(asked).type === type) heard = true
      const given = await forward(asked)
      const single = /\/payment\/(\d+|verify.*)$/.test(asked.path) && given.status === 200
      return heard && single ? withJson(given, (payment) => ({ ...payment, ...change(payment) })) : given
    }
  }

/** Lists a job for every document once an event of this type has come. */
const makesAJobAfter =
  (type: string): (() => Fault) =>
  () => {
    let heard = false
    return async (asked, forward) => {
      if (webhook.test(asked.path) && jsonOf(asked).type === type) heard = true
      const given = await forward(asked)
      return heard && /\/jobs\?/.test(asked.path) ? withJson(given, (page) => ({ ...page, items: [{ id: 7 }] })) : given
    }
  }

/** Lists a second job once `when` has seen what it waits for. */
const twoJobs =
  (when: (path: string, body: Buffer, copies: number) => boolean): (() => Fault) =>
  () => {
    let copies = 0
    let two = false
    return async (asked, forward) => {
      if (webhook.test(asked.path)) copies += 1
      two ||= when(asked.path, asked.body, copies)
      const given = await forward(asked)
      if (!two || !/\/jobs\?/.test(asked.path) || given.status !== 200) return given
      return withJson(given, (page) => {
        const items = page.items as { id: number }[]
        return { ...page, items: [...items, ...items.map((job) => ({ ...job, id: job.id + 1 }))] }
      })
    }
  }

holdAgainstFaults(
  [...signatureBehaviours, ...webhookBehaviours, ...intentBehaviours],
  [
    {
      behaviour: 'webhook-signature',
      fault: 'the signature is not looked at',
      make: () => onAnswer('POST', webhook, (given) => (given.status === 400 ? received : given)),
      says: 'payments.receiveWebhook answers 200 {"received":true} instead of 400 invalid_signature to an event without a signature.',
    },
    {
      behaviour: 'webhook-signature',
      fault: 'any signature that looks like one is taken',
      make: () =>
        onAnswer('POST', webhook, (given, { headers }) =>
          given.status === 400 && /v1=[0-9a-f]{64}/.test(headers['stripe-signature'] ?? '') ? received : given,
        ),
      says: /instead of 400 invalid_signature to an event signed with another secret\.$/,
    },
    {
      behaviour: 'webhook-age',
      fault: 'the age of a signature does not matter',
      make: () => onAnswer('POST', webhook, (given) => (given.status === 400 ? received : given)),
      says: /instead of 400 invalid_signature to an event that was signed 400 s ago\.$/,
    },
    {
      behaviour: 'webhook-raw-bytes',
      fault: 'the signature is checked over JSON that was written again',
      make: () =>
        onRequest('POST', webhook, (asked, forward) =>
          forward({ ...asked, body: Buffer.from(JSON.stringify(jsonOf(asked))) }),
        ),
      says: /^payments\.receiveWebhook answers 400 invalid_signature, .* instead of 200 to an event with spaces and escapes of its own\.$/,
    },
    {
      behaviour: 'webhook-processing',
      fault: 'a payment that is being processed is taken for paid',
      make: saysAfter('payment_intent.processing', () => ({ status: 'completed' })),
      says: 'The payment is completed instead of pending after payment_intent.processing.',
    },
    {
      behaviour: 'webhook-processing',
      fault: 'writing begins before the money is there',
      make: makesAJobAfter('payment_intent.processing'),
      says: 'There is a job after payment_intent.processing, and there must be none.',
    },
    {
      behaviour: 'webhook-processing',
      fault: 'what was being processed is never completed',
      make: () => swallows('payment_intent.succeeded'),
      says: 'The payment is pending instead of completed after a payment that was being processed has succeeded.',
    },
    {
      behaviour: 'webhook-once',
      fault: 'a second copy makes a second job',
      make: twoJobs((_path, _body, copies) => copies > 1),
      says: 'There are 2 jobs after an event that came three times, and there must be exactly one.',
    },
    {
      behaviour: 'webhook-once',
      fault: 'a copy that comes again is an error',
      make: () => {
        const seen = new Set<unknown>()
        return onRequest('POST', webhook, async (asked, forward) => {
          const { id } = jsonOf(asked)
          if (seen.has(id)) return problem(409, 'event_exists')
          seen.add(id)
          return forward(asked)
        })
      },
      says: /^payments\.receiveWebhook answers 409 .* instead of 200 to the second copy of an event\.$/,
    },
    {
      behaviour: 'webhook-race',
      fault: 'two copies at the same moment make two jobs',
      make: twoJobs((_path, _body, copies) => copies >= 8),
      says: 'There are 2 jobs after 8 concurrent copies of an event, and there must be exactly one.',
    },
    {
      behaviour: 'webhook-order',
      fault: 'an older event sets a paid payment back',
      make: saysAfter('payment_intent.payment_failed', () => ({ status: 'failed' })),
      says: 'The payment is failed instead of completed after payment_intent.payment_failed came behind payment_intent.succeeded.',
    },
    {
      behaviour: 'webhook-verify-race',
      fault: 'the event and the question make a job each',
      make: twoJobs((path) => path.includes('/payment/verify')),
      says: 'There are 2 jobs after an event and the question of its user came together, and there must be exactly one.',
    },
    {
      behaviour: 'webhook-lost',
      fault: 'verify tells what is stored and does not ask Stripe',
      make: () =>
        onAnswer('GET', /\/payment\/verify/, (given) =>
          withJson(given, (payment) => ({ ...payment, status: 'pending' })),
        ),
      says: 'A payment that Stripe has is pending after verify: the lost event is not made good.',
    },
    {
      behaviour: 'webhook-failed',
      fault: 'a declined card is not noted',
      make: () => swallows('payment_intent.payment_failed'),
      says: 'The payment is pending instead of failed after payment_intent.payment_failed.',
    },
    {
      behaviour: 'webhook-failed',
      fault: 'a payment that was declined once is never completed',
      make: () => swallows('payment_intent.succeeded'),
      says: 'The payment is failed instead of completed after a declined payment was paid.',
    },
    {
      behaviour: 'webhook-canceled',
      fault: 'a canceled intent is given out again',
      make: () => {
        let canceled: Record<string, unknown> = {}
        return async (asked, forward) => {
          if (webhook.test(asked.path)) canceled = (jsonOf(asked).data as { object: Record<string, unknown> }).object
          const given = await forward(asked)
          return intent.test(asked.path)
            ? withJson(given, (body) => ({ ...body, payment_intent_id: canceled.id }))
            : given
        }
      },
      says: 'A canceled intent is given out again: nobody can pay it.',
    },
    {
      behaviour: 'webhook-unknown-type',
      fault: 'an unknown type is a bad request',
      make: () =>
        onRequest('POST', webhook, async (asked, forward) =>
          String(jsonOf(asked).type).startsWith('payment_intent.s') ? forward(asked) : problem(400, 'unknown_event'),
        ),
      says: /^payments\.receiveWebhook answers 400 unknown_event, .* instead of 200 to an unknown type\.$/,
    },
    {
      behaviour: 'webhook-foreign-intent',
      fault: 'an intent that nobody knows is an error',
      make: () => onRequest('POST', webhook, async () => problem(404, 'payment_not_found')),
      says: /instead of 200 to an event of a foreign intent\.$/,
    },
    {
      behaviour: 'webhook-refunded',
      fault: 'a part that went back counts as all',
      make: saysAfter('charge.refunded', () => ({ status: 'refunded' })),
      says: 'The payment is refunded instead of partially_refunded after a part was given back.',
    },
    {
      behaviour: 'webhook-refunded',
      fault: 'the last event counts, however old it is',
      make: () => {
        let last = 0
        return async (asked, forward) => {
          if (webhook.test(asked.path)) {
            last = (jsonOf(asked).data as { object: { amount_refunded: number } }).object.amount_refunded
          }
          const given = await forward(asked)
          const single = /\/payment\/\d+$/.test(asked.path)
          return single ? withJson(given, (payment) => ({ ...payment, amount_refunded: last })) : given
        }
      },
      says: 'The payment says that 250 was given back, and Stripe says 1000.',
    },
    {
      behaviour: 'webhook-dispute',
      fault: 'a dispute is ignored',
      make: () => swallows('charge.dispute.created'),
      says: 'The payment is not disputed after charge.dispute.created.',
    },
    {
      behaviour: 'intent-amount',
      fault: 'the price is in euros, not in cents',
      make: () =>
        onAnswer('POST', intent, (given) =>
          withJson(given, (body) => ({ ...body, amount: Number(body.amount) / 100 })),
        ),
      says: '1 pages cost 0.5 eur instead of 50 eur.',
    },
    {
      behaviour: 'one-live-intent',
      fault: 'every call makes an intent',
      make: () => {
        let calls = 0
        return onAnswer('POST', intent, (given) => {
          calls += 1
          return withJson(given, (body) => ({ ...body, payment_intent_id: `pi_${calls}` }))
        })
      },
      says: '2 calls for one document gave 2 intents: it could be paid 2 times.',
    },
    {
      behaviour: 'one-live-intent',
      fault: 'calls at the same moment make an intent each',
      make: () => {
        let calls = 0
        return onAnswer('POST', intent, (given) => {
          calls += 1
          return calls <= 2 ? given : withJson(given, (body) => ({ ...body, payment_intent_id: `pi_${calls}` }))
        })
      },
      says: '6 calls for one document gave 6 intents: it could be paid 6 times.',
    },
    {
      behaviour: 'paid-once',
      fault: 'a paid document can be paid again',
      make: () => onAnswer('POST', intent, (given) => (given.status === 409 ? answer(201, { payment_id: 9 }) : given)),
      says: /instead of 409 document_not_payable to an intent for a document that was paid for\.$/,
    },
    {
      behaviour: 'stripe-down',
      fault: 'Stripe being down is a fault of the platform',
      make: () => onAnswer('POST', intent, (given) => (given.status === 503 ? problem(500, 'internal_error') : given)),
      says: /^payments\.createIntent answers 500 .* instead of 503 payment_provider_unavailable while Stripe is down\.$/,
    },
    {
      behaviour: 'stripe-down',
      fault: 'a payment is stored before Stripe was asked',
      make: () =>
        onAnswer('GET', /\/payment\/history/, (given: Given) => withJson(given, (page) => ({ ...page, total: 1 }))),
      says: 'There is a payment though Stripe was down when it was to be made.',
    },
  ],
)
