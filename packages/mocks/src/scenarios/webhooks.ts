import { z } from 'zod'
import { always, scenario } from './scenario.ts'

const copies = z.int().min(1).max(50).default(2).describe('How often each event is delivered.')
const type = z
  .string()
  .min(1)
  .default('*')
  .describe('Which events, by type; `*` is every one, `charge.*` all of charges.')

const onWebhook = (type: string) => ({ on: 'webhook', provider: 'stripe', type }) as const

/** What goes wrong between Stripe and whoever listens. */
export const webhookScenarios = [
  scenario(
    'webhooks.duplicate',
    'Every event arrives more than once, one copy after another.',
    z.object({ copies, gap: z.number().min(0).max(3600).default(1).describe('Seconds between two copies.'), type }),
    ({ copies, gap, type }) => [{ match: onWebhook(type), when: always, effect: { kind: 'duplicate', copies, gap } }],
  ),
  scenario(
    'webhooks.concurrent',
    'Every event arrives several times at the same moment.',
    z.object({ copies, type }),
    ({ copies, type }) => [{ match: onWebhook(type), when: always, effect: { kind: 'concurrent', copies } }],
  ),
  scenario(
    'webhooks.before-response',
    'An event arrives before the request that caused it is answered.',
    z.object({ type }),
    ({ type }) => [{ match: onWebhook(type), when: always, effect: { kind: 'before-response' } }],
  ),
] as const
