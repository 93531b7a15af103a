// What the client costs an application: processor time of a call over a stubbed fetch, and bytes in the bundle.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { createClient } from '@hey-api/openapi-ts'
import { build } from 'esbuild'
import { loadApis } from '../packages/codegen/src/load/load-apis.ts'
import { clientSources } from './clients/clients.ts'
import { microsecondsPerCall } from './measure.ts'
import { atMost, type Section } from './report.ts'
import { document, order } from './servers/document.ts'

const root = join(import.meta.dirname, '..')
const folder = join(import.meta.dirname, '.bundles')

async function bundle(source: string, name: string): Promise<{ file: string; bytes: number; gzip: number }> {
  const file = join(folder, `${name.replaceAll(/\W+/g, '-')}.mjs`)
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['concord-source'],
    write: false,
  })
  const code = outputFiles[0]?.contents ?? new Uint8Array()
  writeFileSync(file, code)
  return { file, bytes: code.length, gzip: gzipSync(code, { level: 9 }).length }
}

/** One shared answer without a body to parse, so that only the client's own work is left. */
function stubFetch(): typeof fetch {
  const headers = new Headers({ 'content-type': 'application/json', 'x-request-id': 'req_1' })
  const text = JSON.stringify(document)
  const response = {
    ok: true,
    status: 200,
    headers,
    url: '',
    redirected: false,
    type: 'basic',
    body: {},
    json: async () => document,
    text: async () => text,
    clone: () => response,
  }
  return (async () => response) as unknown as typeof fetch
}

async function bytesOfOneMoreOperation(): Promise<number> {
  const documents = [
    'create',
    'get',
    'list',
    'update',
    'delete',
    'listSections',
    'listCitations',
    'estimate',
    'export',
  ] as const
  const withOperations = (verbs: readonly string[]) => `
    import { createCore } from '@concord/sdk/core'
    import * as documents from '@concord/sdk/operations/documents'
    const core = createCore({ baseUrl: 'http://localhost', session: 'token' })
    ${verbs.map((verb, index) => `export const call${index} = (...args) => documents[${JSON.stringify(verb)}](core, ...args)`).join('\n')}`
  // Lists bring the pages' code along once, so they stand in both.
  const few = await bundle(withOperations(documents.slice(0, 3)), 'few')
  const many = await bundle(withOperations(documents), 'many')
  return (many.gzip - few.gzip) / (documents.length - 3)
}

export async function sections(quick: boolean): Promise<readonly Section[]> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const platform = (await loadApis(join(root, 'specs'))).find((api) => api.kind === 'platform')
  writeFileSync(join(folder, 'platform.json'), JSON.stringify(platform?.document))
  const hey = join(folder, 'hey')
  await createClient({
    input: join(folder, 'platform.json'),
    output: hey,
    plugins: ['@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch'],
    logs: { level: 'silent' },
  })

  const sizes: Record<string, { file: string; bytes: number; gzip: number }> = {}
  for (const [name, source] of Object.entries(clientSources(hey))) sizes[name] = await bundle(source, name)

  globalThis.fetch = stubFetch()
  const gets: Record<string, () => unknown> = { 'stub alone': async () => (await fetch('')).json() }
  const posts: Record<string, () => unknown> = { 'stub alone': async () => (await fetch('')).json() }
  for (const [name, { file }] of Object.entries(sizes)) {
    const client = await import(pathToFileURL(file).href)
    gets[name] = client.get
    posts[name] = () => client.post(order)
  }
  const get = await microsecondsPerCall(gets, { rounds: quick ? 3 : 15, calls: 3_000 })
  const post = await microsecondsPerCall(posts, { rounds: quick ? 3 : 15, calls: 3_000 })
  const more = await bytesOfOneMoreOperation()
  const over = (times: Record<string, number>, name: string) =>
    (times[name] ?? Number.NaN) - (times['stub alone'] ?? Number.NaN)
  const rows = Object.keys(gets).map((name) => [
    name,
    get[name] ?? Number.NaN,
    post[name] ?? Number.NaN,
    over(get, name),
    over(post, name),
    sizes[name] === undefined ? '–' : sizes[name].bytes.toLocaleString('en'),
    sizes[name] === undefined ? '–' : sizes[name].gzip.toLocaleString('en'),
  ])
  rmSync(folder, { recursive: true })
  return [
    {
      title: 'Client: cost of a call and of the bundle',
      note: 'One GET and one POST, bundled and minified by esbuild for browsers, gzip -9; microseconds over a stubbed fetch, serial calls, medians of rounds that take turns.',
      columns: ['client', 'GET µs', 'POST µs', 'GET over the stub', 'POST over the stub', 'bytes', 'gzip bytes'],
      rows,
      goals: [
        // 6 µs where openapi-fetch takes 5.8: as a ratio, because microseconds are noise on a shared machine.
        atMost('SDK: GET over the stub, ÷ openapi-fetch', over(get, '@concord/sdk') / over(get, 'openapi-fetch'), 1.03),
        atMost(
          'SDK: POST over the stub, ÷ openapi-fetch',
          over(post, '@concord/sdk') / over(post, 'openapi-fetch'),
          1.03,
        ),
        atMost('SDK: core with one GET and one POST, gzip bytes', sizes['@concord/sdk']?.gzip ?? Number.NaN, 5 * 1024),
        atMost('SDK: each further operation, gzip bytes', more, 30),
      ],
    },
  ]
}
