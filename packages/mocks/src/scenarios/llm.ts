import { z } from 'zod'
import type { FaultEffect } from '../world/world.ts'
import { faultStatus, firstTimes, onProvider, type ScenarioRule, scenario, seconds, times } from './scenario.ts'

const names = ['openai', 'openai:gpt-4', 'openai:gpt-3.5-turbo', 'anthropic', 'ollama', 'perplexity', 'all'] as const

const providerOr = (usual: (typeof names)[number]) =>
  z.enum(names).default(usual).describe('Which one; `all` leaves nobody to ask.')

const provider = providerOr('openai')

const strike = (name: (typeof names)[number], effect: FaultEffect, n?: number): readonly ScenarioRule[] =>
  (name === 'all' ? ['openai', 'anthropic', 'ollama', 'perplexity'] : [name]).map((one) =>
    onProvider(one, effect, firstTimes(n)),
  )

const retryAfter = seconds(20, 'What Retry-After says.')

/** What goes wrong with the language models. */
export const llmScenarios = [
  scenario(
    'llm.down',
    'A language model answers every call with a fault of its own, so the next one of the chain is asked.',
    z.object({ provider, status: faultStatus, times }),
    ({ provider, status, times }) => strike(provider, { kind: 'problem', status }, times),
  ),
  scenario(
    'llm.rate-limited',
    'A language model has had too many requests and says when to come back.',
    z.object({ provider, retry_after: retryAfter, times }),
    ({ provider, retry_after, times }) => strike(provider, { kind: 'problem', status: 429, retry_after }, times),
  ),
  scenario(
    'llm.overloaded',
    'A language model has more to do than it can, and answers 529.',
    z.object({ provider: providerOr('anthropic'), times }),
    ({ provider, times }) => strike(provider, { kind: 'problem', status: 529 }, times),
  ),
  scenario(
    'llm.slow',
    'A language model takes its time before it answers.',
    z.object({
      provider,
      median: seconds(20, 'Half of the answers come sooner than this.'),
      sigma: z.number().min(0).max(3).default(0.5).describe('How far the slow ones go; 0 makes all take the same.'),
      times,
    }),
    ({ provider, median, sigma, times }) => strike(provider, { kind: 'latency', median, sigma }, times),
  ),
  scenario(
    'llm.hangs',
    'A language model takes a request and never answers.',
    z.object({ provider, times }),
    ({ provider, times }) => strike(provider, { kind: 'hang' }, times),
  ),
  scenario(
    'llm.malformed',
    'A language model answers with JSON that breaks off in the middle.',
    z.object({ provider, times }),
    ({ provider, times }) => strike(provider, { kind: 'corrupt' }, times),
  ),
  scenario(
    'llm.stream-cut',
    'The connection is lost while a language model is speaking.',
    z.object({
      provider,
      chunks: z.int().min(0).max(10_000).default(3).describe('How many chunks of the stream still arrive.'),
      times,
    }),
    ({ provider, chunks, times }) => strike(provider, { kind: 'truncate', chunks }, times),
  ),
  scenario(
    'llm.empty',
    'A language model answers with nothing in it.',
    z.object({ provider, times }),
    ({ provider, times }) => strike(provider, { kind: 'empty' }, times),
  ),
  scenario(
    'llm.primary-down',
    'The first model of the chain is down, and the others do its work.',
    z.object({ status: faultStatus }),
    ({ status }) => strike('openai:gpt-4', { kind: 'problem', status }),
  ),
  scenario('llm.all-down', 'No language model answers.', z.object({ status: faultStatus }), ({ status }) =>
    strike('all', { kind: 'problem', status }),
  ),
] as const
