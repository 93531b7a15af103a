import type { BoughtComponent, VideoComponent, VideoCost } from '@concord/sdk/types'
import type { VideoRow } from '../rows.ts'

/** In cents: from here on the user knows. */
export const alertAmount = 250
/** In cents: no video costs more. */
export const limitAmount = 300
export const currency = 'usd'

/** What a component costs, in cents: as it is, and for each minute of the video. */
const prices: Readonly<Record<VideoComponent, { readonly fixed: number; readonly minute: number }>> = {
  script: { fixed: 10, minute: 0 },
  voice: { fixed: 0, minute: 5 },
  visuals: { fixed: 0, minute: 7 },
  music: { fixed: 8, minute: 0 },
  thumbnail: { fixed: 6, minute: 0 },
  rendering: { fixed: 0, minute: 2 },
}

/** In the order in which they are bought. */
export const videoComponents = Object.keys(prices) as readonly VideoComponent[]

/**
 * What each component of a video costs, in cents.
 *
 * @param total what all of them come to, where that is said; they keep their shares in it
 * @example priceList(360) // script 10, voice 30, visuals 42, music 8, thumbnail 6, rendering 12
 */
export function priceList(durationSeconds: number, total?: number | null): ReadonlyMap<VideoComponent, number> {
  const minutes = durationSeconds / 60
  const usual = videoComponents.map((name) => Math.round(prices[name].fixed + prices[name].minute * minutes))
  if (total === undefined || total === null) return zipped(usual)
  const scaled = usual.map((price) => Math.floor((price * total) / sum(usual)))
  // What rounding down has left over is the last one's.
  return zipped([...scaled.slice(0, -1), total - sum(scaled.slice(0, -1))])
}

/** What a video has cost so far, in cents. */
export const spentOn = (bought: readonly BoughtComponent[]): number => sum(bought.map(({ amount }) => amount))

/** What a video has cost so far, as the platform shows it. */
export function costOf({ id, bought, alerted_at, updated_at }: VideoRow): VideoCost {
  return {
    video_id: id,
    amount: spentOn(bought),
    currency,
    alert_amount: alertAmount,
    limit_amount: limitAmount,
    alerted_at,
    components: [...bought],
    updated_at,
  }
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)

const zipped = (amounts: readonly number[]): ReadonlyMap<VideoComponent, number> =>
  new Map(videoComponents.map((name, index) => [name, amounts[index] ?? 0]))
