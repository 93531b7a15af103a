import { readdir } from 'node:fs/promises'
import { type OperationContract, readServiceContract, servicesFolder } from './service-contract.ts'

/**
 * The operations of every service of the platform, by id: what several services do together is looked at through all of them.
 *
 * @throws CannotVerify when a contract cannot be read
 *
 * @example
 * const create = (await readPlatform()).get('documents.create')
 */
export async function readPlatform(folder: string = servicesFolder): Promise<ReadonlyMap<string, OperationContract>> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'))
  const contracts = await Promise.all(files.map((name) => readServiceContract(name.slice(0, -'.json'.length), folder)))
  return new Map(
    contracts.flatMap(({ operations }) => operations.map((operation) => [operation.id, operation] as const)),
  )
}
