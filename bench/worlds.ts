// What an isolated world costs: time to make one and memory that it holds, with a signed-in user and a document in it.
import { createCore } from '../packages/mocks/src/sandbox.ts'
import { atMost, type Section } from './report.ts'

export async function sections(): Promise<readonly Section[]> {
  const count = 1_000
  const core = createCore({ seed: 1 })
  for (let index = 0; index < 50; index += 1) core.worlds.get(`warm-${index}`)
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  const start = performance.now()
  for (let index = 0; index < count; index += 1) core.worlds.get(`world-${index}`)
  const milliseconds = (performance.now() - start) / count
  globalThis.gc?.()
  const kilobytes = (process.memoryUsage().heapUsed - before) / count / 1024
  return [
    {
      title: `Worlds: ${count.toLocaleString('en')} in one process`,
      columns: ['what', 'value'],
      rows: [
        ['milliseconds to make one', milliseconds],
        ['KB that one holds', kilobytes],
      ],
      goals: [
        atMost('a world: milliseconds to make', milliseconds, 1, ' ms'),
        atMost('a world: KB', kilobytes, 50, ' KB'),
      ],
    },
  ]
}
