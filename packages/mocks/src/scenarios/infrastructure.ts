import { z } from 'zod'
import type { FaultWhen } from '../world/world.ts'
import { onProvider, type ScenarioRule, scenario, seconds } from './scenario.ts'

const dependencies = ['database', 'redis', 'storage'] as const

const after = seconds(0, 'When it begins, from now.')
const lasting = z.number().min(0).max(86_400).optional().describe('For how long; absent, until it is switched off.')

const meanwhile = ({ after, seconds }: { after: number; seconds?: number | undefined }): FaultWhen => ({
  kind: 'during',
  after,
  ...(seconds !== undefined && { seconds }),
})

const operation = z.string().min(1).default('*').describe('Which operations: `documents.create`, `auth.*`, or `*`.')

/** Services whose every operation reads or writes. Health tells of the outage in its own way. */
const stored = ['auth', 'users', 'documents', 'jobs', 'payments', 'refunds', 'admin']

/** What goes wrong below the platform. */
export const infrastructureScenarios = [
  scenario(
    'infrastructure.database-down',
    'The database cannot be reached, so nothing that reads or writes works, and health says so.',
    z.object({ after, seconds: lasting }),
    (time) => [
      onProvider('database', { kind: 'down' }, meanwhile(time)),
      ...stored.map(
        (service): ScenarioRule => ({
          match: { on: 'request', operation: `${service}.*` },
          when: meanwhile(time),
          effect: { kind: 'problem', code: 'service_unavailable' },
        }),
      ),
      { match: { on: 'connect' }, when: meanwhile(time), effect: { kind: 'refuse' } },
    ],
  ),
  scenario(
    'infrastructure.redis-down',
    'The store of the limits cannot be reached, so nobody is limited, whatever limits are in force.',
    z.object({ after, seconds: lasting }),
    (time) => [
      onProvider('redis', { kind: 'down' }, meanwhile(time)),
      { match: { on: 'request' }, when: meanwhile(time), effect: { kind: 'rate-limit-store-down' } },
    ],
  ),
  scenario(
    'infrastructure.storage-down',
    'The file storage cannot be reached, so nothing can be exported.',
    z.object({ after, seconds: lasting }),
    (time) => [onProvider('storage', { kind: 'down' }, meanwhile(time))],
  ),
  scenario(
    'infrastructure.dependency-down',
    'Something that the platform stands on cannot be reached; its health says so.',
    z.object({ dependency: z.enum(dependencies).default('redis').describe('What.') }),
    ({ dependency }) => [onProvider(dependency, { kind: 'down' })],
  ),
  scenario(
    'infrastructure.rate-limited',
    'The limits of the specs are in force: 60 requests a minute, and 5 on everything about signing in.',
    z.object({
      remaining: z
        .int()
        .min(0)
        .max(1000)
        .optional()
        .describe('How many requests are left in the current window; absent, all.'),
      operation,
    }),
    ({ remaining, operation }) => [
      {
        match: { on: 'request', operation },
        when: { kind: 'always' },
        effect: { kind: 'rate-limit', ...(remaining !== undefined && { remaining }) },
      },
    ],
  ),
  scenario(
    'infrastructure.network-reset',
    'Some connections are reset before their answer arrives.',
    z.object({
      probability: z.number().min(0).max(1).default(0.2).describe('How likely it is, for each request.'),
      executed: z.boolean().default(true).describe('Whether the request was carried out and only its answer is lost.'),
      operation,
    }),
    ({ probability, executed, operation }) => [
      {
        match: { on: 'request', operation },
        when: { kind: 'probability', p: probability },
        effect: { kind: 'reset', executed },
      },
    ],
  ),
  scenario(
    'infrastructure.offline',
    'Nothing reaches the platform, and no socket can be opened.',
    z.object({ after, seconds: lasting }),
    (time) => [
      { match: { on: 'request' }, when: meanwhile(time), effect: { kind: 'reset', executed: false } },
      { match: { on: 'connect' }, when: meanwhile(time), effect: { kind: 'reset' } },
    ],
  ),
  scenario(
    'infrastructure.slow',
    'Every answer takes its time, and trickles in if that is asked for.',
    z.object({
      median: seconds(2, 'Half of the answers come sooner than this.'),
      sigma: z.number().min(0).max(3).default(0.5).describe('How far the slow ones go; 0 makes all take the same.'),
      bytes_per_second: z
        .int()
        .min(1)
        .optional()
        .describe('How fast a body comes; absent, at once. Only a real port can do it.'),
      operation,
    }),
    ({ median, sigma, bytes_per_second, operation }) => {
      const rule = (effect: ScenarioRule['effect']): ScenarioRule => ({
        match: { on: 'request', operation },
        when: { kind: 'always' },
        effect,
      })
      const slow = rule({ kind: 'latency', median, sigma })
      return bytes_per_second === undefined ? [slow] : [slow, rule({ kind: 'drip', bytes_per_second })]
    },
  ),
] as const
