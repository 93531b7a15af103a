/**
 * What is in flight in a world. The clock waits for it, so whoever waits for the clock, for a lock or for something outside of the
 * world must say so, or both would wait for each other.
 */
export interface Activity {
  /** Runs `work` and counts it as in flight until it has ended. */
  track<T>(work: () => T | Promise<T>): T | Promise<T>
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

  /** Counts as outside, not as inside, until `work` has ended. Only for what is counted as inside already. */
  async outside<T>(work: Promise<T>): Promise<T> {
    this.#outside++
    this.end()
    try {
      return await work
    } finally {
      this.#inside++
      this.#outside--
    }
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
