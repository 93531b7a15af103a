/**
 * What is in flight in a world. The clock waits for it, so whoever waits for the clock, for a lock or for something outside of the
 * world must say so, or both would wait for each other.
 */
export interface Activity {
  /** Runs `work` and counts it as in flight until it has ended. */
  track<T>(work: () => T | Promise<T>): T | Promise<T>
  /**
   * Starts all works in this turn and waits for all. What is in flight already must use it in place of `Promise.all`, so that one of
   * them may wait for the clock while another does not.
   */
  all<T>(works: readonly (() => Promise<T>)[]): Promise<T[]>
  /**
   * Waits for virtual time. On a clock that stands still that is until somebody moves it.
   * @throws {WorldReplaced} when the world was reset or restored meanwhile
   */
  sleep(milliseconds: number): Promise<void>
  /** Waits for something that is not part of the world: a request to a real address. A running clock goes on meanwhile. */
  outside<T>(work: Promise<T>): Promise<T>
}

/** The world was reset or restored while something waited in it. */
export class WorldReplaced extends Error {
  override readonly name = 'WorldReplaced'

  constructor() {
    super('The world was reset or restored while this was waiting; what it waited for will not come.')
  }
}

/** Counts what is in flight and tells when nothing is. */
export class ActivityCount {
  #inside = 0
  #outside = 0
  #idle: (() => void)[] = []
  /** Called whenever nothing inside is in flight any more. */
  onIdle: (() => void) | undefined

  begin(): void {
    this.#inside++
  }

  end(): void {
    this.#inside--
    this.#tell()
  }

  get insideIsIdle(): boolean {
    return this.#inside === 0
  }

  get isIdle(): boolean {
    return this.#inside === 0 && this.#outside === 0
  }

  /**
   * Says that whoever is at work begins to wait. What is given says that it goes on, and must be called before it does: there is to be
   * no moment at which nobody seems to be at work. Where nothing is in flight, who waits is not counted either.
   */
  wait(): () => void {
    if (this.#inside === 0) return () => {}
    this.end()
    return () => this.begin()
  }

  /** Counts as outside, not as inside, until `work` has ended. */
  async outside<T>(work: Promise<T>): Promise<T> {
    this.#outside++
    const goOn = this.wait()
    try {
      return await work
    } finally {
      goOn()
      this.#outside--
      this.#tell()
    }
  }

  async all<T>(works: readonly (() => Promise<T>)[]): Promise<T[]> {
    const counted = this.#inside > 0
    let left = works.length
    if (counted) this.#inside += Math.max(0, left - 1)
    const outcomes = await Promise.allSettled(
      works.map(async (work) => {
        try {
          return await work()
        } finally {
          left--
          // The last one goes on as the one that waits for all.
          if (counted && left > 0) this.end()
        }
      }),
    )
    return outcomes.map((outcome) => {
      if (outcome.status === 'rejected') throw outcome.reason
      return outcome.value
    })
  }

  /** Resolves at the next moment at which something ended; look again then. */
  change(): Promise<void> {
    return new Promise((resolve) => this.#idle.push(resolve))
  }

  #tell(): void {
    if (this.#inside > 0) return
    if (this.#idle.length > 0) {
      const waiting = this.#idle
      this.#idle = []
      for (const resolve of waiting) resolve()
    }
    this.onIdle?.()
  }
}
