import type { FeatureFlag } from '@concord/sdk/types'
import { timestamp } from '../storage/clock.ts'
import type { Database } from '../storage/database.ts'

/** A flag as the database has it. */
export interface FlagRow extends Omit<FeatureFlag, 'enabled'> {
  readonly enabled: number
}

/** The flags come with the platform's releases. */
const flags = {
  citation_checks: 'Looks every citation up before a document is delivered.',
  long_documents: 'Offers documents of more than 100 pages.',
  social_sign_in: 'Offers to sign in with Google, Apple and Facebook.',
}

/** Puts the flags of this release into the database. What an administrator switched stays. */
export function installFlags(database: Database): void {
  for (const [key, description] of Object.entries(flags)) {
    database.run`
      insert into feature_flags (key, description, updated_at) values (${key}, ${description}, ${timestamp()})
      on conflict (key) do update set description = ${description}`
  }
}

export const flagView = ({ key, description, enabled, updated_at }: FlagRow): FeatureFlag => ({
  key,
  description,
  enabled: Boolean(enabled),
  updated_at,
})
