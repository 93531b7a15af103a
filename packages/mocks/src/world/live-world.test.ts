import { describe, expect, test } from 'vitest'
import { LiveWorld, type WorldOptions } from './live-world.ts'
import type { Timers } from './runner.ts'
import type { TaskHandler } from './task-handler.ts'
import type { World } from './world.ts'

const start = Date.parse('2026-01-01T00:00:00Z')

function make(tasks: Readonly<Record<string, TaskHandler>> = {}, options: Partial<WorldOptions> = {}) {
  const failures: string[] = []
  const world = new LiveWorld({
    name: 'test',
    handlers: (name) => tasks[name],
    failed: (_world, task, error) => failures.push(`${task}: ${error instanceof Error ? error.message : error}`),
    ...options,
  })
  return { world, failures }
}

/** Real time that a test moves. */
class FakeTimers implements Timers {
  #now = 5000
  #timers = new Map<number, { at: number; work: () => void }>()
  #id = 0

  now(): number {
    return this.#now
  }

  setTimer(work: () => void, milliseconds: number): unknown {
    this.#timers.set(++this.#id, { at: this.#now + milliseconds, work })
    return this.#id
  }

  clearTimer(timer: unknown): void {
    this.#timers.delete(timer as number)
  }

  get waiting(): number {
    return this.#timers.size
  }

  /** @param late how much later than asked for timers fire */
  async pass(milliseconds: number, late = 0): Promise<void> {
    const target = this.#now + milliseconds
    for (;;) {
      const due = [...this.#timers]
        .filter(([, { at }]) => at + late <= target)
        .sort(([, one], [, other]) => one.at - other.at)[0]
      if (due === undefined) break
      this.#timers.delete(due[0])
      this.#now = Math.max(this.#now, due[1].at + late)
      due[1].work()
      for (let turn = 0; turn < 100; turn++) await undefined
    }
    this.#now = target
  }
}

const noting =
  (notes: string[]): TaskHandler =>
  (world: World, payload: never) => {
    notes.push(`${world.clock.iso().slice(14, 19)} ${payload}`)
  }

describe('a clock that stands still', () => {
  test('begins at a fixed instant and moves only when it is told to', async () => {
    const { world } = make()
    expect(world.clock.iso()).toBe('2026-01-01T00:00:00Z')
    await world.advance(1999)
    expect([world.clock.now() - start, world.clock.iso()]).toEqual([1999, '2026-01-01T00:00:01Z'])
    expect(world.timeline.of('clock')).toMatchObject([{ event: 'advanced', seconds: 1.999 }])
  })

  test('carries out what is due in order, ties as they were made, and lands exactly on the target', async () => {
    const notes: string[] = []
    const { world } = make({ note: noting(notes) })
    world.scheduler.after(3000, 'note', 'c')
    world.scheduler.after(1000, 'note', 'a')
    world.scheduler.after(3000, 'note', 'd')
    world.scheduler.after(2000, 'note', 'b')
    world.scheduler.after(10_000, 'note', 'late')
    await world.advance(5000)
    expect(notes).toEqual(['00:01 a', '00:02 b', '00:03 c', '00:03 d'])
    expect(world.clock.now()).toBe(start + 5000)
    expect(world.scheduler.size).toBe(1)
  })

  test('carries out what tasks bring about, each at its own time', async () => {
    const notes: string[] = []
    const { world } = make({
      note: noting(notes),
      chain: (world: World, left: never) => {
        world.scheduler.after(0, 'note', left)
        if (left > 0) world.scheduler.after(1000, 'chain', left - 1)
      },
    })
    world.scheduler.after(1000, 'chain', 2)
    await world.advance(60_000)
    expect(notes).toEqual(['00:01 2', '00:02 1', '00:03 0'])
  })

  test('waits for each task and for what it started', async () => {
    const notes: string[] = []
    const { world } = make({
      slow: async (world: World) => {
        for (let turn = 0; turn < 50; turn++) await undefined
        notes.push(`slow ended at ${world.clock.iso().slice(14, 19)}`)
      },
      note: noting(notes),
    })
    world.scheduler.after(1000, 'slow', null)
    world.scheduler.after(2000, 'note', 'next')
    await world.advance(5000)
    expect(notes).toEqual(['slow ended at 00:01', '00:02 next'])
  })

  test('lets a task wait for time while others go on', async () => {
    const notes: string[] = []
    const { world } = make({
      sleeper: async (world: World) => {
        await world.activity.sleep(2500)
        notes.push(`slept until ${world.clock.iso().slice(14, 19)}`)
      },
      note: noting(notes),
    })
    world.scheduler.after(1000, 'sleeper', null)
    world.scheduler.after(2000, 'note', 'meanwhile')
    world.scheduler.after(9000, 'note', 'after')
    await world.advance(10_000)
    expect(notes).toEqual(['00:02 meanwhile', 'slept until 00:03', '00:09 after'])
  })

  test('carries out what is due now without being moved', async () => {
    const notes: string[] = []
    const { world } = make({ note: noting(notes) })
    world.scheduler.after(0, 'note', 'now')
    world.scheduler.at(start - 5000, 'note', 'overdue')
    world.scheduler.after(1, 'note', 'later')
    await world.settled()
    expect(notes).toEqual(['00:00 now', '00:00 overdue'])
  })

  test('goes on when a task fails or is unknown, and tells of it', async () => {
    const notes: string[] = []
    const { world, failures } = make({
      note: noting(notes),
      bad: () => {
        throw new Error('broken')
      },
      worse: async () => {
        throw new Error('broken too')
      },
    })
    for (const task of ['bad', 'worse', 'unheard-of', 'note']) world.scheduler.after(1000, task, 'x')
    await world.advance(1000)
    expect(failures).toEqual([
      'bad: broken',
      'worse: broken too',
      'unheard-of: No service has a handler for the task "unheard-of".',
    ])
    expect(notes).toEqual(['00:01 x'])
  })

  test('is advanced by one at a time', async () => {
    const notes: string[] = []
    const { world } = make({ note: noting(notes) })
    world.scheduler.after(1500, 'note', 'x')
    await Promise.all([world.advance(1000), world.advance(1000)])
    expect([notes, world.clock.now()]).toEqual([['00:01 x'], start + 2000])
  })

  test('cancels', async () => {
    const notes: string[] = []
    const { world } = make({ note: noting(notes) })
    const id = world.scheduler.after(1000, 'note', 'x')
    expect([world.scheduler.cancel(id), world.scheduler.cancel(id)]).toEqual([true, false])
    await world.advance(5000)
    expect(notes).toEqual([])
  })

  test('is not put back', async () => {
    const { world } = make()
    await expect(async () => world.advance(-1)).rejects.toThrow('forward')
    expect(() => world.setClock({ now: start - 1 })).toThrow('not put back')
    expect(() => world.setClock({ speed: 0 })).toThrow('more than 0')
  })
})

describe('a clock that runs', () => {
  const running = (speed: number, tasks: Readonly<Record<string, TaskHandler>> = {}) => {
    const timers = new FakeTimers()
    const sandbox = make(tasks, { paused: false, speed })
    const stop = sandbox.world.drive(timers)
    return { ...sandbox, timers, stop }
  }

  test('goes as fast as it is told', async () => {
    const { world, timers } = running(20)
    await timers.pass(1500)
    expect(world.clock.now() - start).toBe(30_000)
    world.setClock({ speed: 2 })
    await timers.pass(1000)
    expect(world.clock.now() - start).toBe(32_000)
    world.setClock({ paused: true })
    await timers.pass(1000)
    expect(world.clock.now() - start).toBe(32_000)
  })

  test('carries out tasks at their time, however late its timers are', async () => {
    const notes: string[] = []
    const { world, timers } = running(10, {
      chain: (world: World, left: never) => {
        notes.push(world.clock.iso().slice(14, 19))
        if (left > 0) world.scheduler.after(1000, 'chain', left - 1)
      },
    })
    world.scheduler.after(1000, 'chain', 4)
    await timers.pass(1000, 30)
    expect(notes).toEqual(['00:01', '00:02', '00:03', '00:04', '00:05'])
    expect(world.clock.now() - start).toBe(10_000)
    expect(timers.waiting).toBe(0)
  })

  test('never passes a task that has not been carried out', async () => {
    const { world, timers, stop } = running(1, { note: () => {} })
    world.scheduler.after(1000, 'note', null)
    stop()
    const frozen = running(1)
    frozen.world.scheduler.after(1000, 'note', null)
    await frozen.timers.pass(0)
    expect(timers.waiting).toBe(0)
    expect(world.clock.now()).toBe(start)
  })

  test('wakes earlier when something is due earlier', async () => {
    const notes: string[] = []
    const { world, timers } = running(1, { note: noting(notes) })
    world.scheduler.after(60_000, 'note', 'late')
    world.scheduler.after(2000, 'note', 'early')
    await timers.pass(3000)
    expect(notes).toEqual(['00:02 early'])
    expect(timers.waiting).toBe(1)
  })

  test('can be wound forward while it runs', async () => {
    const notes: string[] = []
    const { world, timers } = running(1, { note: noting(notes) })
    world.scheduler.after(600_000, 'note', 'x')
    await world.advance(900_000)
    expect([notes, world.clock.now() - start]).toEqual([['10:00 x'], 900_000])
    await timers.pass(1000)
    expect(world.clock.now() - start).toBe(901_000)
  })

  test('goes on while a real address is slow', async () => {
    let answer = () => {}
    const notes: string[] = []
    const { world, timers } = running(1, {
      send: async (world: World) => {
        await world.activity.outside(
          new Promise<void>((resolve) => {
            answer = resolve
          }),
        )
        notes.push(`answered ${world.clock.iso().slice(14, 19)}`)
      },
      note: noting(notes),
    })
    world.scheduler.after(1000, 'send', null)
    world.scheduler.after(2000, 'note', 'x')
    await timers.pass(3000)
    expect(notes).toEqual(['00:02 x'])
    answer()
    await world.settled()
    expect(notes).toEqual(['00:02 x', 'answered 00:03'])
  })
})

describe('a snapshot', () => {
  const tasks = {
    step: (world: World, left: never) => {
      const steps = world.store.collection<{ id: number; token: string }>('steps')
      steps.insert({ id: steps.nextId(), token: world.random('steps').token(8) })
      const struck = world.faults.strike({ on: 'job' }).length
      world.timeline.record('job', { left, struck })
      if (left > 0) world.scheduler.after(1000, 'step', left - 1)
    },
  } satisfies Record<string, TaskHandler>

  const begun = async () => {
    const { world } = make(tasks)
    world.faults.add({ match: { on: 'job' }, when: { kind: 'every', n: 3 }, effect: { kind: 'x' } })
    world.scheduler.after(1000, 'step', 9)
    await world.advance(4500)
    return world
  }

  test('taken in the middle of a job goes on elsewhere as it would have here', async () => {
    const here = await begun()
    const written = JSON.stringify(here.snapshot())
    const { world: elsewhere } = make(tasks, { name: 'elsewhere', seed: 99 })
    elsewhere.restore(JSON.parse(written))
    await Promise.all([here.advance(20_000), elsewhere.advance(20_000)])
    expect(elsewhere.timeline.items).toEqual(here.timeline.items)
    expect(JSON.stringify(elsewhere.snapshot())).toBe(JSON.stringify(here.snapshot()))
    expect(here.timeline.of('job')).toHaveLength(10)
  })

  test('is not changed by what happens afterwards', async () => {
    const world = await begun()
    const snapshot = world.snapshot()
    const written = JSON.stringify(snapshot)
    await world.advance(20_000)
    expect(JSON.stringify(snapshot)).toBe(written)
    world.restore(snapshot)
    expect(JSON.stringify(world.snapshot())).toBe(written)
  })

  test('ends what waits in the world that it replaces', async () => {
    const { world } = make()
    const waiting = world.activity.sleep(1000)
    world.reset()
    await expect(waiting).rejects.toThrow('reset or restored')
  })

  test('of something else is refused', () => {
    expect(() => make().world.restore({})).toThrow('not a snapshot')
  })
})

test('a reset world is as new', async () => {
  const fresh = make().world
  const { world } = make()
  world.random('x').next()
  world.store.collection('rows').insert({ id: 7 })
  world.faults.add({ match: { on: 'mail' }, when: { kind: 'always' }, effect: { kind: 'x' } })
  world.scheduler.after(1000, 'x', null)
  await world.advance(500)
  world.reset()
  world.store.collection('rows')
  fresh.store.collection('rows')
  expect(world.snapshot()).toEqual(fresh.snapshot())
  world.reset(42)
  expect(world.seed).toBe(42)
})

describe('work under one key', () => {
  test('is done one after another, in order', async () => {
    const { world } = make()
    const notes: string[] = []
    const work = (name: string) => async () => {
      notes.push(`${name} begins`)
      await undefined
      notes.push(`${name} ends`)
    }
    await Promise.all([
      world.serialised('k', work('a')),
      world.serialised('k', work('b')),
      world.serialised('other', work('c')),
    ])
    expect(notes).toEqual(['a begins', 'c begins', 'a ends', 'c ends', 'b begins', 'b ends'])
  })

  test('goes on when one of it fails', async () => {
    const { world } = make()
    const failing = world.serialised('k', () => {
      throw new Error('x')
    })
    const next = world.serialised('k', () => 'next')
    await expect(failing).rejects.toThrow('x')
    expect(await next).toBe('next')
  })
})
