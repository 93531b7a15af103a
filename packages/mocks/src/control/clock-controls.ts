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

/** Times after it could not be written with four digits for the year, tokens and links included. */
const end = Date.parse('9000-01-01T00:00:00Z')

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
   * @throws RangeError when the duration is none, or leads beyond the year 8999
   * @example await sandbox.clock.advance('10m')
   */
  async advance(duration: Duration): Promise<void> {
    const milliseconds = toMilliseconds(duration)
    assertBeforeEnd(this.now() + milliseconds)
    await this.#world.advance(milliseconds)
  }

  /** Resolves when nothing is in flight and nothing is due now: webhooks are delivered, answers are given. */
  async settled(): Promise<void> {
    await this.#world.settled()
  }

  /** @throws RangeError when `now` lies in the virtual past or beyond the year 8999, or the speed is not more than 0 */
  set(change: ClockChange): void {
    const { speed, paused } = change
    const now = change.now === undefined ? undefined : Date.parse(change.now)
    if (now !== undefined) assertBeforeEnd(now)
    this.#world.setClock({
      ...(now !== undefined && { now }),
      ...(speed !== undefined && { speed }),
      ...(paused !== undefined && { paused }),
    })
  }
}

function assertBeforeEnd(at: number): void {
  if (at >= end) throw new RangeError('A clock goes no further than the year 8999.')
}
