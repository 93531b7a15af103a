import { z } from 'zod'
import { always, scenario } from './scenario.ts'

/** What goes wrong while somebody pays. */
export const paymentScenarios = [
  scenario(
    'payments.provider-down',
    'Stripe answers nothing but faults: no intent can be made and no money given back.',
    z.object({ status: z.int().min(500).max(599).default(503).describe('What it answers.') }),
    ({ status }) => [
      { match: { on: 'provider', provider: 'stripe' }, when: always, effect: { kind: 'problem', status } },
    ],
  ),
] as const
