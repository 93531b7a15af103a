// `npm run bench`: every number beside what people use today, measured in the same run. Ratios carry to other machines, figures do not.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { installPeers } from './install-peers.ts'
import { print, type Section } from './report.ts'

const sections: Readonly<Record<string, () => Promise<{ sections: (quick: boolean) => Promise<readonly Section[]> }>>> =
  {
    generate: () => import('./generate.ts'),
    worlds: () => import('./worlds.ts'),
    'in-process': () => import('./in-process.ts'),
    sdk: () => import('./sdk.ts'),
    servers: () => import('./servers.ts'),
    providers: () => import('./providers.ts'),
  }

const { values } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean', default: false } } })
if (values.only !== undefined && !(values.only in sections)) {
  console.error(`bench: there is no part "${values.only}". The parts are ${Object.keys(sections).join(', ')}.`)
  process.exit(2)
}

installPeers()

// Memory is only told apart from garbage when it has been collected.
setFlagsFromString('--expose-gc')
globalThis.gc = runInNewContext('gc')

const results: Section[] = []
for (const [name, load] of Object.entries(sections)) {
  if (values.only !== undefined && values.only !== name) continue
  for (const section of await (await load()).sections(values.quick)) {
    print(section)
    results.push(section)
  }
}

const goals = results.flatMap((section) => section.goals)
const missed = goals.filter((goal) => !goal.met)
console.log(`\n${goals.length - missed.length} of ${goals.length} numbers reached.`)
for (const goal of missed) console.log(`  not reached: ${goal.what}: ${goal.got} (wanted ${goal.want})`)
const file = join(import.meta.dirname, 'results.json')
writeFileSync(file, `${JSON.stringify({ node: process.version, sections: results }, null, 2)}\n`)
console.log(`\nWritten to bench/results.json`)
