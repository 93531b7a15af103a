import { expect, test } from 'vitest'
import { LiveWorld } from '../../world/live-world.ts'
import { paced } from './pace.ts'

const world = (paused = true) =>
  new LiveWorld({
    name: 'pace',
    paused,
    handlers: () => undefined,
    failed: (_world, _task, error) => void expect.fail(String(error)),
  })

const words = ['few ', 'questions ', 'have ', 'shaped ', 'it']

/** When each part came, in virtual milliseconds from the beginning. */
async function times(live: LiveWorld, parts: AsyncIterable<string>): Promise<number[]> {
  const start = live.clock.now()
  const seen: number[] = []
  for await (const _ of parts) seen.push(live.clock.now() - start)
  return seen
}

/** Until every stream waits for its first token. */
const begun = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('on a clock that stands still all comes at once', async () => {
  const live = world()
  expect(await times(live, paced(live, 'a', words, 'z'))).toEqual([0, 0, 0, 0, 0, 0, 0])
})

test('on a clock that runs the first token takes 150 to 600 ms, and the others 5 to 38 each', async () => {
  const live = world(false)
  const reading = times(live, paced(live, 'a', words, 'z'))
  await begun()
  await live.advance(5_000)
  const [start, first = 0, ...others] = await reading
  expect(start).toBe(0)
  expect(first).toBeGreaterThanOrEqual(150)
  expect(first).toBeLessThanOrEqual(600)
  const gaps = others.map((at, index) => at - (others[index - 1] ?? first))
  for (const gap of gaps.slice(0, 4)) expect(gap).toBeGreaterThanOrEqual(5)
  for (const gap of gaps) expect(gap).toBeLessThanOrEqual(38)
  expect(new Set(gaps.slice(0, 4)).size).toBeGreaterThan(1)
})

test('the seed decides the times, whichever of two streams is read first', async () => {
  const run = async (reversed: boolean) => {
    const live = world(false)
    const streams = [paced(live, '', words, ''), paced(live, '', words, '')]
    const readings = reversed
      ? streams
          .toReversed()
          .map((stream) => times(live, stream))
          .toReversed()
      : streams.map((stream) => times(live, stream))
    await begun()
    await live.advance(5_000)
    return Promise.all(readings)
  }
  expect(await run(true)).toEqual(await run(false))
})

test('a world that goes away ends its streams where they are', async () => {
  const live = world(false)
  const reading = times(live, paced(live, 'a', words, 'z'))
  await begun()
  live.reset()
  expect(await reading).toEqual([0])
})
