import { startBackend } from './backend.ts'
import { seedFault, UnknownFault } from './faults.ts'
import { BadSetting, readSettings } from './settings.ts'

try {
  seedFault(process.env.FAULT)
  const backend = await startBackend(readSettings(process.env))
  process.once('SIGTERM', () => void backend.close())
  process.once('SIGINT', () => void backend.close())
  console.log(`listening on ${backend.url}`)
} catch (error) {
  console.error(reason(error))
  process.exitCode = 2
}

function reason(error: unknown): unknown {
  if (error instanceof BadSetting || error instanceof UnknownFault) return error.message
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  return taken ? `Port ${process.env.PORT} is taken: set PORT to another one.` : error
}
