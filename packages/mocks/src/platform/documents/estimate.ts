/** How long a generation takes, in minutes. */
export interface Estimate {
  readonly target_pages: number
  readonly estimated_minutes: number
  readonly min_minutes: number
  readonly max_minutes: number
}

/** 25 pages a minute and a fifth more for the quality checks. */
const millisecondsPerPage = (60_000 / 25) * 1.2

/**
 * The platform's promise for a document of so many pages, rounded up to a minute, with 20 % to both sides.
 *
 * @example estimateFor(50) // { target_pages: 50, estimated_minutes: 3, min_minutes: 2, max_minutes: 4 }
 */
export function estimateFor(targetPages: number): Estimate {
  // 25 pages a minute and a fifth more is 6 minutes for 125 pages: whole numbers, so that 125 pages are 6 minutes and not 7.
  const minutes = Math.ceil((targetPages * 6) / 125)
  return {
    target_pages: targetPages,
    estimated_minutes: minutes,
    min_minutes: Math.max(1, Math.round(minutes * 0.8)),
    max_minutes: Math.round(minutes * 1.2),
  }
}

/** Virtual milliseconds that a generation without hitches takes. */
export const generationTime = (targetPages: number): number => targetPages * millisecondsPerPage

/** One section a page, and never more than 50. */
export const sectionsFor = (targetPages: number): number => Math.min(targetPages, 50)
