import type { Timers } from '../world/runner.ts'

/** The host's own time: what carries the clocks of worlds that do not stand still. */
export const realTimers: Timers = {
  now: () => performance.now(),
  setTimer: (work, milliseconds) => setTimeout(work, milliseconds),
  clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
}
