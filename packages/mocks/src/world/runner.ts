import { type Activity, ActivityCount, WorldReplaced } from './activity.ts'
import type { TaskHandler } from './task-handler.ts'
import type { TaskHeap } from './task-heap.ts'
import type { VirtualClock } from './virtual-clock.ts'
import type { World } from './world.ts'

/** Real time, as the host has it. */
export interface Timers {
  /** Milliseconds; only differences count. */
  now(): number
  setTimer(work: () => void, milliseconds: number): unknown
  clearTimer(timer: unknown): void
}

export type TaskHandlers = (task: string) => TaskHandler | undefined

/** Something failed where nobody waits for an answer. */
export type FailureListener = (world: World, task: string, error: unknown) => void

const wake = 'world.wake'
/** Through all the layers that an answer or a message passes, without a timer: those may be faked where this runs. */
async function othersTurn(): Promise<void> {
  for (let turn = 0; turn < 24; turn++) await undefined
}

const longestTimer = 2 ** 31 - 1

/** Moves a world's clock and carries out what is due: one task after another, each to its end, with all that it started. */
export class Runner implements Activity {
  readonly #world: World
  readonly #clock: VirtualClock
  readonly #heap: TaskHeap
  readonly #handlers: TaskHandlers
  readonly #failed: FailureListener
  readonly activity = new ActivityCount()
  readonly #sleepers = new Map<number, { wake: () => void; fail: (error: Error) => void }>()
  /** Only one moves the clock at a time. */
  #turns: Promise<void> = Promise.resolve()
  #pumping = false
  #timers: Timers | undefined
  #timer: unknown
  #armedFor: number | undefined

  constructor(world: World, clock: VirtualClock, heap: TaskHeap, handlers: TaskHandlers, failed: FailureListener) {
    this.#world = world
    this.#clock = clock
    this.#heap = heap
    this.#handlers = handlers
    this.#failed = failed
    heap.onEarlier = () => this.wakeUp()
    this.activity.onIdle = () => this.wakeUp()
  }

  track<T>(work: () => T | Promise<T>): T | Promise<T> {
    this.activity.begin()
    let result: T | Promise<T>
    try {
      result = work()
    } catch (error) {
      this.activity.end()
      throw error
    }
    if (!(result instanceof Promise)) {
      this.activity.end()
      return result
    }
    return result.finally(() => this.activity.end())
  }

  sleep(milliseconds: number): Promise<void> {
    if (milliseconds <= 0) return Promise.resolve()
    return new Promise<void>((resolve, reject) => {
      const id = this.#heap.after(milliseconds, wake, null)
      const goOn = this.activity.wait()
      this.#sleepers.set(id, {
        wake: () => {
          goOn()
          resolve()
        },
        fail: (error) => {
          goOn()
          reject(error)
        },
      })
    })
  }

  all<T>(works: readonly (() => Promise<T>)[]): Promise<T[]> {
    return this.activity.all(works)
  }

  outside<T>(work: Promise<T>): Promise<T> {
    return this.activity.outside(work)
  }

  /** Carries out what is due by now, or sees to it that somebody does when it is. */
  wakeUp(): void {
    if (this.#pumping || !this.activity.insideIsIdle) return
    const next = this.#heap.next
    if (next !== undefined && next <= this.#clock.reached()) {
      this.#pumping = true
      void this.#inTurn(async () => {
        // Whoever asked for what brought this about should have the answer first.
        await othersTurn()
        await this.#runUntil(() => this.#clock.reached(), false)
        this.#pumping = false
      }).then(() => this.wakeUp())
    } else {
      this.#arm()
    }
  }

  /** Winds the clock forward; resolves when all that was due is done and the clock stands exactly at the target. */
  advance(milliseconds: number): Promise<void> {
    if (!(milliseconds >= 0)) throw new RangeError(`Time only goes forward: ${milliseconds} ms is not possible.`)
    return this.#inTurn(async () => {
      const from = this.#clock.now()
      const target = from + milliseconds
      await this.#runUntil(() => target, true)
      this.#clock.land(target)
      this.#world.timeline.record('clock', { event: 'advanced', seconds: milliseconds / 1000 })
    }).finally(() => this.wakeUp())
  }

  /** Resolves when nothing is in flight and nothing is due now. */
  async settled(): Promise<void> {
    for (;;) {
      await this.#turns
      const next = this.#heap.next
      if (!this.activity.isIdle) await this.activity.change()
      else if (next !== undefined && next <= this.#clock.reached())
        await this.#inTurn(() => this.#runUntil(() => this.#clock.reached(), true))
      else if (!this.#pumping) return
    }
  }

  /** Lets real time carry the clock, until the returned function is called. */
  drive(timers: Timers): () => void {
    this.#carry(timers)
    this.wakeUp()
    return () => {
      if (this.#timers === timers) this.#carry(undefined)
    }
  }

  /** The virtual time stays when another real time takes over. */
  #carry(timers: Timers | undefined): void {
    this.#disarm()
    const now = this.#clock.now()
    this.#timers = timers
    this.#clock.set({ now })
  }

  /** Time passes differently from now on. */
  rescheduled(): void {
    this.#disarm()
    this.wakeUp()
  }

  get realNow(): number {
    return this.#timers?.now() ?? 0
  }

  /** The state was replaced: nobody who waits will be woken by it. */
  replaced(): void {
    const sleepers = [...this.#sleepers.values()]
    this.#sleepers.clear()
    for (const sleeper of sleepers) sleeper.fail(new WorldReplaced())
    this.rescheduled()
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turns.then(async () => {
      this.#clock.hold()
      try {
        await work()
      } finally {
        this.#clock.release()
      }
    })
    this.#turns = turn.catch(() => {})
    return turn
  }

  /**
   * @param thorough waits for what is outside too; a clock that real time carries does not stand still for a slow address
   */
  async #runUntil(limit: () => number, thorough: boolean): Promise<void> {
    const everything = thorough || this.#clock.paused
    for (;;) {
      while (everything ? !this.activity.isIdle : !this.activity.insideIsIdle) await this.activity.change()
      const task = this.#heap.take(limit())
      if (task === undefined) return
      this.#clock.land(task.at)
      this.#run(task.id, task.task, task.payload)
      // Whoever was told of something by this task may do something about it before the next one.
      await othersTurn()
    }
  }

  #run(id: number, name: string, payload: unknown): void {
    if (name === wake) {
      const sleeper = this.#sleepers.get(id)
      this.#sleepers.delete(id)
      sleeper?.wake()
      return
    }
    // What fails is told of while it still counts as in flight: whoever waits for the clock sees it.
    void this.track(() => {
      try {
        const handler = this.#handlers(name)
        if (handler === undefined) throw new Error(`No service has a handler for the task "${name}".`)
        const result = handler(this.#world, payload as never)
        return result instanceof Promise ? result.catch((error) => this.#tell(name, error)) : undefined
      } catch (error) {
        return this.#tell(name, error)
      }
    })
  }

  /** A task of a world that is no more has nobody to fail for. */
  #tell(task: string, error: unknown): void {
    if (!(error instanceof WorldReplaced)) this.#failed(this.#world, task, error)
  }

  #arm(): void {
    const next = this.#heap.next
    if (next === this.#armedFor) return
    this.#disarm()
    if (this.#timers === undefined || this.#clock.paused || next === undefined) return
    this.#armedFor = next
    const wait = Math.ceil((next - this.#clock.reached()) / this.#clock.speed)
    const fire = () => {
      this.#disarm()
      this.wakeUp()
    }
    this.#timer = this.#timers.setTimer(fire, Math.min(Math.max(wait, 0), longestTimer))
  }

  #disarm(): void {
    if (this.#timer !== undefined) this.#timers?.clearTimer(this.#timer)
    this.#timer = undefined
    this.#armedFor = undefined
  }
}
