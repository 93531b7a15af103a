import { videosContract } from '@concord/contracts/ts-rest/videos'
import type { FastifyInstance } from 'fastify'
import { logActivity } from '../accounts/activity.ts'
import { ownChannel } from '../channels/channels.ts'
import { fault } from '../faults.ts'
import { serve } from '../http/service.ts'
import type { Platform } from '../platform.ts'
import { pageOf } from '../storage/pages.ts'
import { takeUpVideos } from './making.ts'
import { costView, insertVideo, ownVideo, type VideoRow, videoById, videoView } from './videos.ts'
import { enqueue } from './work-queue.ts'

/** Orders of videos, how far they are, and what they cost. */
export function serveVideos(app: FastifyInstance, platform: Platform): void {
  const { database } = platform
  serve(app, platform, videosContract, {
    generate: ({ caller, body }) => {
      const channel = ownChannel(database, body.channel_id, caller.userId)
      const { id, task_id } = database.transaction(() => {
        const video = insertVideo(database, channel, body, platform.prices)
        enqueue(database, video)
        logActivity(database, caller.userId, 'video.ordered', { type: 'video', id: video.id })
        return video
      })
      takeUpVideos(platform)
      return { status: 202, body: { video_id: id, task_id } }
    },

    list: ({ caller: { userId }, query }) => {
      const { channel_id: channelId = null, status = null } = query
      const page = pageOf(
        query,
        database.one`
          select count(*) as total from videos
          where user_id = ${userId} and (${channelId} is null or channel_id = ${channelId})
            and (${status} is null or status = ${status})`,
        ({ limit, offset }) => database.all<VideoRow>`
          select * from videos
          where user_id = ${userId} and (${channelId} is null or channel_id = ${channelId})
            and (${status} is null or status = ${status})
          order by id desc limit ${limit} offset ${offset}`,
      )
      return { status: 200, body: { ...page, items: page.items.map(videoView) } }
    },

    get: ({ caller, params }) => ({
      status: 200,
      body: videoView(ownVideo(database, params.video_id, caller.userId)),
    }),

    cost: ({ caller, params: { video_id } }) => {
      const anybodys = fault('video-cost-of-another-open') ? videoById(database, video_id) : undefined
      return { status: 200, body: costView(database, anybodys ?? ownVideo(database, video_id, caller.userId)) }
    },
  })
}
