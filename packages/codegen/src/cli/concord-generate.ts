#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// Before anything else is loaded: the compiler that writes the types is large, and is not compiled anew at each run.
enableCompileCache()
const [{ artefacts }, { run }] = await Promise.all([import('../emitters.ts'), import('./run.ts')])

const terminal = {
  out: (line: string) => console.log(line),
  error: (line: string) => console.error(line),
}

process.exitCode = await run(process.argv.slice(2), terminal, artefacts)
