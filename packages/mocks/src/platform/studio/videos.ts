import type { Video } from '@concord/sdk/types'
import type { VideosBehaviours } from '../../generated/videos.ts'
import { logActivity } from '../accounts/activity-log.ts'
import { type OwnerCall, ownedBy } from '../ownership.ts'
import { newestPageOf } from '../pages.ts'
import { type VideoRow, videos } from '../rows.ts'
import { ownChannel } from './own-channel.ts'
import { costOf } from './video-budget.ts'
import { orderVideo } from './video-queue.ts'

/** Orders of videos, how far they are and what they cost. */
export const videosBehaviours: VideosBehaviours = {
  'videos.generate': (call) => {
    const channel = ownChannel(call, call.body.channel_id)
    const video = orderVideo(call.world, channel, call.body)
    logActivity(call.world, call.caller.userId, 'video.ordered', 'video', video.id)
    return call.reply(202, { video_id: video.id, task_id: video.task_id })
  },

  'videos.list': (call) => {
    const { channel_id, status } = call.query
    const own = videos(call.world).where({
      user_id: call.caller.userId,
      ...(channel_id !== undefined && { channel_id }),
      ...(status !== undefined && { status }),
    })
    return call.reply(200, newestPageOf(own, call.query, videoView))
  },

  'videos.get': (call) => call.reply(200, videoView(ownVideo(call))),

  'videos.cost': (call) => call.reply(200, costOf(ownVideo(call))),
}

const ownVideo = (call: OwnerCall & { readonly path: { readonly video_id: number } }): VideoRow =>
  ownedBy(call, videos(call.world).get(call.path.video_id), 'video_not_found')

/** A video as the platform shows it. */
function videoView({ bought: _, alerted_at: __, task: ___, price: ____, ...shown }: VideoRow): Video {
  return shown
}
