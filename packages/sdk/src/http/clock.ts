/** The longest time that a timer can wait, in milliseconds: 24.8 days. */
export const longestTimer = 2 ** 31 - 1

/** Time as the client sees it. Tests and simulations give their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Runs something later, unless the returned function is called before. */
  after(milliseconds: number, run: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, run) {
    // The platform would run it at once.
    if (milliseconds > longestTimer) return () => {}
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
}
