/** Virtual time in milliseconds since the epoch. */
export interface Clock {
  now(): number
  /** ISO 8601 in UTC without fractions of a second, as the platform writes it. */
  iso(at?: number): string
  readonly paused: boolean
  readonly speed: number
}
