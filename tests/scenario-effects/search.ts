import { expect } from 'vitest'
import type { EffectsOf } from './effect.ts'
import type { Stage } from './stage.ts'

/** Everybody who looks for sources, asked as a backend asks them. */
const searches: Readonly<Record<string, (stage: Stage) => ReturnType<Stage['ask']>>> = {
  'semantic-scholar': (stage) => stage.ask('/providers/semantic-scholar/graph/v1/paper/search?query=bees'),
  perplexity: (stage) =>
    stage.ask(
      '/providers/perplexity/chat/completions',
      { model: 'sonar', messages: [{ role: 'user', content: 'What do bees eat?' }] },
      'pplx-test',
    ),
  tavily: (stage) => stage.ask('/providers/tavily/search', { query: 'bees' }),
  serper: (stage) => stage.ask('/providers/serper/search', { q: 'bees' }),
}

const statusesOf = async (stage: Stage): Promise<Readonly<Record<string, number>>> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(searches).map(async ([name, search]) => [name, (await search(stage)).status] as const),
    ),
  )

const all = (status: number) => Object.fromEntries(Object.keys(searches).map((name) => [name, status]))

export const searchEffects: EffectsOf<'search'> = {
  'search.down': async (stage) => {
    await stage.on({ status: 502 })
    expect(await statusesOf(stage)).toEqual(all(502))
    await stage.on({ provider: 'tavily' })
    expect(await statusesOf(stage)).toEqual({ ...all(200), tavily: 503 })
  },
  'search.slow': async (stage) => {
    await stage.on({ median: 8 })
    const answered: string[] = []
    const asked = Object.entries(searches).map(async ([name, search]) => {
      await search(stage)
      answered.push(name)
    })
    await stage.turn()
    await stage.advance(0.01)
    await stage.turn()
    expect(answered).toEqual([])
    await stage.advance(86_400)
    await Promise.all(asked)
    expect(answered.toSorted()).toEqual(Object.keys(searches).toSorted())
  },
  'search.quota-used-up': async (stage) => {
    await stage.on()
    expect(await statusesOf(stage)).toEqual(all(429))
    await stage.on({ provider: 'tavily', status: 432 })
    expect(await searches.tavily?.(stage)).toMatchObject({
      status: 432,
      json: { detail: { error: expect.stringContaining('plan') } },
    })
  },
}
