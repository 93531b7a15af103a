// Start the sandbox (`npm start` at the root), then: npm start -w examples/integrator
import { Concord, memorySession } from '@concord/sdk'
import { journey } from './journey.ts'
import { personInSandbox } from './person.ts'
import { production } from './production.ts'

const baseUrl = process.argv[2] ?? 'http://localhost:8000'
const concord = new Concord({ baseUrl, session: memorySession() })
const ada = personInSandbox('ada@example.test', baseUrl)
await journey(concord, ada, console.log)
await production(concord, ada, console.log)
