import type { VideoComponent } from '@concord/sdk/types'

/** In cents: from here on the user is told. */
export const alertAmount = 250
/** In cents: no video costs more. */
export const limitAmount = 300
export const currency = 'usd'

/** What a video is made of, in the order in which it is bought. */
export const components = [
  'script',
  'voice',
  'visuals',
  'music',
  'thumbnail',
  'rendering',
] as const satisfies readonly VideoComponent[]

/** Cents. */
export type Prices = Readonly<Record<VideoComponent, number>>

/** What the components of a video cost. */
export class PriceList {
  /** What all of them come to, in cents, where something says so: each keeps its share. */
  total: number | undefined

  /** @example new PriceList().pricesFor(360) // script 10, voice 30, visuals 42, music 8, thumbnail 6, rendering 12 */
  pricesFor(durationSeconds: number): Prices {
    const minutes = durationSeconds / 60
    const usual: Prices = {
      script: 10,
      voice: Math.round(5 * minutes),
      visuals: Math.round(7 * minutes),
      music: 8,
      thumbnail: 6,
      rendering: Math.round(2 * minutes),
    }
    return this.total === undefined ? usual : { ...usual, ...shares(this.total, components, usual) }
  }
}

/**
 * Splits an amount among components, as dear as they are beside one another. Nothing is lost in rounding.
 *
 * @example shares(54, ['script', 'voice'], prices) // { script: 14, voice: 40 }, where they cost 10 and 30
 */
export function shares(
  total: number,
  among: readonly VideoComponent[],
  prices: Prices,
): Partial<Record<VideoComponent, number>> {
  const whole = among.reduce((sum, name) => sum + prices[name], 0)
  const shared: Partial<Record<VideoComponent, number>> = {}
  let reached = 0
  let given = 0
  for (const name of among) {
    reached += prices[name]
    const upToHere = Math.round((total * reached) / whole)
    shared[name] = upToHere - given
    given = upToHere
  }
  return shared
}
