/** So many requests in so many seconds. */
export interface Limit {
  readonly limit: number
  readonly seconds: number
}

interface Window {
  readonly ends: number
  used: number
}

/** Where windows are counted. In memory it serves one process; several need a store that they share, such as Redis. */
export interface LimitStore {
  /** Counts one more in the window of this key, which begins with the first request in it. */
  hit(key: string, seconds: number): Window
}

/** How much is left, and for how long. */
export interface Allowance {
  readonly exceeded: boolean
  readonly headers: Readonly<Record<string, string>>
  /** Seconds until the window starts again. */
  readonly reset: number
}

/** Counts requests. While its store fails everything passes: a limit protects the platform, it must not stop it. */
export class RateLimits {
  store: LimitStore = new MemoryStore()

  /**
   * @param who the user, or the address of somebody unknown
   * @returns undefined when nothing can be said, because the store is down
   */
  count({ limit, seconds }: Limit, who: string): Allowance | undefined {
    let window: Window
    try {
      window = this.store.hit(`${limit}/${seconds} ${who}`, seconds)
    } catch {
      return undefined
    }
    const reset = Math.max(1, Math.ceil((window.ends - Date.now()) / 1000))
    return {
      exceeded: window.used > limit,
      reset,
      headers: {
        'ratelimit-limit': String(limit),
        'ratelimit-remaining': String(Math.max(0, limit - window.used)),
        'ratelimit-reset': String(reset),
      },
    }
  }

  /** Whether the store answers. */
  get isHealthy(): boolean {
    try {
      this.store.hit('health', 1)
      return true
    } catch {
      return false
    }
  }
}

/** Windows in this process. */
export class MemoryStore implements LimitStore {
  readonly #windows = new Map<string, Window>()

  hit(key: string, seconds: number): Window {
    const now = Date.now()
    let window = this.#windows.get(key)
    if (window === undefined || window.ends <= now) {
      if (this.#windows.size > mostWindows) this.#forget(now)
      window = { ends: now + seconds * 1000, used: 0 }
      this.#windows.set(key, window)
    }
    window.used += 1
    return window
  }

  #forget(now: number): void {
    for (const [key, { ends }] of this.#windows) if (ends <= now) this.#windows.delete(key)
  }
}

const mostWindows = 10_000
