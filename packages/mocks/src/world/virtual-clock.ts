import type { Clock } from './clock.ts'

/** Where a paused world begins unless it is told otherwise: a fixed instant, so that runs can be compared. */
export const defaultStart = Date.parse('2026-01-01T00:00:00Z')

export interface ClockState {
  readonly now: number
  readonly paused: boolean
  readonly speed: number
}

/**
 * A clock that stands still or runs at a multiple of real time. While it runs it never passes a task that has not been carried out:
 * what a task reads is the time for which it was made, however late its timer fired.
 */
export class VirtualClock implements Clock {
  #paused = true
  #speed = 1
  /** The virtual time at `#realBase`; the present itself while nothing moves the clock. */
  #base: number
  #realBase = 0
  #held = 0
  readonly #real: () => number
  readonly #limit: () => number | undefined
  #spelled = ''
  #spelledAt = Number.NaN

  /**
   * @param start virtual milliseconds since the epoch
   * @param real the host's milliseconds; only differences count
   * @param limit when the next task is due
   */
  constructor(start: number, real: () => number, limit: () => number | undefined) {
    this.#base = start
    this.#real = real
    this.#limit = limit
  }

  get paused(): boolean {
    return this.#paused
  }

  get speed(): number {
    return this.#speed
  }

  now(): number {
    if (this.#paused || this.#held > 0) return this.#base
    const limit = this.#limit()
    const reached = this.reached()
    return limit !== undefined && limit < reached ? Math.max(limit, this.#base) : reached
  }

  /** How far real time has carried the clock, tasks or no tasks. */
  reached(): number {
    if (this.#paused) return this.#base
    return Math.floor(this.#base + (this.#real() - this.#realBase) * this.#speed)
  }

  iso(at: number = this.now()): string {
    const second = Math.floor(at / 1000)
    if (second !== this.#spelledAt) {
      this.#spelled = `${new Date(second * 1000).toISOString().slice(0, 19)}Z`
      this.#spelledAt = second
    }
    return this.#spelled
  }

  /** Moves the clock forward to `at`. What it is behind real time, because a timer was late, is not lost. */
  land(at: number): void {
    if (at <= this.#base) return
    if (!this.#paused && at <= this.reached()) {
      this.#settle(at)
    } else {
      this.#base = at
      this.#realBase = this.#real()
    }
  }

  /** Stops the clock where it is until as many `release` calls have come. */
  hold(): void {
    if (this.#held === 0 && !this.#paused) this.#settle(this.now())
    this.#held++
  }

  release(): void {
    this.#held--
  }

  /** Changes how time passes; what is not given stays. */
  set(change: { readonly now?: number; readonly paused?: boolean; readonly speed?: number }): void {
    this.#base = change.now ?? this.now()
    this.#realBase = this.#real()
    this.#paused = change.paused ?? this.#paused
    this.#speed = change.speed ?? this.#speed
  }

  get state(): ClockState {
    return { now: this.now(), paused: this.#paused, speed: this.#speed }
  }

  /** Moves the base to `at` without changing where real time leads. */
  #settle(at: number): void {
    this.#realBase += (at - this.#base) / this.#speed
    this.#base = at
  }
}
