// One seeded fault at a time, to find out whether the contracts would notice. Each is a switch at the place where its rule stands.

import { type FaultName, faultCatalogue } from './fault-catalogue.ts'

/** The name of a fault that does not exist. */
export class UnknownFault extends Error {
  override readonly name = 'UnknownFault'
}

let active: FaultName | undefined

/**
 * Switches a fault on; no name, none.
 *
 * @throws UnknownFault with the names that exist
 */
export function seedFault(name: string | undefined): void {
  if (name === undefined || name === '') active = undefined
  else if (isFault(name)) active = name
  else {
    const names = Object.keys(faultCatalogue).join(', ')
    throw new UnknownFault(`FAULT=${name} is not a fault of this backend. It has: ${names}.`)
  }
}

/** Whether there is a fault of this name. */
export const isFault = (name: string): name is FaultName => Object.hasOwn(faultCatalogue, name)

/** @example if (row.used && !fault('refresh-token-reusable')) revokeFamily(row.family) */
export const fault = (name: FaultName): boolean => active === name
