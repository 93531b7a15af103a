// `npm run bench:contracts`: how much of what breaks backends the contracts catch, how often they cry wolf, and how long they take.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { installPeers } from '../install-peers.ts'
import { writePlatformDocument } from '../platform-document.ts'
import { print, type Section } from '../report.ts'
import { falseAlarms } from './false-alarms.ts'
import { type FaultOutcome, faultTable, peersBaseline, seededFaults, survivorTable, tryFault } from './faults.ts'
import { inLanes } from './lanes.ts'
import { mutantTable } from './mutant-table.ts'
import { services } from './services.ts'
import { speedTable } from './speed.ts'
import { stubTable } from './stub-table.ts'

const parts = ['speed', 'stub', 'mutants', 'faults', 'alarms'] as const

function fail(message: string): never {
  console.error(`bench:contracts: ${message}`)
  process.exit(2)
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        only: { type: 'string' },
        fault: { type: 'string' },
        runs: { type: 'string', default: '20' },
        lanes: { type: 'string', default: '1' },
      },
    }).values
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error)
    return fail(`${reason}. It takes --only ${parts.join('|')}, --fault NAME,NAME, --runs N and --lanes N.`)
  }
}

const { only, fault, ...counts } = readArguments()
const [runs, lanes] = [Number(counts.runs), Number(counts.lanes)]
if (!Number.isInteger(runs) || runs < 1) fail(`--runs must be a number from 1, not "${counts.runs}".`)
if (!Number.isInteger(lanes) || lanes < 1) fail(`--lanes must be a number from 1, not "${counts.lanes}".`)
const wanted = only?.split(',') ?? parts
for (const part of wanted) {
  if (!parts.some((known) => known === part)) fail(`there is no part "${part}". The parts are ${parts.join(', ')}.`)
}
const names = fault?.split(',')
for (const name of names ?? []) {
  if (!seededFaults.some((known) => known.name === name)) fail(`there is no fault "${name}" in the catalogue.`)
}

installPeers()
const document = writePlatformDocument()
const results: Section[] = []
const outcomes: FaultOutcome[] = []
const report = (...sections: readonly Section[]) => {
  for (const section of sections) {
    print(section)
    results.push(section)
  }
}

// Times first, before anything else runs beside them.
if (wanted.includes('speed')) report(...(await speedTable(services, document)))
if (wanted.includes('stub')) report(await stubTable(services))
if (wanted.includes('mutants')) report(await mutantTable(services, lanes))
if (wanted.includes('faults')) {
  const chosen = seededFaults.filter(({ name }) => names?.includes(name) ?? true)
  const baseline = await peersBaseline([...new Set(chosen.map(({ service }) => service))], document, lanes)
  outcomes.push(
    ...(await inLanes(lanes, chosen, async (seeded) => {
      const outcome = await tryFault(seeded, services, runs, document, baseline)
      const { killed, by = 'nothing', layers, conformanceAlone, peers } = outcome
      const noticed = [...layers, ...(conformanceAlone ? ['conformance alone'] : []), ...peers].join(', ')
      console.error(`${seeded.name}: ${killed}/${runs} by ${by} [${noticed}]`)
      return outcome
    })),
  )
  report(faultTable(outcomes), survivorTable(outcomes))
}
if (wanted.includes('alarms')) report(await falseAlarms(services, runs, lanes))

const goals = results.flatMap((section) => section.goals)
const missed = goals.filter((goal) => !goal.met)
console.log(`\n${goals.length - missed.length} of ${goals.length} numbers reached.`)
for (const goal of missed) console.log(`  not reached: ${goal.what}: ${goal.got} (wanted ${goal.want})`)
const file = join(import.meta.dirname, 'results.json')
writeFileSync(
  file,
  `${JSON.stringify({ node: process.version, runs, sections: results, faults: outcomes }, null, 2)}\n`,
)
console.log('\nWritten to bench/contracts/results.json')
process.exitCode = missed.length > 0 ? 1 : 0
