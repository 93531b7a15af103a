import { setTimeout as sleep } from 'node:timers/promises'
import { seconds } from './clock.ts'

/** After a failure of our own. */
const beforeAnotherTry = 30 * seconds

/** Carries work through. A failure of our own is not the customer's: the work is taken up again. */
export async function carryThrough(name: string, work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      signal.throwIfAborted()
      console.error(`${name} stopped and is taken up again in a moment:`, error)
      await sleep(beforeAnotherTry, undefined, { signal })
    }
  }
}

/** Work that goes on while nobody waits for it. It can be stopped, and what is stopped changes nothing any more. */
export class BackgroundWork {
  readonly #going = new Map<string, AbortController>()

  /**
   * Begins after a while, unless work of this name goes on or waits already.
   *
   * @param delay milliseconds
   * @param work is told by the signal when to stop
   */
  start(name: string, delay: number, work: (signal: AbortSignal) => Promise<void>): void {
    if (this.#going.has(name)) return
    const controller = new AbortController()
    this.#going.set(name, controller)
    this.#run(name, delay, work, controller).catch((error: unknown) => {
      if (!controller.signal.aborted) console.error(`${name} failed:`, error)
    })
  }

  stop(name: string): void {
    this.#going.get(name)?.abort()
    this.#going.delete(name)
  }

  stopAll(): void {
    for (const name of [...this.#going.keys()]) this.stop(name)
  }

  async #run(
    name: string,
    delay: number,
    work: (signal: AbortSignal) => Promise<void>,
    controller: AbortController,
  ): Promise<void> {
    try {
      await sleep(delay, undefined, { signal: controller.signal })
      await work(controller.signal)
    } finally {
      if (this.#going.get(name) === controller) this.#going.delete(name)
    }
  }
}
