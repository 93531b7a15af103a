import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ManifestEntry, pactsFolder } from '@concord/contracts/pact-files'
import { manifest } from './pact-interactions.ts'

/** A folder with the pact of one provider reduced to some interactions, and a manifest that says so. */
export async function narrowedPacts(
  provider: string,
  wanted: (description: string) => boolean,
): Promise<{ folder: string; remove(): Promise<void> }> {
  const entry = manifest.pacts.find((one) => one.provider === provider)
  if (entry === undefined) throw new Error(`There is no pact of ${provider}.`)
  const pact = JSON.parse(await readFile(join(pactsFolder, entry.file), 'utf8')) as {
    interactions: { description: string }[]
  }
  const interactions = pact.interactions.filter(({ description }) => wanted(description))
  const narrowed: ManifestEntry = {
    ...entry,
    interactions: entry.interactions.filter(({ description }) => wanted(description)),
  }
  if (interactions.length === 0) throw new Error(`No interaction of ${provider} is wanted.`)
  const folder = await mkdtemp(join(tmpdir(), 'concord-narrowed-'))
  await writeFile(join(folder, entry.file), JSON.stringify({ ...pact, interactions }))
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, pacts: [narrowed] }))
  return { folder, remove: () => rm(folder, { recursive: true }) }
}
