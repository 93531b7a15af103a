import { randomUUID } from 'node:crypto'
import type { BoughtComponent, Channel, Video, VideoCost, VideoError, VideoOrder } from '@concord/sdk/types'
import { Problem } from '../http/problems.ts'
import { timestamp } from '../storage/clock.ts'
import type { Database } from '../storage/database.ts'
import { alertAmount, currency, limitAmount, type PriceList } from './prices.ts'

/** A video as the database has it. With its components it is the checkpoint: a worker that takes it over needs nothing else. */
export interface VideoRow extends Omit<Video, 'error'> {
  /** What its channel was about when it was ordered, and in which language. */
  readonly niche: string
  readonly language: string
  /** JSON: what each component costs. */
  readonly prices: string
  readonly error_code: VideoError['code'] | null
  readonly error_detail: string | null
  /** The sum of what was bought, in cents. */
  readonly amount: number
  readonly alerted_at: string | null
}

export const videoById = (database: Database, id: number): VideoRow | undefined =>
  database.one<VideoRow>`select * from videos where id = ${id}`

/**
 * The video, if it is this user's.
 *
 * @throws Problem video_not_found where there is none, not_authorized where it is somebody else's
 */
export function ownVideo(database: Database, id: number, userId: number): VideoRow {
  const video = videoById(database, id)
  if (!video) throw new Problem('video_not_found')
  if (video.user_id !== userId) throw new Problem('not_authorized')
  return video
}

/** Stores an order. What it costs is agreed now, and its channel stays for it what it is now. */
export function insertVideo(database: Database, channel: Channel, order: VideoOrder, priceList: PriceList): VideoRow {
  const now = timestamp()
  const { user_id, id, niche, language } = channel
  const { title, topic, duration_seconds = 360, priority = 'normal' } = order
  const prices = JSON.stringify(priceList.pricesFor(duration_seconds))
  const video = database.one<VideoRow>`
    insert into videos (user_id, channel_id, task_id, title, topic, duration_seconds, priority, niche, language, prices,
                        created_at, updated_at)
    values (${user_id}, ${id}, ${randomUUID()}, ${title}, ${topic}, ${duration_seconds}, ${priority}, ${niche},
            ${language}, ${prices}, ${now}, ${now})
    returning *`
  if (!video) throw new Error('The video was not stored.')
  return video
}

type Bought = Omit<BoughtComponent, 'currency'>

/** What was bought for a video, in the order in which it was. */
export const boughtFor = (database: Database, id: number): Bought[] =>
  database.all<Bought>`select name, amount, bought_at from bought_components where video_id = ${id} order by rowid`

/** A video as the API shows it. */
export function videoView(row: VideoRow): Video {
  const { id, user_id, channel_id, task_id, title, topic, duration_seconds, priority, status, progress } = row
  const { stage, script, error_code, error_detail, created_at, started_at, finished_at, updated_at } = row
  return {
    id,
    user_id,
    channel_id,
    task_id,
    title,
    topic,
    duration_seconds,
    priority,
    status,
    progress,
    stage,
    script,
    error: error_code === null ? null : { code: error_code, detail: error_detail ?? error_code },
    created_at,
    started_at,
    finished_at,
    updated_at,
  }
}

/** What a video has cost so far. */
export const costView = (database: Database, { id, amount, alerted_at, updated_at }: VideoRow): VideoCost => ({
  video_id: id,
  amount,
  currency,
  alert_amount: alertAmount,
  limit_amount: limitAmount,
  alerted_at,
  components: boughtFor(database, id).map((bought) => ({ ...bought, currency })),
  updated_at,
})
