import { z } from 'zod'
import type { FaultEffect } from '../world/world.ts'
import { always, type ScenarioRule, scenario, seconds } from './scenario.ts'

const copies = z.int().min(1).max(50).default(2).describe('How often each event is delivered.')
const type = z
  .string()
  .min(1)
  .default('*')
  .describe('Which events, by type; `*` is every one, `charge.*` all of charges.')

const onWebhook = (type: string, effect: FaultEffect): readonly ScenarioRule[] => [
  { match: { on: 'webhook', provider: 'stripe', type }, when: always, effect },
]

/** What goes wrong between Stripe and whoever listens. */
export const webhookScenarios = [
  scenario(
    'webhooks.duplicate',
    'Every event arrives more than once, one copy after another.',
    z.object({ copies, gap: z.number().min(0).max(3600).default(1).describe('Seconds between two copies.'), type }),
    ({ copies, gap, type }) => onWebhook(type, { kind: 'duplicate', copies, gap }),
  ),
  scenario(
    'webhooks.concurrent',
    'Every event arrives several times at the same moment.',
    z.object({ copies, type }),
    ({ copies, type }) => onWebhook(type, { kind: 'concurrent', copies }),
  ),
  scenario(
    'webhooks.out-of-order',
    'An event is overtaken by the one that comes after it.',
    z.object({ seconds: seconds(60, 'How long it waits at most for another one to overtake it.'), type }),
    ({ seconds, type }) => onWebhook(type, { kind: 'reorder', seconds }),
  ),
  scenario(
    'webhooks.before-response',
    'An event arrives before the request that caused it is answered.',
    z.object({ type }),
    ({ type }) => onWebhook(type, { kind: 'before-response' }),
  ),
  scenario(
    'webhooks.late',
    'Every event arrives long after what it tells of.',
    z.object({ seconds: seconds(300, 'How much later.'), type }),
    ({ seconds, type }) => onWebhook(type, { kind: 'delay', seconds }),
  ),
  scenario('webhooks.lost', 'No event ever arrives.', z.object({ type }), ({ type }) =>
    onWebhook(type, { kind: 'lose' }),
  ),
  scenario(
    'webhooks.retried',
    'The first attempts to deliver an event count as failed, so it comes again after the back-off of the provider.',
    z.object({ failures: z.int().min(1).max(10).default(1).describe('How many attempts fail.'), type }),
    ({ failures, type }) => onWebhook(type, { kind: 'retried', failures }),
  ),
  scenario(
    'webhooks.bad-signature',
    'Every event is signed with a secret that is not the right one.',
    z.object({ type }),
    ({ type }) => onWebhook(type, { kind: 'bad-signature' }),
  ),
  scenario(
    'webhooks.replayed',
    'Every event comes once more, long after it was taken.',
    z.object({
      seconds: seconds(3600, 'How much later.'),
      stale: z
        .boolean()
        .default(true)
        .describe('Under its first signature, as somebody who recorded it would send it; else signed anew.'),
      type,
    }),
    ({ seconds, stale, type }) => onWebhook(type, { kind: 'replayed', seconds, stale }),
  ),
  scenario(
    'webhooks.unknown-type',
    'Before each event comes one of a type that nobody has heard of.',
    z.object({ type }),
    ({ type }) => onWebhook(type, { kind: 'unknown-type' }),
  ),
] as const
