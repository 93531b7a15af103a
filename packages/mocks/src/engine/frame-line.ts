import type { World } from '../world/world.ts'

/**
 * The line on which the messages of one socket travel towards its client, with what slows them down or changes their order. What waits
 * on it is not part of the world: a snapshot has no sockets.
 */
export class FrameLine<Message> {
  readonly #world: World
  readonly #put: (message: Message) => void
  /** When the last of what is under way arrives; virtual milliseconds. */
  #lastArrival = 0
  #waiting = 0
  #held: Message | undefined

  /** @param put hands a message over to the client */
  constructor(world: World, put: (message: Message) => void) {
    this.#world = world
    this.#put = put
  }

  /** Sends a message; it arrives behind all that was sent before it. */
  send(message: Message, copies: number, delay: number): void {
    this.#behind(delay, () => {
      for (let copy = 0; copy < copies; copy++) this.#put(message)
      this.#release()
    })
  }

  /** Keeps a message back until the next one has gone, or nothing has come for `patience`; virtual milliseconds. */
  overtake(message: Message, patience: number): void {
    if (this.#held !== undefined) {
      this.send(message, 1, 0)
      return
    }
    this.#held = message
    this.#later(patience, () => {
      if (this.#held === message) this.#release()
    })
  }

  /** Does something when all that was sent before has arrived. */
  end(work: () => void): void {
    this.#behind(0, () => {
      this.#release()
      work()
    })
  }

  #release(): void {
    const held = this.#held
    if (held === undefined) return
    this.#held = undefined
    this.#put(held)
  }

  #behind(delay: number, work: () => void): void {
    if (delay === 0 && this.#waiting === 0) {
      work()
      return
    }
    const now = this.#world.clock.now()
    this.#lastArrival = Math.max(this.#lastArrival, now + delay)
    this.#waiting++
    this.#later(this.#lastArrival - now, () => {
      this.#waiting--
      work()
    })
  }

  #later(delay: number, work: () => void): void {
    const { activity } = this.#world
    // Tracked, because whoever sends goes on without waiting for this. Only a world that was replaced does not wake it, and that one
    // has no sockets.
    void activity.track(() => activity.sleep(delay).then(work, () => {}))
  }
}
