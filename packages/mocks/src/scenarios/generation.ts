import { z } from 'zod'
import { always, type ScenarioRule, scenario, seconds } from './scenario.ts'

const failing = (delivered: boolean): readonly ScenarioRule[] => [
  { match: { on: 'job', operation: 'jobs.check' }, when: always, effect: { kind: 'fail-quality', delivered } },
]

const section = z.int().min(1).max(50).default(3).describe('At which section, counted over all jobs.')

const atSection = (n: number, effect: ScenarioRule['effect']): readonly ScenarioRule[] => [
  { match: { on: 'job', operation: 'jobs.write' }, when: { kind: 'nth', n }, effect },
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
    'generation.stuck',
    'The worker shows signs of life and no progress, until a watchdog gives the job to another one.',
    z.object({ section, seconds: seconds(900, 'Until the watchdog sees it.') }),
    ({ section, seconds }) => atSection(section, { kind: 'stuck', seconds }),
  ),
  scenario(
    'generation.worker-dies',
    'The worker dies once in the middle of a job; another one goes on behind the last finished section.',
    z.object({ section, seconds: seconds(30, 'Until another worker takes over.') }),
    ({ section, seconds }) => atSection(section, { kind: 'die', seconds }),
  ),
  scenario(
    'generation.burst-25',
    'Others order and pay at the same moment, so that many jobs run at once.',
    z.object({ jobs: z.int().min(2).max(100).default(25).describe('How many jobs in all.') }),
    ({ jobs }) => [
      { match: { on: 'job', operation: 'jobs.order' }, when: { kind: 'nth', n: 1 }, effect: { kind: 'burst', jobs } },
    ],
  ),
] as const
