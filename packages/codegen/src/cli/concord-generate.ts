#!/usr/bin/env node
import { artefacts } from '../emitters.ts'
import { run } from './run.ts'

const terminal = {
  out: (line: string) => console.log(line),
  error: (line: string) => console.error(line),
}

process.exitCode = await run(process.argv.slice(2), terminal, artefacts)
