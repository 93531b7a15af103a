/** What the `RateLimit-*` headers say. */
export interface RateLimit {
  /** Requests allowed in a window. */
  readonly limit: number
  /** Requests left in it. */
  readonly remaining: number
  /** Seconds until it starts again. */
  readonly resetSeconds: number
}

/** Reads the `RateLimit-*` headers; nothing where no limit applies. */
export function rateLimitOf(headers: Pick<Headers, 'get'>): RateLimit | undefined {
  const read = (name: string) => Number(headers.get(`ratelimit-${name}`) ?? Number.NaN)
  const limit = read('limit')
  return Number.isNaN(limit) ? undefined : { limit, remaining: read('remaining'), resetSeconds: read('reset') }
}
