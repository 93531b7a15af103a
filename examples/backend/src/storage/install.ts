import { installFlags } from '../admin/feature-flags.ts'
import { installTemplates } from '../mail/templates.ts'
import type { Database } from './database.ts'

/** Puts into a database what the platform comes with. What an administrator changed stays. */
export function install(database: Database): void {
  installTemplates(database)
  installFlags(database)
}
