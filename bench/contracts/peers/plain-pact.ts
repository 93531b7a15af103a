// Pact as a team without Concord would use it: its own core, straight at the backend and at its state endpoint, on the same pact files.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pactsFolder, readPact } from '../../../packages/contracts/src/pact/pact-files.ts'
import { type CoreResult, runCore } from '../../../packages/contracts/src/pact/run-core.ts'
import type { PeerFindings } from './peer.ts'

/** Verifies the HTTP interactions of a service's pact; messages would need code of the backend. */
export async function verifyWithPlainPact(service: string, baseUrl: string, statesUrl: string): Promise<PeerFindings> {
  const { entry, pact } = await readPact(pactsFolder, service)
  const interactions = pact.interactions.filter(({ type }) => type === 'Synchronous/HTTP')
  if (interactions.length === 0) return { complaints: [], milliseconds: 0 }
  const folder = mkdtempSync(join(tmpdir(), 'concord-plain-pact-'))
  try {
    const file = join(folder, entry.file)
    writeFileSync(file, JSON.stringify({ ...pact, interactions }))
    const started = performance.now()
    const results = await runCore({
      provider: entry.provider,
      providerBaseUrl: baseUrl,
      pactUrls: [file],
      providerStatesSetupUrl: statesUrl,
      providerStatesSetupTeardown: true,
      followRedirects: false,
      timeout: 60_000,
      logLevel: 'error',
    })
    const milliseconds = Math.round(performance.now() - started)
    return { complaints: results.filter(({ result }) => result === 'Error').map(complaintOf), milliseconds }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function complaintOf({ description, mismatch }: CoreResult): string {
  const places = (mismatch?.mismatches ?? []).map(({ type, path, key }) => `${type} ${path ?? key ?? ''}`)
  return `${description}: ${[...new Set(places)].sort().join(', ') || mismatch?.type}`
}
