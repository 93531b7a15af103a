import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadApis } from '../packages/codegen/src/load/load-apis.ts'

/** Writes the merged document of all services, which the peers read, for as long as the process runs. @returns the file */
export function writePlatformDocument(): string {
  const folder = mkdtempSync(join(tmpdir(), 'concord-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const platform = loadApis(join(import.meta.dirname, '../specs')).find(({ kind }) => kind === 'platform')
  const file = join(folder, 'platform.json')
  writeFileSync(file, JSON.stringify(platform?.document))
  return file
}
