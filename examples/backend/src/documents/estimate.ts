import type { Estimate } from '@concord/sdk/types'

/**
 * How long the generation of a document takes: 25 pages a minute and a fifth more for the checks, rounded up to a minute, with 20 % to
 * both sides.
 *
 * @example estimateFor(50) // { target_pages: 50, estimated_minutes: 3, min_minutes: 2, max_minutes: 4 }
 */
export function estimateFor(targetPages: number): Estimate {
  // 25 pages a minute and a fifth more are 6 minutes for 125 pages: in whole numbers 125 pages do not become 7 minutes.
  const minutes = Math.ceil((targetPages * 6) / 125)
  return {
    target_pages: targetPages,
    estimated_minutes: minutes,
    min_minutes: Math.max(1, Math.round(minutes * 0.8)),
    max_minutes: Math.round(minutes * 1.2),
  }
}

/** Whole seconds for what is left of a document. */
export const secondsFor = (targetPages: number, shareLeft: number): number =>
  Math.ceil(((targetPages * 6 * 60) / 125) * shareLeft)

/** One section a page, and never more than 50. */
export const sectionsFor = (targetPages: number): number => Math.min(targetPages, 50)
