import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'
import { type Loopback, listen } from '../loopback.ts'

/** A page with the sandbox in it, at `localhost`: service workers need an origin that is trusted. */
export async function openSite(): Promise<Loopback> {
  const files = await siteFiles()
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://site').pathname)
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': file?.type ?? 'text/plain' })
    response.end(file?.content ?? 'There is no such file.')
  })
  const { url, close } = await listen(server)
  return { url: url.replace('127.0.0.1', 'localhost'), close }
}

interface SiteFile {
  readonly type: string
  readonly content: string | Uint8Array
}

async function siteFiles(): Promise<ReadonlyMap<string, SiteFile>> {
  const worker = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js')
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page/page.ts')],
    bundle: true,
    write: false,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    conditions: ['concord-source', 'browser'],
    outdir: '/',
    logLevel: 'silent',
  })
  const page =
    '<!doctype html><html lang="en"><title>Sandbox</title><script type="module" src="/page.js"></script></html>'
  return new Map<string, SiteFile>([
    ['/', { type: 'text/html', content: page }],
    ['/mockServiceWorker.js', { type: 'text/javascript', content: await readFile(worker, 'utf8') }],
    ...outputFiles.map(({ path, contents }) => [path, { type: 'text/javascript', content: contents }] as const),
  ])
}
