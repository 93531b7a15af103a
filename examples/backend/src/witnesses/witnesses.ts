// Shows what each fault does over HTTP: node --conditions=concord-source src/witnesses/witnesses.ts [FAULT …]

import { faultCatalogue } from '../fault-catalogue.ts'
import { isFault } from '../faults.ts'
import { openHearing } from './hearing.ts'

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !isFault(name))
if (unknown.length > 0) {
  console.error(`There is no fault ${unknown.join(', ')}. There are: ${Object.keys(faultCatalogue).join(', ')}.`)
  process.exit(2)
}

const hearing = await openHearing()
for (const name of asked.length > 0 ? asked.filter(isFault) : Object.keys(faultCatalogue).filter(isFault)) {
  const { healthy, faulty, differs } = await hearing.hear(name)
  console.log(`${differs ? 'shows' : 'HIDES'} ${name}: ${JSON.stringify(healthy)} → ${JSON.stringify(faulty)}`)
  if (!differs) process.exitCode = 1
}
await hearing.close()
