import { z } from 'zod'
import { always, scenario } from './scenario.ts'

const providers = ['openai', 'openai:gpt-4', 'openai:gpt-3.5-turbo', 'anthropic', 'all'] as const

/** What goes wrong with the language models. */
export const llmScenarios = [
  scenario(
    'llm.down',
    'A language model answers every call with a fault of its own, so the next one of the chain is asked.',
    z.object({
      provider: z.enum(providers).default('openai').describe('Which one; `all` leaves nobody to ask.'),
      status: z.int().min(500).max(599).default(503).describe('What it answers.'),
    }),
    ({ provider, status }) =>
      (provider === 'all' ? ['openai', 'anthropic'] : [provider]).map((name) => ({
        match: { on: 'provider' as const, provider: name },
        when: always,
        effect: { kind: 'problem', status },
      })),
  ),
] as const
