import { expect, test } from 'vitest'
import { BoundedTimeline } from './bounded-timeline.ts'

const filled = (count: number, capacity: number) => {
  const timeline = new BoundedTimeline(() => 'now', capacity)
  for (let index = 1; index <= count; index++) timeline.record(index % 2 === 0 ? 'mail' : 'job', { index })
  return timeline
}

test('the newest items are kept', () => {
  for (const count of [9, 10, 11, 19, 20, 21, 47]) {
    const { items } = filled(count, 10)
    expect(items.map(({ seq }) => seq)).toEqual(
      Array.from({ length: Math.min(count, 10) }, (_, index) => Math.max(0, count - 10) + index + 1),
    )
  }
})

test('items are found by what they are and since when', () => {
  const timeline = filled(25, 10)
  expect(timeline.of('mail').map(({ seq }) => seq)).toEqual([16, 18, 20, 22, 24])
  expect(timeline.since(22).map(({ seq }) => seq)).toEqual([23, 24, 25])
  expect(timeline.since(21, 'mail').map(({ seq }) => seq)).toEqual([22, 24])
  expect(timeline.since(0)).toHaveLength(10)
  expect(timeline.since(25)).toEqual([])
})

test('whoever subscribed is told until it has enough', () => {
  const timeline = filled(0, 10)
  const seen: number[] = []
  const stop = timeline.subscribe(({ seq }) => seen.push(seq))
  timeline.record('job', {})
  stop()
  timeline.record('job', {})
  expect(seen).toEqual([1])
})
