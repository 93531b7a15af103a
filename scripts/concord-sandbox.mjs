#!/usr/bin/env node
import { run } from './with-node.mjs'

run('packages/mocks/src/cli/concord-sandbox.ts', process.argv.slice(2))
