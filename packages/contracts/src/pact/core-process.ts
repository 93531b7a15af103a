// Runs Pact's native core in a process of its own: it prints to standard output by itself, reads PACT_* filters from the
// environment, and a crash of it must not take the verifier with it. It takes one verification after another, until nobody is there any more.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { Verifier, type VerifierOptions } from '@pact-foundation/pact-core'

// For every interaction the core makes an HTTP client, which reads all root certificates of the machine: half of its time. It talks to nobody
// but our relay on this machine, so one is enough (with none it makes no client).
const folder = mkdtempSync(join(tmpdir(), 'concord-core-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
process.env.SSL_CERT_FILE = join(folder, 'root.pem')
process.env.SSL_CERT_DIR = join(folder, 'none')
writeFileSync(process.env.SSL_CERT_FILE, rootCertificates[0] ?? '')
mkdirSync(process.env.SSL_CERT_DIR)

process.on('disconnect', () => process.exit())
process.on('message', (options: VerifierOptions) => {
  run(options).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ crashed: error instanceof Error ? error.message : String(error) }),
  )
})

async function run(options: VerifierOptions): Promise<{ readonly results: string }> {
  try {
    return { results: await new Verifier(options).verify() }
  } catch (error) {
    // A failed verification rejects with its results as the message.
    if (error instanceof Error && error.message.startsWith('{')) return { results: error.message }
    throw error
  }
}
