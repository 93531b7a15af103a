import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'

/** A page with the sandbox in it, on a port of this machine: service workers need an origin that is trusted. */
export interface Site {
  readonly url: string
  close(): Promise<void>
}

export async function openSite(): Promise<Site> {
  const files = await siteFiles()
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://site').pathname)
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': file?.type ?? 'text/plain' })
    response.end(file?.content ?? 'There is no such file.')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, close: () => closed(server) }
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

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
