import { z } from 'zod'
import { always, scenario } from './scenario.ts'

const dependencies = ['database', 'redis', 'storage'] as const

/** What goes wrong below the platform. */
export const infrastructureScenarios = [
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
      operation: z.string().min(1).default('*').describe('Which operations: `documents.create`, `auth.*`, or `*`.'),
    }),
    ({ remaining, operation }) => [
      {
        match: { on: 'request', operation },
        when: always,
        effect: { kind: 'rate-limit', ...(remaining !== undefined && { remaining }) },
      },
    ],
  ),
  scenario(
    'infrastructure.storage-down',
    'The file storage cannot be reached, so nothing can be exported.',
    z.object({}),
    () => down('storage'),
  ),
  scenario(
    'infrastructure.dependency-down',
    'Something that the platform stands on cannot be reached; its health says so.',
    z.object({ dependency: z.enum(dependencies).default('redis').describe('What.') }),
    ({ dependency }) => down(dependency),
  ),
] as const

function down(provider: (typeof dependencies)[number]) {
  return [{ match: { on: 'provider' as const, provider }, when: always, effect: { kind: 'down' } }]
}
