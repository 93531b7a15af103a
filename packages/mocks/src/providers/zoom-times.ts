/** Whether there is a time zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/**
 * What moment is meant: with `Z` it is one of UTC, without it what a clock in that zone shows.
 *
 * @param text `2026-05-01T15:00:00` or `2026-05-01T15:00:00Z`
 * @returns milliseconds, or nothing for a day that no calendar has
 */
export function momentAt(text: string, timezone: string): number | undefined {
  const shown = Date.parse(text.endsWith('Z') ? text : `${text}Z`)
  // February 30th is read as March 2nd.
  if (Number.isNaN(shown) || !new Date(shown).toISOString().startsWith(text.slice(0, 16))) return undefined
  if (text.endsWith('Z')) return shown
  const guess = shown - offset(shown, timezone)
  // The first guess may be on the other side of a change of the clocks.
  return shown - offset(guess, timezone)
}

/** Seconds are as exact as Zoom is. */
export const zoomTime = (moment: number): string => new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z')

function offset(moment: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const part = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1000) * 1000
}
