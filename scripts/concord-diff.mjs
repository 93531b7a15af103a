#!/usr/bin/env node
import { run } from './with-node.mjs'

run('packages/codegen/src/cli/concord-diff.ts', process.argv.slice(2))
