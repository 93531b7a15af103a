import type { VideoComponent } from '@concord/sdk/types'
import { fault } from '../faults.ts'
import { timestamp } from '../storage/clock.ts'
import type { Database } from '../storage/database.ts'
import { alertAmount, components, limitAmount, type Prices } from './prices.ts'
import { boughtFor, type VideoRow, videoById } from './videos.ts'

/** What became of a purchase. */
export type Purchase =
  | {
      readonly kind: 'bought'
      readonly video: VideoRow /** Whether its user is to be told of the amount. */
      readonly alerts: boolean
    }
  /** Nothing was bought: the video would have cost `amount`. */
  | { readonly kind: 'beyond the limit'; readonly amount: number }
  /** Nobody makes this video any more. */
  | { readonly kind: 'gone' }

/**
 * Buys a component, unless the video would then cost more than it may. The look at the limit and the purchase are one step, so however many
 * buy at once, no two of them pass it together; and whoever takes the video over finds what is paid.
 *
 * @param script what was written, where that is bought
 */
export function buy(database: Database, videoId: number, name: VideoComponent, script?: string): Purchase {
  return database.transaction(() => {
    const video = videoById(database, videoId)
    if (video?.status !== 'processing') return { kind: 'gone' }
    const prices: Prices = JSON.parse(video.prices)
    const amount = video.amount + prices[name]
    if (amount > limitAmount && !fault('video-beyond-the-limit')) return { kind: 'beyond the limit', amount }
    const now = timestamp()
    database.run`
      insert into bought_components (video_id, name, amount, bought_at)
      values (${videoId}, ${name}, ${prices[name]}, ${now})`
    const alerts = video.alerted_at === null && amount >= alertAmount && !fault('budget-alert-never')
    database.run`
      update videos
      set amount = ${amount}, progress = ${progressWith(boughtFor(database, videoId).length)},
          script = ${script ?? video.script}, alerted_at = ${alerts ? now : video.alerted_at}, updated_at = ${now}
      where id = ${videoId}`
    return { kind: 'bought', video: videoById(database, videoId) ?? video, alerts }
  })
}

/** Per cent. */
export const progressWith = (bought: number): number => Math.round((bought / components.length) * 100)
