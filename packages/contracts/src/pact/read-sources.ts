import { broughtPacts } from '../broker/brought-pacts.ts'
import { fetchPacts } from '../broker/fetch-pacts.ts'
import { openBroker } from '../broker/hal.ts'
import type { VerifyOptions } from '../run/verification.ts'
import type { ServiceContract } from '../service/service-contract.ts'
import { pactsFolder, readPact } from './pact-files.ts'
import type { PactSource } from './pact-source.ts'

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
