import { z } from 'zod'
import { always, faultStatus, firstTimes, onProvider, scenario, seconds, times } from './scenario.ts'

/** What goes wrong while somebody pays. */
export const paymentScenarios = [
  scenario(
    'payments.declined',
    'Every card is declined, good ones too.',
    z.object({
      reason: z
        .enum(['card_declined', 'insufficient_funds', 'expired_card', 'incorrect_cvc'])
        .default('card_declined')
        .describe('Why.'),
      times,
    }),
    ({ reason, times }) => [
      {
        match: { on: 'action', operation: 'stripe.charge' },
        when: firstTimes(times),
        effect: { kind: 'decline', code: reason },
      },
    ],
  ),
  scenario(
    'payments.authentication-required',
    'Every card needs its holder to say yes before it is charged.',
    z.object({ times }),
    ({ times }) => [
      {
        match: { on: 'action', operation: 'stripe.charge' },
        when: firstTimes(times),
        effect: { kind: 'authenticate' },
      },
    ],
  ),
  scenario(
    'payments.provider-down',
    'Stripe answers nothing but faults: no intent can be made and no money given back.',
    z.object({ status: faultStatus, times }),
    ({ status, times }) => [onProvider('stripe', { kind: 'problem', status }, firstTimes(times))],
  ),
  scenario(
    'payments.refund-provider-down',
    'Stripe gives no money back while all else works.',
    z.object({ status: faultStatus, times }),
    ({ status, times }) => [
      onProvider('stripe', { kind: 'problem', status }, firstTimes(times), { path: '/v1/refunds*' }),
    ],
  ),
  scenario(
    'payments.paid-twice',
    'The user pays for the same document in another tab too, and the second payment goes through like the first.',
    z.object({ seconds: seconds(1, 'How much later.') }),
    ({ seconds }) => [
      {
        match: { on: 'action', operation: 'stripe.paid' },
        when: { kind: 'nth', n: 1 },
        effect: { kind: 'pay-again', seconds },
      },
    ],
  ),
  scenario(
    'payments.dispute',
    "The card's holder has the bank take the money back after it was paid.",
    z.object({ seconds: seconds(60, 'How long after the payment.') }),
    ({ seconds }) => [
      { match: { on: 'action', operation: 'stripe.paid' }, when: always, effect: { kind: 'dispute', seconds } },
    ],
  ),
] as const
