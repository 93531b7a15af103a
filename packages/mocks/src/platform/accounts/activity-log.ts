import type { World } from '../../world/world.ts'
import { settingsOf } from '../platform-settings.ts'
import { type ActivityRow, activities } from '../rows.ts'

const day = 86_400_000

/** How many are kept at least while they are young enough. */
const kept = 10_000

/**
 * Notes what somebody did, for their own list and the administrators' log. Never a secret: only what and to which.
 *
 * @example logActivity(world, 7, 'document.created', 'document', 42)
 */
export function logActivity(
  world: World,
  userId: number,
  action: string,
  resourceType: string | null = null,
  resourceId: number | string | null = null,
): void {
  const rows = activities(world)
  rows.insert({
    id: rows.nextId(),
    user_id: userId,
    action,
    resource_type: resourceType,
    resource_id: resourceId === null ? null : String(resourceId),
    created_at: world.clock.iso(),
  })
  // In large pieces, so that most notes cost nothing.
  if (rows.size >= 2 * kept) for (const { id } of rows.all().slice(0, -kept)) rows.delete(id)
}

/** What was done by whom, or all of it, the oldest first. What is older than the settings want it to be is forgotten. */
export function activityOf(
  world: World,
  who: Partial<Pick<ActivityRow, 'user_id' | 'action'>> = {},
): readonly ActivityRow[] {
  const rows = activities(world)
  const oldest = world.clock.iso(world.clock.now() - settingsOf(world).activity_retention_days * day)
  for (const { id, created_at } of rows.all()) {
    if (created_at >= oldest) break
    rows.delete(id)
  }
  return rows.where(who)
}
