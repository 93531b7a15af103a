import type { PlatformSettings } from '@concord/sdk/types'
import type { Database } from '../storage/database.ts'

const defaults: PlatformSettings = {
  support_email: 'support@example.test',
  announcement: null,
  activity_retention_days: 90,
}

/** The settings in force: those of an operator, or the ones that the backend comes with. */
export const settingsOf = (database: Database): PlatformSettings =>
  database.one<PlatformSettings>`
    select support_email, announcement, activity_retention_days from platform_settings` ?? defaults
