import { z } from 'zod'
import { always, type ScenarioRule, scenario } from './scenario.ts'

const priced = (amount: number): readonly ScenarioRule[] => [
  { match: { on: 'action', operation: 'videos.price' }, when: always, effect: { kind: 'price', amount } },
]

/** What goes wrong while a video is made. */
export const studioScenarios = [
  scenario(
    'studio.budget-alert',
    'A video costs $2.50 or more, of which its user is told, and no more than it may.',
    z.object({
      amount: z.int().min(250).max(300).default(265).describe('What its components come to, in cents.'),
    }),
    ({ amount }) => priced(amount),
  ),
  scenario(
    'studio.budget-cap',
    'A video would cost more than $3.00, so it is stopped before and fails.',
    z.object({
      amount: z.int().min(301).max(100_000).default(340).describe('What its components would come to, in cents.'),
    }),
    ({ amount }) => priced(amount),
  ),
] as const
