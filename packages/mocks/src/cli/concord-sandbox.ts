#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// Before anything else is loaded: what is compiled once is not compiled at the next start.
enableCompileCache()
const { run } = await import('./run.ts')

const outcome = await run(process.argv.slice(2), {
  out: (text) => console.log(text),
  error: (text) => console.error(text),
  isTerminal: process.stdout.isTTY === true,
  noColor: process.env.NO_COLOR,
})

if ('exitCode' in outcome) {
  process.exitCode = outcome.exitCode
} else {
  const stop = () => {
    // A second signal does not wait.
    process.once('SIGINT', () => process.exit(130))
    void outcome.server.close().then(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}
