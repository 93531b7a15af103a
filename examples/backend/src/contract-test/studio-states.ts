import { VideoStatusSchema } from '@concord/sdk/schemas'
import type { Channel, VideoStatus } from '@concord/sdk/types'
import { z } from 'zod'
import { insertChannel } from '../channels/channels.ts'
import type { Platform } from '../platform.ts'
import { timestamp } from '../storage/clock.ts'
import type { Database } from '../storage/database.ts'
import { alertAmount, components, limitAmount, type Prices, shares } from '../videos/prices.ts'
import { progressWith } from '../videos/purchase.ts'
import { insertVideo, type VideoRow } from '../videos/videos.ts'
import { stranger } from './document-states.ts'
import { type ProviderStates, type StateValues, state } from './states.ts'

const nothing = z.object({})

/** Channels, the videos that are made for them, and what those cost. */
export const studioStates: ProviderStates = {
  'a channel': state(
    z.object({
      language: z
        .string()
        .regex(/^[a-z]{2}$/)
        .default('en'),
    }),
    ['channel_id'],
    ({ platform, user }, { language }) => ({ channel_id: someChannel(platform.database, user().id, language).id }),
  ),

  'a channel of another user': state(nothing, ['channel_id'], ({ platform }) => ({
    channel_id: someChannel(platform.database, stranger(platform)).id,
  })),

  'a video': state(
    z.object({
      status: VideoStatusSchema.default('processing'),
      amount: z.int().min(0).max(limitAmount).optional(),
    }),
    ['video_id', 'channel_id'],
    ({ platform, user }, { status, amount }) => someVideo(platform, user().id, status, amount),
  ),

  'a video of another user': state(nothing, ['video_id', 'channel_id'], ({ platform }) =>
    someVideo(platform, stranger(platform), 'processing'),
  ),

  'the price of a video': state(
    z.object({ amount: z.int().min(10).max(100_000).default(265) }),
    [],
    ({ platform }, { amount }) => {
      platform.prices.total = amount
      return {}
    },
  ),
}

const someChannel = (database: Database, userId: number, language = 'en'): Channel =>
  insertChannel(database, userId, {
    name: 'Meadow minutes',
    niche: 'Insects that pollinate alpine meadows',
    language,
  })

/** How many components there are, and what they have cost together where nobody says. */
const usual: Readonly<Record<VideoStatus, { readonly bought: number; readonly amount: number }>> = {
  queued: { bought: 0, amount: 0 },
  processing: { bought: 2, amount: 40 },
  ready_for_upload: { bought: components.length, amount: 166 },
  failed: { bought: components.length - 1, amount: 282 },
}

/** Nobody works on it: it has no message in the work queue. */
function someVideo(platform: Platform, userId: number, status: VideoStatus, spent?: number): StateValues {
  const { database, prices } = platform
  const channel = someChannel(database, userId)
  const order = { channel_id: channel.id, title: 'Why bees dance', topic: 'How bees tell one another of flowers' }
  const video = insertVideo(database, channel, order, prices)
  if (status !== 'queued') bring(database, video, status, spent ?? usual[status].amount)
  return { video_id: video.id, channel_id: channel.id }
}

function bring(database: Database, video: VideoRow, status: VideoStatus, amount: number): void {
  const { id } = video
  const { bought } = usual[status]
  const now = timestamp()
  const names = components.slice(0, bought)
  const prices: Prices = JSON.parse(video.prices)
  for (const [name, share] of Object.entries(shares(amount, names, prices))) {
    database.run`
      insert into bought_components (video_id, name, amount, bought_at) values (${id}, ${name}, ${share}, ${now})`
  }
  const detail = `With the rendering this video would cost $3.40. No video may cost more than $3.00.`
  const hasFailed = status === 'failed'
  database.run`
    update videos
    set status = ${status}, stage = ${status === 'processing' ? (components[bought] ?? status) : status},
        progress = ${progressWith(bought)}, amount = ${amount}, alerted_at = ${amount >= alertAmount ? now : null},
        script = 'Bees come home dancing, and those who watch them learn the way to the flowers.',
        error_code = ${hasFailed ? 'budget_exceeded' : null}, error_detail = ${hasFailed ? detail : null},
        started_at = ${now}, finished_at = ${status === 'processing' ? null : now}
    where id = ${id}`
}
