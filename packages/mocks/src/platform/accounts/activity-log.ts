import type { World } from '../../world/world.ts'
import { activities } from '../rows.ts'

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
}
