// The journey under every scenario, from several seeds: whatever goes wrong, the end is one that the rules allow.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type ScenarioName, scenarios } from '../packages/mocks/src/scenarios/catalogue.ts'
import { scenarioPage } from '../scripts/scenario-page.ts'
import { type Ending, type Life, live, seeds } from './scenario-life.ts'

const endings: Record<string, Ending[]> = {}

describe('the journey', () => {
  test.for(Object.keys(scenarios) as ScenarioName[])('under %s', async (name) => {
    const lived: Life[] = []
    for (const seed of seeds) lived.push(await live(name, seed))
    // A timeline is long: no more of it is kept than is compared.
    endings[name] = lived.map(({ timeline: _, ...ending }) => ending)
    expect(lived.flatMap(({ broken }, index) => broken.map((rule) => `seed ${seeds[index]}: ${rule}`))).toEqual([])
    // One seed, one history; another seed, another one.
    const [first, second] = lived
    expect((await live(name, seeds[0] ?? 1)).timeline).toBe(first?.timeline)
    expect(second?.timeline).not.toBe(first?.timeline)
  })

  test('ends as docs/scenarios.md says; else run scripts/scenario-docs.ts', () => {
    const written = readFileSync(join(import.meta.dirname, '../docs/scenarios.md'), 'utf8')
    expect(scenarioPage(endings, seeds.length)).toBe(written)
  })
})
