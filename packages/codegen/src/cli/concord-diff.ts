#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

enableCompileCache()
const { runDiff } = await import('./run-diff.ts')

const terminal = {
  out: (line: string) => console.log(line),
  error: (line: string) => console.error(line),
}

process.exitCode = runDiff(process.argv.slice(2), terminal, {
  working: process.cwd(),
  today: new Date().toISOString().slice(0, 10),
  colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
})
