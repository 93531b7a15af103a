// Dredd as a careful team would use it: with hooks that bring the backend into the right state and send a sensible request.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openProviderStates } from '../../../packages/contracts/src/backend/provider-states.ts'
import { requestOf } from '../../../packages/contracts/src/service/request-of.ts'
import { readServiceContract } from '../../../packages/contracts/src/service/service-contract.ts'
import { listen } from '../../../tests/loopback.ts'
import { openApi30Of } from './openapi-30.ts'
import type { PeerFindings } from './peer.ts'

const cli = join(import.meta.dirname, '../../node_modules/dredd/bin/dredd')
/** Of a terminal. */
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g')
const hooks = join(import.meta.dirname, 'dredd-hooks.cjs')

/** One transaction of Dredd: a response of an operation. */
interface Transaction {
  readonly method: string
  readonly path: string
  readonly status: number
}

/** Tests each documented status of a service for which the contract has an interaction. */
export async function testWithDredd(
  service: string,
  baseUrl: string,
  statesUrl: string,
  document: string,
): Promise<PeerFindings> {
  const contract = await readServiceContract(service)
  const promised = new Map(Object.entries(contract.states).map(([name, { returns }]) => [name, returns]))
  const states = openProviderStates(new URL(statesUrl), promised)
  const prepared = async ({ method, path, status }: Transaction) => {
    const operation = contract.operations.find((one) => one.path === path && one.method === method)
    const interaction = operation?.interactions.find((one) => one.status === status)
    if (operation === undefined || interaction === undefined) return undefined
    const request = requestOf(operation, interaction.request, await states.setUp(interaction.states))
    const query = new URLSearchParams((request.query ?? []).map(([name, value]) => [name, value])).toString()
    const { headers = [] } = operation.responses.find((response) => response.status === String(status)) ?? {}
    return {
      path: query === '' ? request.path : `${request.path}?${query}`,
      headers: request.headers ?? {},
      body: request.body?.toString() ?? '',
      required: ['content-type', ...headers.filter(({ required }) => required).map(({ name }) => name.toLowerCase())],
    }
  }
  const server = createServer(async (incoming, answer) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const found = await prepared(JSON.parse(Buffer.concat(chunks).toString()) as Transaction).catch(() => undefined)
    answer.writeHead(found === undefined ? 404 : 200).end(JSON.stringify(found))
  })
  const preparer = await listen(server)
  const folder = mkdtempSync(join(tmpdir(), 'concord-dredd-'))
  try {
    const spec = join(folder, 'service.json')
    const paths = new Set(contract.operations.map(({ path }) => path))
    writeFileSync(
      spec,
      JSON.stringify(openApi30Of(JSON.parse(readFileSync(document, 'utf8')), (path) => paths.has(path))),
    )
    const started = performance.now()
    const child = spawn(process.execPath, [cli, spec, baseUrl, '--hookfiles', hooks, '--loglevel', 'error'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, DREDD_PREPARES: preparer.url },
    })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    await once(child, 'close')
    return { complaints: complaintsIn(said), milliseconds: Math.round(performance.now() - started) }
  } finally {
    await states.tearDown()
    await preparer.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** `fail: GET (200) /api/v1/documents duration: 12ms`, with the reasons below it. */
function complaintsIn(said: string): readonly string[] {
  const lines = said.replace(COLOUR, '').split('\n')
  const failed = lines.filter((line) => /^fail: [A-Z]+ \(\d+\) /.test(line))
  return [...new Set(failed.map((line) => line.replace(/ duration: .*/, '')))]
}
