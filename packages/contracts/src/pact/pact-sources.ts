import { broughtPacts } from '../broker/brought-pacts.ts'
import { fetchPacts } from '../broker/fetch-pacts.ts'
import { type HalDocument, openBroker } from '../broker/hal.ts'
import type { VerifyOptions } from '../run/verification.ts'
import type { ServiceContract } from '../service/service-contract.ts'
import { type ManifestEntry, type PactFile, pactsFolder, readPact } from './pact-files.ts'

/** A pact that is to be verified, wherever it comes from. */
export interface PactSource {
  /** What must have run. */
  readonly entry: ManifestEntry
  readonly pact: PactFile
  /** Absent where it comes with this package. */
  readonly brought?: BroughtPact
}

/** What is known of a pact that came from a broker. */
export interface BroughtPact {
  /** Its consumer with its version; the names of its checks begin with it. */
  readonly name: string
  /** Why the broker chose it, in its words. */
  readonly reason: string
  /** Whether it may fail without breaking the run. */
  readonly pending: boolean
  /** As the broker gave it, with the links to what can be told of it. */
  readonly document: HalDocument
}

/**
 * The pacts that a provider is held against: ours, and those of the broker if there is one.
 *
 * @throws CannotVerify when there is none, or one cannot be read
 */
export async function readSources(options: VerifyOptions, contract: ServiceContract): Promise<readonly PactSource[]> {
  const { broker, pactsFolder: folder = pactsFolder } = options
  const ours = broker?.replacesOurs === true ? [] : [await readPact(folder, contract.service)]
  if (broker === undefined) return ours
  const fetched = await fetchPacts(openBroker(broker), contract.service, broker)
  return [...ours, ...broughtPacts(fetched, contract)]
}
