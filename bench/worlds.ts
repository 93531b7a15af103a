// What isolated worlds cost: time to make one, and the memory that it holds when it is new and when somebody has used it.
import { createSandbox } from '@concord/mocks'
import { createCore } from '../packages/mocks/src/sandbox.ts'
import { atMost, type Section } from './report.ts'
import { order } from './servers/document.ts'

const count = 1_000

function heapKilobytes(): number {
  if (globalThis.gc === undefined) throw new Error('The worlds are measured with --expose-gc: run `npm run bench`.')
  globalThis.gc()
  return process.memoryUsage().heapUsed / 1024
}

async function useWorld(send: typeof fetch, origin: string, name: string): Promise<void> {
  const headers = { 'x-sandbox-world': name, 'content-type': 'application/json' }
  const user = await send(`${origin}/__sandbox/users`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email: 'ada@example.test' }),
  })
  const { access_token } = (await user.json()) as { access_token: string }
  await send(`${origin}/api/v1/documents`, {
    method: 'POST',
    headers: { ...headers, authorization: `Bearer ${access_token}` },
    body: JSON.stringify(order),
  })
}

export async function sections(): Promise<readonly Section[]> {
  const core = createCore({ seed: 1 })
  for (let index = 0; index < 50; index += 1) core.worlds.get(`warm-${index}`)
  const before = heapKilobytes()
  const start = performance.now()
  for (let index = 0; index < count; index += 1) core.worlds.get(`world-${index}`)
  const milliseconds = (performance.now() - start) / count
  const fresh = (heapKilobytes() - before) / count

  const sandbox = createSandbox({ seed: 1 })
  for (let index = 0; index < 50; index += 1) await useWorld(sandbox.fetch, sandbox.origin, `warm-${index}`)
  const beforeUse = heapKilobytes()
  for (let index = 0; index < count; index += 1) await useWorld(sandbox.fetch, sandbox.origin, `world-${index}`)
  const used = (heapKilobytes() - beforeUse) / count

  return [
    {
      title: `Worlds: ${count.toLocaleString('en')} in one process`,
      columns: ['what', 'value'],
      rows: [
        ['milliseconds to make one', milliseconds],
        ['KB of a new one', fresh],
        ['KB of one with a signed-in user and a document', used],
      ],
      goals: [
        atMost('a world: milliseconds to make', milliseconds, 1, ' ms'),
        atMost('a world in use: KB', used, 50, ' KB'),
      ],
    },
  ]
}
