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
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
}
