import type { Activity } from './activity.ts'
import { BoundedTimeline, type TimelineState } from './bounded-timeline.ts'
import { CountingFaultRules, type FaultRulesState } from './fault-rules.ts'
import { KeyLocks } from './key-locks.ts'
import { MemoryStore, type MemoryStoreState } from './memory-store.ts'
import type { Random } from './random.ts'
import { type FailureListener, Runner, type TaskHandlers, type Timers } from './runner.ts'
import { type RandomState, randomFor, SeededRandom } from './seeded-random.ts'
import { TaskHeap, type TaskHeapState } from './task-heap.ts'
import { type ClockState, defaultStart, VirtualClock } from './virtual-clock.ts'
import type { FaultRule, World, WorldSnapshot } from './world.ts'

export interface WorldOptions {
  readonly name: string
  /** Default 1. */
  readonly seed?: number
  /** Virtual milliseconds since the epoch at the beginning. Default 2026-01-01T00:00:00Z. */
  readonly start?: number | (() => number)
  /** Whether the clock stands still until it is moved. Default true. */
  readonly paused?: boolean
  /** Virtual seconds in a real one, while the clock runs. Default 1. */
  readonly speed?: number
  /** How many items the timeline keeps. Default 10,000. */
  readonly timelineCapacity?: number
  /** Throws for a fault rule that could not be carried out. Default: every rule is taken. */
  readonly admitFault?: (rule: FaultRule) => void
  readonly handlers: TaskHandlers
  readonly failed: FailureListener
}

interface Parts extends WorldSnapshot {
  readonly format: 1
  readonly seed: number
  readonly clock: ClockState
  readonly tasks: TaskHeapState
  readonly random: Readonly<Record<string, RandomState>>
  readonly store: MemoryStoreState
  readonly faults: FaultRulesState
  readonly timeline: TimelineState
}

/** A world and what moves it. */
export class LiveWorld implements World {
  readonly name: string
  readonly clock: VirtualClock
  readonly scheduler: TaskHeap
  readonly store = new MemoryStore()
  readonly timeline: BoundedTimeline
  readonly faults: CountingFaultRules
  readonly #options: WorldOptions
  readonly #runner: Runner
  readonly #locks: KeyLocks
  readonly #random = new Map<string, SeededRandom>()
  readonly #replaced: (() => void)[] = []
  #seed: number

  constructor(options: WorldOptions) {
    this.name = options.name
    this.#options = options
    this.#seed = options.seed ?? 1
    this.clock = new VirtualClock(
      startOf(options),
      () => this.#runner.realNow,
      () => this.scheduler.next,
    )
    this.scheduler = new TaskHeap(() => this.clock.now())
    this.timeline = new BoundedTimeline(() => this.clock.iso(), options.timelineCapacity ?? 10_000)
    this.faults = new CountingFaultRules(
      options.admitFault ?? (() => {}),
      () => this.clock.now(),
      () => this.random('faults'),
      (rule, { on, ...subject }) =>
        this.timeline.record('fault', {
          rule: rule.id,
          ...(rule.scenario && { scenario: rule.scenario }),
          effect: rule.effect.kind,
          on,
          ...subject,
        }),
    )
    this.timeline.subscribe((item) => this.faults.happened(item))
    this.#runner = new Runner(this, this.clock, this.scheduler, options.handlers, options.failed)
    this.#locks = new KeyLocks(this.#runner.activity)
    this.clock.set({ paused: options.paused ?? true, speed: options.speed ?? 1 })
  }

  get seed(): number {
    return this.#seed
  }

  get activity(): Activity {
    return this.#runner
  }

  random(purpose: string): Random {
    let random = this.#random.get(purpose)
    if (random === undefined) {
      random = randomFor(this.#seed, purpose)
      this.#random.set(purpose, random)
    }
    return random
  }

  serialised<T>(key: string, work: () => T | Promise<T>): Promise<T> {
    return this.#locks.serialised(key, work)
  }

  onReplaced(listener: () => void): void {
    this.#replaced.push(listener)
  }

  snapshot(): WorldSnapshot {
    const parts: Parts = {
      format: 1,
      seed: this.#seed,
      clock: this.clock.state,
      tasks: this.scheduler.state,
      random: Object.fromEntries(Array.from(this.#random, ([purpose, random]) => [purpose, random.state])),
      store: this.store.state,
      faults: this.faults.state,
      timeline: this.timeline.state,
    }
    return parts
  }

  restore(snapshot: WorldSnapshot): void {
    const parts = snapshot as Parts
    if (parts.format !== 1)
      throw new Error('This is not a snapshot of a world, or one of another version of the sandbox.')
    this.#seed = parts.seed
    this.#random.clear()
    for (const [purpose, state] of Object.entries(parts.random)) this.#random.set(purpose, new SeededRandom(state))
    this.store.state = parts.store
    this.faults.state = parts.faults
    this.timeline.state = parts.timeline
    this.#replace(parts.clock, parts.tasks)
  }

  reset(seed = this.#seed): void {
    this.#seed = seed
    this.#random.clear()
    this.store.state = {}
    this.faults.state = { lastId: 0, rules: [] }
    this.timeline.state = { lastSeq: 0, items: [] }
    const { paused = true, speed = 1 } = this.#options
    this.#replace({ now: startOf(this.#options), paused, speed }, { lastId: 0, tasks: [] })
  }

  /** Winds the clock forward by virtual milliseconds; see {@link Runner.advance}. */
  advance(milliseconds: number): Promise<void> {
    return this.#runner.advance(milliseconds)
  }

  settled(): Promise<void> {
    return this.#runner.settled()
  }

  drive(timers: Timers): () => void {
    return this.#runner.drive(timers)
  }

  /** Changes how time passes. A new `now` must not lie in the past: use `reset` or `restore` to go back. */
  setClock(change: { readonly now?: number; readonly paused?: boolean; readonly speed?: number }): void {
    if (change.speed !== undefined && !(change.speed > 0))
      throw new RangeError('The speed of a clock is more than 0; pause it to stop it.')
    if (change.now !== undefined && change.now < this.clock.now())
      throw new RangeError('A clock is not put back; reset the world instead.')
    this.clock.set(change)
    this.timeline.record('clock', { event: 'set', paused: this.clock.paused, speed: this.clock.speed })
    this.#runner.rescheduled()
  }

  #replace(clock: ClockState, tasks: TaskHeapState): void {
    this.scheduler.state = { lastId: 0, tasks: [] }
    this.clock.set(clock)
    this.#runner.replaced()
    for (const listener of this.#replaced) listener()
    this.scheduler.state = tasks
  }
}

const startOf = ({ start = defaultStart }: WorldOptions): number => (typeof start === 'function' ? start() : start)
