import { readdirSync } from 'node:fs'
import { servicesFolder } from '../../packages/contracts/src/service/service-contract.ts'

/** Every service that there is a contract for. */
export const services: readonly string[] = readdirSync(servicesFolder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length))
  .sort()
