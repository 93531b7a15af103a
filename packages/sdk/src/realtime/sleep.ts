import type { Clock } from '../http/clock.ts'

/** Waits; an end of the signal wakes it at once, without an error. */
export function sleep(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve()
      return
    }
    const wake = () => {
      stop()
      signal.removeEventListener('abort', wake)
      resolve()
    }
    const stop = clock.after(milliseconds, wake)
    signal.addEventListener('abort', wake)
  })
}
