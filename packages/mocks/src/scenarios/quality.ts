import { z } from 'zod'
import type { FaultEffect, FaultWhen } from '../world/world.ts'
import { always, faultStatus, onProvider, type ScenarioRule, scenario, seconds } from './scenario.ts'

const names = ['languagetool', 'copyscape', 'gptzero', 'originality'] as const

const providerOr = (usual: (typeof names)[number] | 'all') =>
  z
    .enum([...names, 'all'])
    .default(usual)
    .describe('Whose checks; `all` is everybody.')

const provider = providerOr('all')

/** What each finds in a text that fails: errors of grammar, uniqueness in per cent, how machine-made it looks. */
const failing: Readonly<Record<(typeof names)[number], number>> = {
  languagetool: 25,
  copyscape: 60,
  gptzero: 90,
  originality: 90,
}

const chosen = (provider: (typeof names)[number] | 'all') => (provider === 'all' ? names : [provider])

const strike = (provider: (typeof names)[number] | 'all', effect: FaultEffect): readonly ScenarioRule[] =>
  chosen(provider).map((name) => onProvider(name, effect))

const low = (provider: (typeof names)[number] | 'all', when: FaultWhen): readonly ScenarioRule[] =>
  chosen(provider).map((name) => onProvider(name, { kind: 'score', value: failing[name] }, when))

/** What goes wrong with those who check the texts. */
export const qualityScenarios = [
  scenario(
    'quality.down',
    'Nobody can check a text, so its scores stay unknown and its sections carry a warning.',
    z.object({ provider, status: faultStatus }),
    ({ provider, status }) => strike(provider, { kind: 'problem', status }),
  ),
  scenario(
    'quality.slow',
    'Every check takes its time.',
    z.object({ provider, median: seconds(10, 'Half of the checks are done sooner than this.') }),
    ({ provider, median }) => strike(provider, { kind: 'latency', median }),
  ),
  scenario(
    'quality.quota-used-up',
    'What was paid for checks is used up, so they are refused.',
    z.object({ provider, status: z.int().min(400).max(499).default(429).describe('What a check is refused with.') }),
    ({ provider, status }) => strike(provider, { kind: 'problem', status }),
  ),
  scenario(
    'quality.low-then-good',
    'The first texts fail their checks, and what is written in their place passes.',
    z.object({
      provider: providerOr('copyscape'),
      checks: z.int().min(1).max(1000).default(2).describe('How many checks of each provider fail.'),
    }),
    ({ provider, checks }) => low(provider, { kind: 'first', n: checks }),
  ),
  scenario(
    'quality.always-low',
    'Every text fails its checks however often it is written, so the document is not delivered and the price goes back.',
    z.object({ provider: providerOr('copyscape') }),
    ({ provider }) => low(provider, always),
  ),
] as const
