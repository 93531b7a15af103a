import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '@concord/mocks/server'
import { startProgram } from '../../tests/contracts/backend.ts'

const backendFolder = join(import.meta.dirname, '../../examples/backend')

/** A reference backend of one's own, and the sandbox that plays its providers. */
export interface Place {
  readonly backendUrl: string
  readonly statesUrl: string
  readonly sandboxUrl: string
  close(): Promise<void>
}

/** Starts both. @param fault seeded in the backend; absent for one that keeps its contract */
export async function openPlace(fault?: string): Promise<Place> {
  const files = mkdtempSync(join(tmpdir(), 'concord-bench-files-'))
  const sandbox = await startServer({ port: 0 })
  const backend = await startProgram(process.execPath, ['--conditions=concord-source', 'src/main.ts'], {
    cwd: backendFolder,
    env: {
      PORT: '0',
      PROVIDERS_URL: sandbox.url,
      CONTRACT_TEST: '1',
      FILES: files,
      ...(fault !== undefined && { FAULT: fault }),
    },
  })
  return {
    backendUrl: backend.url,
    statesUrl: `${backend.url}/_contract/state`,
    sandboxUrl: sandbox.url,
    async close() {
      await backend.close()
      await sandbox.close()
      rmSync(files, { recursive: true, force: true })
    },
  }
}

/** Does what the parent process asks for, tells it the result, and ends: what a faulty backend does to its verifier ends here too. */
export function answerParent<Plan, Result>(work: (plan: Plan) => Promise<Result>): void {
  process.once('message', (plan: Plan) => {
    work(plan).then(
      (result) => process.send?.(result, () => process.exit()),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  })
}
