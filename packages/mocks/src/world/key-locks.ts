import type { ActivityCount } from './activity.ts'

/**
 * One after another under each key. Whoever waits does not count as in flight: the one before it may be waiting for the clock.
 * The right is handed over, so that there is no moment at which nobody seems to be at work.
 */
export class KeyLocks {
  readonly #queues = new Map<string, (() => void)[]>()
  readonly #activity: ActivityCount

  constructor(activity: ActivityCount) {
    this.#activity = activity
  }

  async serialised<T>(key: string, work: () => T | Promise<T>): Promise<T> {
    const queue = this.#queues.get(key)
    if (queue === undefined) this.#queues.set(key, [])
    else await this.#turn(queue)
    try {
      return await work()
    } finally {
      const next = this.#queues.get(key)?.shift()
      if (next === undefined) this.#queues.delete(key)
      else next()
    }
  }

  #turn(queue: (() => void)[]): Promise<void> {
    return new Promise((resolve) => {
      const goOn = this.#activity.wait()
      queue.push(() => {
        goOn()
        resolve()
      })
    })
  }
}
