import type { Behaviour } from '../behaviour.ts'
import {
  aPayment,
  confirmAtStripe,
  deliver,
  intentEvent,
  mustBecome,
  mustHaveNoJob,
  mustHaveOneJob,
  mustTake,
  paymentStates,
  type Signing,
} from './stripe.ts'

const STALE = 400

/** Who may say that somebody has paid. */
export const signatureBehaviours: readonly Behaviour[] = [
  {
    id: 'webhook-signature',
    service: 'payments',
    statement: 'An event that Stripe did not sign over exactly these bytes is refused, and changes nothing',
    operations: ['payments.receiveWebhook', 'payments.get'],
    states: paymentStates,
    async run(stage) {
      const payment = await aPayment(stage, 'pending')
      const body = intentEvent('payment_intent.succeeded', payment)
      const forged: readonly (readonly [string, Signing])[] = [
        ['without a signature', { header: undefined }],
        ['with a signature that is none', { header: 'bees' }],
        ['signed with another secret', { secret: `${stage.webhookSecret}-of-somebody-else` }],
        ['signed over other bytes', { over: body.replace(/"amount":\d+/, '"amount":1') }],
        ['signed with an empty secret', { secret: ' ' }],
      ]
      for (const [how, signing] of forged) {
        const refused = await deliver(stage, body, signing)
        refused.expectProblem(400, 'invalid_signature', `to an event ${how}`)
      }
      await mustBecome(stage, payment, 'pending', 'after events that Stripe did not sign')
      await mustHaveNoJob(stage, payment, 'after events that Stripe did not sign')
    },
  },
  {
    id: 'webhook-age',
    service: 'payments',
    statement: 'A signature of more than 300 seconds ago is refused, and a younger one is taken',
    operations: ['payments.receiveWebhook', 'payments.get'],
    states: paymentStates,
    async run(stage) {
      const payment = await aPayment(stage, 'pending')
      const body = intentEvent('payment_intent.succeeded', payment)
      const old = await deliver(stage, body, { age: STALE })
      old.expectProblem(400, 'invalid_signature', `to an event that was signed ${STALE} s ago`)
      await mustHaveNoJob(stage, payment, 'after a recorded event was sent again')
      await confirmAtStripe(stage, payment)
      ;(await deliver(stage, body, { age: 200 })).expect(200, 'to an event that was signed 200 s ago')
      await mustHaveOneJob(stage, payment, 'after an event that was 200 s on its way')
    },
  },
  {
    id: 'webhook-raw-bytes',
    service: 'payments',
    statement: 'The signature is checked over the bytes that came, not over what they mean',
    operations: ['payments.receiveWebhook', 'payments.get'],
    states: paymentStates,
    async run(stage) {
      const payment = await aPayment(stage, 'pending')
      await confirmAtStripe(stage, payment)
      const event = JSON.parse(intentEvent('payment_intent.succeeded', payment))
      // As no program would write it again: indented, with escapes that need not be.
      const body = JSON.stringify({ ...event, note: 'é' }, null, 3)
        .replace('é', '\\u00e9')
        .replace('"object":', '"object" :')
      await mustTake(stage, body, 'to an event with spaces and escapes of its own')
      await mustHaveOneJob(stage, payment, 'after an event with spaces and escapes of its own')
    },
  },
]
