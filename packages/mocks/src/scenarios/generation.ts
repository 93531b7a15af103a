import { z } from 'zod'
import { always, scenario } from './scenario.ts'

const failing = (delivered: boolean) => [
  {
    match: { on: 'job' as const, operation: 'jobs.check' },
    when: always,
    effect: { kind: 'fail-quality', delivered },
  },
]

/** What goes wrong while a document is written. */
export const generationScenarios = [
  scenario(
    'generation.partial-43',
    'As many sections fail their checks as can be delivered all the same: 43 of 50 are good.',
    z.object({}),
    () => failing(true),
  ),
  scenario(
    'generation.partial-42',
    'One section too many fails its checks: 42 of 50 are good, and the price is refunded.',
    z.object({}),
    () => failing(false),
  ),
  scenario(
    'generation.worker-dies',
    'The worker dies once in the middle of a job; another one goes on behind the last finished section.',
    z.object({
      section: z.int().min(1).max(50).default(3).describe('At which section.'),
      seconds: z.number().min(0).max(3600).default(30).describe('Until another worker takes over.'),
    }),
    ({ section, seconds }) => [
      {
        match: { on: 'job', operation: 'jobs.write' },
        when: { kind: 'nth', n: section },
        effect: { kind: 'die', seconds },
      },
    ],
  ),
] as const
