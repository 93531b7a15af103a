import { longestTimer } from './clock.ts'

/**
 * What `Retry-After` asks for, in milliseconds: seconds, or a date in any of the three forms of RFC 9110 §5.6.7. Dates in the past give 0,
 * values beyond any timer are cut to 24.8 days, and nonsense is as good as nothing.
 *
 * @param now Milliseconds since the epoch.
 */
export function retryAfter(headers: Pick<Headers, 'get'>, now: number): number | undefined {
  const value = headers.get('retry-after')
  let wait = Number.NaN
  if (!value) return
  if (/^[\d.]+$/.test(value)) wait = Number(value) * 1000
  // The asctime form names no zone and would be read as local time.
  else if (/^[A-Z][a-z]{2}/.test(value)) wait = Date.parse(value.replace(/( GMT)?$/, ' GMT')) - now
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), longestTimer)
}
