import { z } from 'zod'
import type { FaultEffect } from '../world/world.ts'
import { faultStatus, onProvider, type ScenarioRule, scenario, seconds } from './scenario.ts'

const names = ['semantic-scholar', 'perplexity', 'tavily', 'serper'] as const

const provider = z
  .enum([...names, 'all'])
  .default('all')
  .describe('Which one; `all` is every one.')

const strike = (provider: (typeof names)[number] | 'all', effect: FaultEffect): readonly ScenarioRule[] =>
  (provider === 'all' ? names : [provider]).map((name) => onProvider(name, effect))

/** What goes wrong with those who look for sources. */
export const searchScenarios = [
  scenario(
    'search.down',
    'A search answers every call with a fault of its own.',
    z.object({ provider, status: faultStatus }),
    ({ provider, status }) => strike(provider, { kind: 'problem', status }),
  ),
  scenario(
    'search.slow',
    'A search takes its time.',
    z.object({ provider, median: seconds(8, 'Half of the answers come sooner than this.') }),
    ({ provider, median }) => strike(provider, { kind: 'latency', median }),
  ),
  scenario(
    'search.quota-used-up',
    'What was paid for searches is used up, so they are refused.',
    z.object({ provider, status: z.int().min(400).max(499).default(429).describe('What a search is refused with.') }),
    ({ provider, status }) => strike(provider, { kind: 'problem', status }),
  ),
] as const
