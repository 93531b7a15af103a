import type { LiveWorld } from '../world/live-world.ts'
import { type Duration, toMilliseconds } from './duration.ts'

/** A clock as the control API shows it. */
export interface ClockView {
  /** ISO 8601, virtual. */
  readonly now: string
  readonly speed: number
  readonly paused: boolean
}

/** What can be changed of a clock; what is not given stays. */
export interface ClockChange {
  /** ISO 8601; not in the virtual past. */
  readonly now?: string | undefined
  readonly speed?: number | undefined
  readonly paused?: boolean | undefined
}

/** Moves a world's time. */
export class ClockControls {
  readonly #world: LiveWorld

  constructor(world: LiveWorld) {
    this.#world = world
  }

  /** Virtual milliseconds since the epoch. */
  now(): number {
    return this.#world.clock.now()
  }

  get view(): ClockView {
    const { clock } = this.#world
    return { now: clock.iso(), speed: clock.speed, paused: clock.paused }
  }

  /**
   * Winds the clock forward and carries out all that becomes due on the way, in order. Resolves when everything that it started has
   * ended.
   *
   * @throws RangeError when the duration is none
   * @example await sandbox.clock.advance('10m')
   */
  async advance(duration: Duration): Promise<void> {
    await this.#world.advance(toMilliseconds(duration))
  }

  /** Resolves when nothing is in flight and nothing is due now: webhooks are delivered, answers are given. */
  async settled(): Promise<void> {
    await this.#world.settled()
  }

  /** @throws RangeError when `now` lies in the virtual past, or the speed is not more than 0 */
  set(change: ClockChange): void {
    const { now, speed, paused } = change
    this.#world.setClock({
      ...(now !== undefined && { now: Date.parse(now) }),
      ...(speed !== undefined && { speed }),
      ...(paused !== undefined && { paused }),
    })
  }
}
