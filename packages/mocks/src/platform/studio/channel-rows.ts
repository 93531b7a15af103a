import type { World } from '../../world/world.ts'
import { channels, videos } from '../rows.ts'

/** Takes a channel away with its videos. Whoever was at one of them is free for those that wait. */
export function deleteChannel(world: World, channelId: number): void {
  for (const { id } of videos(world).where({ channel_id: channelId })) videos(world).delete(id)
  channels(world).delete(channelId)
  world.scheduler.after(0, 'videos.begin', {})
}
