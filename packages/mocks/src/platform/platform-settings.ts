import type { PlatformSettings } from '@concord/sdk/types'
import type { Collection, Row } from '../world/store.ts'
import type { World } from '../world/world.ts'

interface SettingsRow extends Row, PlatformSettings {
  readonly id: 'platform'
}

const rows = (world: World): Collection<SettingsRow> => world.store.collection<SettingsRow>('platform_settings')

/** The settings in force: those of an administrator, or the ones that the platform comes with. */
export function settingsOf(world: World): PlatformSettings {
  const row = rows(world).get('platform')
  return {
    support_email: row?.support_email ?? 'support@example.test',
    announcement: row?.announcement ?? null,
    activity_retention_days: row?.activity_retention_days ?? 90,
  }
}

/** Puts others in force. */
export function changeSettings(world: World, settings: PlatformSettings): void {
  const { support_email, announcement, activity_retention_days } = settings
  rows(world).delete('platform')
  rows(world).insert({ id: 'platform', support_email, announcement, activity_retention_days })
}
