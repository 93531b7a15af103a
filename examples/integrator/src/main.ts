// Start the sandbox (`npm start` at the root), then: npm start -w examples/integrator
import { Concord, memorySession } from '@concord/sdk'
import { journey } from './journey.ts'
import { personInSandbox } from './person.ts'

const baseUrl = process.argv[2] ?? 'http://localhost:8000'
const concord = new Concord({ baseUrl, session: memorySession() })
await journey(concord, personInSandbox('ada@example.test', baseUrl), console.log)
