// Writes docs/scenarios.md: the catalogue of scenarios, and what becomes of the journey under each. With --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ScenarioName, scenarios } from '../packages/mocks/src/scenarios/catalogue.ts'
import { type Ending, live, seeds } from '../tests/scenario-life.ts'
import { scenarioPage } from './scenario-page.ts'

const file = join(import.meta.dirname, '..', 'docs', 'scenarios.md')
const endings: Record<string, Ending[]> = {}
for (const name of Object.keys(scenarios) as ScenarioName[]) {
  endings[name] = []
  for (const seed of seeds) {
    const { broken, timeline: _, ...ending } = await live(name, seed)
    if (broken.length > 0) console.error(`${name} from seed ${seed}: ${broken.join('; ')}`)
    endings[name].push(ending)
  }
}
const page = scenarioPage(endings, seeds.length)
if (!process.argv.includes('--check')) {
  writeFileSync(file, page)
} else if (readFileSync(file, 'utf8') !== page) {
  console.error(
    'docs/scenarios.md is not what the catalogue gives; run node --conditions=concord-source scripts/scenario-docs.ts',
  )
  process.exitCode = 1
}
