/** Seconds, or a text such as `90s`, `10m`, `1h30m`, `3d`, `500ms`. */
export type Duration = number | DurationText

export type DurationText =
  | `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`
  | `${number}${'h' | 'm' | 'd'}${number}${'h' | 'm' | 's'}`

const milliseconds: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * A length of time in milliseconds.
 *
 * @throws RangeError when it is negative, not finite, or a text that is none
 * @example toMilliseconds('1h30m') // 5_400_000
 */
export function toMilliseconds(duration: Duration | string): number {
  if (typeof duration === 'number') {
    if (!Number.isFinite(duration) || duration < 0) {
      throw new RangeError(`A duration is a number of seconds from 0 up, not ${duration}.`)
    }
    return Math.round(duration * 1000)
  }
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(duration)) {
    throw new RangeError(`"${duration}" is not a duration. Write 90s, 10m, 1h30m, 3d, or a number of seconds.`)
  }
  let total = 0
  for (const [, amount, unit] of duration.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total += Number(amount) * (milliseconds[unit ?? ''] ?? 0)
  }
  return Math.round(total)
}
