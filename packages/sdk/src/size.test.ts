import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

/** What an application pays for a piece of code, in bytes of minified and compressed ESM. */
async function sizeOf(code: string): Promise<{ bytes: number; text: string }> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    conditions: ['concord-source'],
  })
  const text = outputFiles[0]?.text ?? ''
  return { bytes: gzipSync(text, { level: 9 }).length, text }
}

const plain = (calls: Readonly<Record<string, readonly string[]>>) => `
  import { createCore } from './http/core.ts'
  import { memorySession } from './session/memory-session.ts'
  ${Object.entries(calls)
    .map(
      ([service, verbs]) =>
        `import { ${verbs.map((verb) => `${verb} as ${service}_${verb}`).join(', ')} } from './generated/operations/${service}.ts'`,
    )
    .join('\n')}
  export const core = createCore({ baseUrl: '', session: memorySession() })
  export const calls = [${Object.entries(calls).flatMap(([service, verbs]) => verbs.map((verb) => `${service}_${verb}`))}]`

test('the core with a GET and a POST fits in 5 KB, with retries, sessions, keys and typed errors', async () => {
  const { bytes, text } = await sizeOf(plain({ documents: ['get', 'create'] }))
  expect(bytes).toBeLessThanOrEqual(5_000)
  for (const feature of ['idempotency-key', 'retry-after', 'auth.refresh', 'ApiError']) expect(text).toContain(feature)
})

test('what a bundle does not use is not in it: sockets, streams, webhooks, pages, forms, schemas', async () => {
  const { text } = await sizeOf(plain({ documents: ['get', 'create'] }))
  for (const foreign of [
    'WebSocket(',
    'last-event-id',
    'v1=',
    'asyncIterator',
    'form-data',
    'documents.list',
    '~standard',
  ]) {
    expect(text).not.toContain(foreign)
  }
})

test('every further operation costs 30 bytes at most', async () => {
  const few = await sizeOf(plain({ documents: ['get', 'create'] }))
  const further = {
    documents: ['get', 'create', 'update', 'estimate', 'export'],
    jobs: ['get', 'progress'],
    payments: ['createIntent', 'verify', 'get'],
    refunds: ['create', 'get'],
    users: ['me', 'updateMe', 'create', 'get', 'update'],
  }
  const many = await sizeOf(plain(further))
  const count = Object.values(further).flat().length - 2
  expect((many.bytes - few.bytes) / count).toBeLessThanOrEqual(30)
})

test('the whole client fits in 12 KB', async () => {
  const { bytes } = await sizeOf(`export { Concord, browserSession, memorySession } from './concord.ts'`)
  expect(bytes).toBeLessThanOrEqual(12_000)
})

test.each([
  ['webhooks', `export { verify } from './webhooks/verify.ts'`, 1_500],
  ['one list', plain({ documents: ['list'] }), 5_300],
])('%s costs what it may', async (_, code, budget) => {
  expect((await sizeOf(code)).bytes).toBeLessThanOrEqual(budget)
})
