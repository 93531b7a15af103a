// Writes docs/behaviours.md from the registry of behaviours. A test compares the two.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { behaviours } from '../packages/contracts/src/behaviours/registry.ts'
import { behaviourPage } from './behaviour-page.ts'

writeFileSync(join(import.meta.dirname, '..', 'docs', 'behaviours.md'), behaviourPage(behaviours))
