// One seeded fault at a time, to find out whether the contracts would notice. Each is a switch at the place where its rule stands.

const names = ['refresh-token-reusable'] as const

type FaultName = (typeof names)[number]

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
  const known = names.find((one) => one === name)
  if (name !== undefined && name !== '' && known === undefined) {
    throw new UnknownFault(`FAULT=${name} is not a fault of this backend. It has: ${names.join(', ')}.`)
  }
  active = known
}

/** @example if (row.used && !fault('refresh-token-reusable')) revokeFamily(row.family) */
export const fault = (name: FaultName): boolean => active === name
