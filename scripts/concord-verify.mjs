#!/usr/bin/env node
import { run } from './with-node.mjs'

run('packages/contracts/src/cli/concord-verify.ts', process.argv.slice(2))
