#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// Before anything else is loaded: what is compiled once is not compiled at the next start.
enableCompileCache()
const { run } = await import('./run.ts')

/** A terminal and a wrapper both pass Ctrl-C on; only a signal that comes later than that is a second one. Milliseconds. */
const impatience = 500

const outcome = await run(process.argv.slice(2), {
  out: (text) => console.log(text),
  error: (text) => console.error(text),
  isTerminal: process.stdout.isTTY === true,
  noColor: process.env.NO_COLOR,
})

if ('exitCode' in outcome) {
  process.exitCode = outcome.exitCode
} else {
  let asked: number | undefined
  const stop = () => {
    const now = performance.now()
    if (asked === undefined) {
      asked = now
      void outcome.server.close().then(() => process.exit(0))
    } else if (now - asked > impatience) {
      process.exit(130)
    }
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}
